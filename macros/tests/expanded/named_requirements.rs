//! Requirements with a name.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
/// Whoever turns a lead into a customer.
///
/// `ZohoCRM.modules.leads.UPDATE` and `ZohoCRM.modules.contacts.CREATE`.
pub const CONVERT_LEAD: ::requires_scope::__private::Requirement<'static> = {
    ::requires_scope::__private::Requirement::All(
        &[
            ::requires_scope::__private::Requirement::catalogued(
                714,
                "ZohoCRM.modules.leads.UPDATE",
            ),
            ::requires_scope::__private::Requirement::catalogued(
                668,
                "ZohoCRM.modules.contacts.CREATE",
            ),
        ],
    )
};
///
/// `CONVERT_LEAD` or `ZohoNewService.thing.READ`.
const REPORT: ::requires_scope::__private::Requirement<'static> = {
    ::requires_scope::__private::Requirement::Any(
        &[
            CONVERT_LEAD,
            ::requires_scope::__private::Requirement::scope("ZohoNewService.thing.READ"),
        ],
    )
};
///
/// **Requires the scopes** `CONVERT_LEAD` and `crate::REPORT`.
pub fn convert_lead() -> Result<(), Error> {
    let _entered = match {
        const __REQUIREMENT: ::requires_scope::__private::Requirement<'static> = ::requires_scope::__private::Requirement::All(
            &[CONVERT_LEAD, crate::REPORT],
        );
        ::requires_scope::__private::guard! {
            ["convert_lead", ::core::line!(), Named(& __REQUIREMENT)], Guard,
            __REQUIREMENT
        }
        ::requires_scope::__private::Guard::check_current(|| &GUARD)
    } {
        ::core::result::Result::Ok(entered) => entered,
        ::core::result::Result::Err(error) => {
            return ::requires_scope::__private::Refuse::refuse(error);
        }
    };
    {
        drop(CONVERT_LEAD.to_string());
        Ok(())
    }
}
fn main() {}
