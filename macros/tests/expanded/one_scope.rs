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
    {
        static GUARD: ::requires_scope::__private::Guard = ::requires_scope::__private::Guard::new(
            ::requires_scope::__private::Requirement::scope(
                "ZohoCRM.modules.contacts.CREATE",
            ),
            ::requires_scope::__private::Site {
                function: "create_contact",
                module: ::core::module_path!(),
                file: ::core::file!(),
                line: ::core::line!(),
            },
        );
        ::requires_scope::__private::register! {
            GUARD
        }
        'allowed: {
            let refused = match GUARD.check_current() {
                ::core::result::Result::Ok(()) => break 'allowed,
                ::core::result::Result::Err(refused) => refused,
            };
            if let ::core::result::Result::Err(error) = refused.settle().await {
                return ::requires_scope::__private::Refuse::refuse(error);
            }
        }
    }
    Ok(name.to_owned())
}
fn main() {}
