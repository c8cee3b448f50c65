//! The language without its tables: the same files as in `zoho-scopes`, so that what is generated follows the rules that
//! the crate has.
#![expect(dead_code, unexpected_cfgs, unreachable_pub, reason = "the generator needs but a part of them")]

#[path = "../../../scopes/src/covers.rs"]
mod covers;
#[path = "../../../scopes/src/error.rs"]
mod error;
#[path = "../../../scopes/src/folded.rs"]
mod folded;
#[path = "../../../scopes/src/operation.rs"]
mod operation;
#[path = "../../../scopes/src/scope.rs"]
mod scope;
#[path = "../../../scopes/src/shape.rs"]
mod shape;

pub(super) use self::scope::Scope;
