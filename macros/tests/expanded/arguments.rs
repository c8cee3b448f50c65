//! Scopes that the function's arguments complete.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scopes** `ZohoCRM.users.READ` and (`ZohoCRM.modules.{module}.READ` or those of the operation `GET /crm/v8/{module}/search`).
pub async fn search<'a>(grant: &Grant, module: &'a str) -> Result<&'a str, Error> {
    let (_, checked) = {
        ::requires_scope::__private::guard! {
            ["search", ::core::line!(),
            Text("ZohoCRM.users.READ and (ZohoCRM.modules.{module}.READ or the scopes of GET /crm/v8/{module}/search)")],
            Template < 2 >, ::requires_scope::__private::Pattern::All(&
            [::requires_scope::__private::Pattern::Fixed(::requires_scope::__private::Requirement::catalogued(1115,
            "ZohoCRM.users.READ")), ::requires_scope::__private::Pattern::Any(&
            [::requires_scope::__private::Pattern::Blank(0),
            ::requires_scope::__private::Pattern::Blank(1)])]),
            [::requires_scope::__private::Blank::Scope("ZohoCRM.modules.{module}.READ"),
            ::requires_scope::__private::Blank::Endpoint { endpoint :
            "GET /crm/v8/{module}/search", module : "module" }]
        }
        GUARD
            .admit(
                &*grant,
                &[("module", ::requires_scope::__private::Segment::segment(&module))],
            )
    };
    let _entered = match checked.await {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    Ok(module)
}
fn main() {}
