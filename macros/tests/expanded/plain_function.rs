//! A function that cannot wait.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scope** `ZohoCRM.modules.contacts.READ`.
pub fn count_contacts() -> Result<usize, Error> {
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["count_contacts", ::core::line!(), Text("ZohoCRM.modules.contacts.READ")],
            Guard, ::requires_scope::__private::Requirement::catalogued(670,
            "ZohoCRM.modules.contacts.READ")
        }
        ::requires_scope::__private::Guard::check_current(|| &GUARD)
    } {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    Ok(0)
}
fn main() {}
