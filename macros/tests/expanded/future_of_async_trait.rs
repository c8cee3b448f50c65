//! A function whose whole body is a future, as `#[async_trait]` makes it of a method.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scope** `ZohoCRM.modules.contacts.READ`.
pub fn count<'a>(
    grants: &'a [Grant],
) -> ::core::pin::Pin<
    Box<dyn ::core::future::Future<Output = Result<usize, Error>> + Send + 'a>,
> {
    Box::pin(async move {
        {
            static GUARD: ::requires_scope::__private::Guard = ::requires_scope::__private::Guard::new(
                ::requires_scope::__private::Requirement::scope(
                    "ZohoCRM.modules.contacts.READ",
                ),
                ::requires_scope::__private::Site {
                    function: "count",
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
        Ok(grants.len())
    })
}
fn main() {}
