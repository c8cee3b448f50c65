//! A scope that another one of the list covers.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scopes** `ZohoCRM.modules.ALL` and `ZohoCRM.modules.contacts.READ`.
pub fn read_everything() -> Result<(), Error> {
    {
        #[deprecated(
            note = "`ZohoCRM.modules.contacts.READ` is covered by `ZohoCRM.modules.ALL`, which is required as well: remove it"
        )]
        const COVERED_SCOPE: () = ();
        COVERED_SCOPE
    }
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["read_everything", ::core::line!(),
            Text("ZohoCRM.modules.ALL and ZohoCRM.modules.contacts.READ")], Guard,
            ::requires_scope::__private::Requirement::All(&
            [::requires_scope::__private::Requirement::catalogued(630,
            "ZohoCRM.modules.ALL"),
            ::requires_scope::__private::Requirement::catalogued(670,
            "ZohoCRM.modules.contacts.READ")])
        }
        ::requires_scope::__private::Guard::check_current(|| &GUARD)
    } {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    Ok(())
}
fn main() {}
