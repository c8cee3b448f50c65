//! Groups, made as simple as they can be said.
#![allow(dead_code, deprecated)]
use requires_scope::{Error, Grant};
pub struct Grants {
    first: Grant,
}
///
/// **Requires the scopes** `ZohoCRM.users.READ` and `ZohoCRM.modules.deals.READ` and (`ZohoCRM.modules.leads.READ` or (`ZohoCRM.modules.contacts.READ` and `ZohoCRM.coql.READ`)).
pub fn convert_lead() -> Result<(), Error> {
    let _entered = match {
        ::requires_scope::__private::guard! {
            ["convert_lead", ::core::line!(),
            Text("ZohoCRM.users.READ and ZohoCRM.modules.deals.READ and (ZohoCRM.modules.leads.READ or (ZohoCRM.modules.contacts.READ and ZohoCRM.coql.READ))")],
            Guard, ::requires_scope::__private::Requirement::All(&
            [::requires_scope::__private::Requirement::catalogued(1115,
            "ZohoCRM.users.READ"),
            ::requires_scope::__private::Requirement::catalogued(687,
            "ZohoCRM.modules.deals.READ"),
            ::requires_scope::__private::Requirement::Any(&
            [::requires_scope::__private::Requirement::catalogued(713,
            "ZohoCRM.modules.leads.READ"),
            ::requires_scope::__private::Requirement::All(&
            [::requires_scope::__private::Requirement::catalogued(670,
            "ZohoCRM.modules.contacts.READ"),
            ::requires_scope::__private::Requirement::catalogued(533,
            "ZohoCRM.coql.READ")])])])
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
