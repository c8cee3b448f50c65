//! Lists, `all`, `any`, at any depth, in any case of letters.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.CREATE",)]
pub fn list() -> Result<(), Error> {
    Ok(())
}

#[requires_scope(any("ZohoCRM.modules.leads.READ", all("ZohoCRM.modules.contacts.READ", "ZohoCRM.modules.deals.READ")))]
pub fn any_of_all() -> Result<(), Error> {
    Ok(())
}

#[requires_scope(
    "ZohoCRM.users.READ",
    any(
        all("ZohoCRM.modules.leads.READ", any("ZohoCRM.modules.contacts.READ", "ZohoCRM.modules.deals.READ")),
        all("ZohoCRM.coql.READ", "ZohoCRM.modules.leads.READ"),
    )
)]
pub fn deep() -> Result<(), Error> {
    Ok(())
}

#[requires_scope(all(any(all("ZohoCRM.modules.leads.READ"))))]
pub fn wrapped() -> Result<(), Error> {
    Ok(())
}

#[requires_scope("zohocrm.Modules.LEADS.read")]
pub fn folded() -> Result<(), Error> {
    Ok(())
}

fn main() {}
