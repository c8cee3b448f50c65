//! What operations of the API need.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scopes** (`ZohoCRM.mass_delete.leads.DELETE`, or `ZohoCRM.mass_delete.DELETE`, of `POST /crm/v8/Leads/actions/mass_delete`) and (`ZohoCRM.modules.leads.READ` and `ZohoSearch.securesearch.READ`, of `GET /crm/v8/Leads/search`).
pub fn delete() -> Result<(), Error> {
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["delete", ::core::line!(),
            Text("(ZohoCRM.mass_delete.leads.DELETE or ZohoCRM.mass_delete.DELETE) and (ZohoCRM.modules.leads.READ and ZohoSearch.securesearch.READ)")],
            Guard, ::requires_scope::__private::Requirement::All(&
            [::requires_scope::__private::Requirement::Any(&
            [::requires_scope::__private::Requirement::catalogued(567,
            "ZohoCRM.mass_delete.leads.DELETE"),
            ::requires_scope::__private::Requirement::catalogued(562,
            "ZohoCRM.mass_delete.DELETE")]),
            ::requires_scope::__private::Requirement::All(&
            [::requires_scope::__private::Requirement::catalogued(713,
            "ZohoCRM.modules.leads.READ"),
            ::requires_scope::__private::Requirement::catalogued(1548,
            "ZohoSearch.securesearch.READ")])])
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
