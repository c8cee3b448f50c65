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
    let checked = {
        ::requires_scope::__private::record_of! {
            "width", ::core::line!(), Text("ZohoCRM.modules.contacts.READ")
        }
        static GUARD: ::requires_scope::__private::Guard = ::requires_scope::__private::Guard::new(
            ::requires_scope::__private::Requirement::catalogued(
                670,
                "ZohoCRM.modules.contacts.READ",
            ),
            &__RECORD,
        );
        ::requires_scope::__private::Guard::check_current(|| &GUARD)
    };
    let _entered = match checked {
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
