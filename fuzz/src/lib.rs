//! Whatever is written as a scope, a list, a requirement or a request: nothing panics, and every law of `SPEC.md` holds.
//!
//! A [`Target`] is a plain function of bytes that panics where a law is broken. It needs no instrumented build, so that
//! every toolchain can run it: [`runner`] mutates inputs, and keeps those whose [`Shape`] is new to mutate them further.

pub mod corpus;
pub mod mutation;
pub mod random;
pub mod runner;
pub mod targets;

mod shape;

pub use self::shape::Shape;
pub use self::targets::{TARGETS, Target};
