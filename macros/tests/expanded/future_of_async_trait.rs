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
        let _entered = match {
            ::requires_scope::__private::guard! {
                ["count", ::core::line!(), Text("ZohoCRM.modules.contacts.READ")], Guard,
                ::requires_scope::__private::Requirement::catalogued(670,
                "ZohoCRM.modules.contacts.READ")
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
        Ok(grants.len())
    })
}
fn main() {}
