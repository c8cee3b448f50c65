//! A body that opens with attributes and items.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scope** `ZohoCRM.modules.contacts.READ`.
pub fn width() -> Result<usize, Error> {
    #![allow(clippy::unnecessary_wraps)]
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["width", ::core::line!(), Text("ZohoCRM.modules.contacts.READ")], Guard,
            ::requires_scope::__private::Requirement::catalogued(670,
            "ZohoCRM.modules.contacts.READ")
        }
        ::requires_scope::__private::Guard::check_current(|| &GUARD)
    } {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    {
        use std::mem::size_of;
        Ok(size_of::<Error>())
    }
}
fn main() {}
