//! A grant other than the current one.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scope** `ZohoCRM.modules.contacts.READ`.
pub async fn read_first(grants: &Grants) -> Result<&Grant, Error> {
    let (_, checked) = match &(grants.first) {
        grant => {
            enum __Here {}
            impl ::requires_scope::__private::Proof for __Here {
                const REQUIREMENT: ::requires_scope::__private::Requirement<'static> = ::requires_scope::__private::Requirement::catalogued(
                    670,
                    "ZohoCRM.modules.contacts.READ",
                );
                const FUNCTION: &'static ::core::primitive::str = "read_first";
            }
            ::requires_scope::__private::guard! {
                ["read_first", ::core::line!(), Text("ZohoCRM.modules.contacts.READ")],
                Guard, < __Here as ::requires_scope::__private::Proof > ::REQUIREMENT
            }
            GUARD.admit(::core::marker::PhantomData::<__Here>, &*grant)
        }
    };
    let _entered = match checked.await {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    Ok(&grants.first)
}
fn main() {}
