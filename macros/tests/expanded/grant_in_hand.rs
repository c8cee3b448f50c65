//! A grant other than the current one.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scope** `ZohoCRM.modules.contacts.READ`.
pub async fn read_first(grants: &Grants) -> Result<&Grant, Error> {
    {
        'allowed: {
            let refused = match match &(grants.first) {
                grant => {
                    static GUARD: ::requires_scope::__private::Guard = ::requires_scope::__private::Guard::new(
                        ::requires_scope::__private::Requirement::scope(
                            "ZohoCRM.modules.contacts.READ",
                        ),
                        ::requires_scope::__private::Site {
                            function: "read_first",
                            module: ::core::module_path!(),
                            file: ::core::file!(),
                            line: ::core::line!(),
                        },
                    );
                    ::requires_scope::__private::register! {
                        GUARD
                    }
                    GUARD.check(&*grant)
                }
            } {
                ::core::result::Result::Ok(()) => break 'allowed,
                ::core::result::Result::Err(refused) => refused,
            };
            if let ::core::result::Result::Err(error) = refused.settle().await {
                return ::requires_scope::__private::Refuse::refuse(error);
            }
        }
    }
    Ok(&grants.first)
}
fn main() {}
