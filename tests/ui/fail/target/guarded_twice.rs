//! Two attributes on one function, where each would take the other for a caller.

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.modules.contacts.READ")]
#[inline]
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub fn read() -> Result<(), Error> {
    Ok(())
}

#[cfg_attr(all(), requires_scope::requires_scope("ZohoCRM.modules.contacts.READ"))]
#[cfg_attr(all(), requires_scope::requires_scope("ZohoCRM.modules.leads.READ"))]
#[cfg_attr(any(), requires_scope::requires_scope("ZohoCRM.modules.deals.READ"))]
pub async fn under_conditions() -> Result<(), Error> {
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
#[cfg_attr(all(), requires_scope("ZohoCRM.modules.leads.READ"))]
#[requires_scope("ZohoCRM.modules.deals.READ")]
pub fn thrice() -> Result<(), Error> {
    Ok(())
}

fn main() {}
