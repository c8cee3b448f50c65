//! The attribute in its shortest form, on an `async fn`.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
/// Creates a contact.
///
/// **Requires the scope** `ZohoCRM.modules.contacts.CREATE`.
pub async fn create_contact(name: &str) -> Result<String, Error> {
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["create_contact", ::core::line!(), Text("ZohoCRM.modules.contacts.CREATE")],
            Guard, ::requires_scope::__private::Requirement::catalogued(668,
            "ZohoCRM.modules.contacts.CREATE")
        }
        ::requires_scope::__private::Guard::admit_current(|| &GUARD)
    }
        .await
    {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    Ok(name.to_owned())
}
fn main() {}
