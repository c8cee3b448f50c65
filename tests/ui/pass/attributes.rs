//! Other attributes: above, below and inside; several guards on one function.

use requires_scope::{Error, requires_scope};

/// Documented above.
#[must_use = "it has been asked for"]
#[requires_scope("ZohoCRM.modules.contacts.READ")]
/// Documented below.
#[inline]
#[cfg(not(any()))]
pub fn surrounded() -> Result<(), Error> {
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub fn inside(#[allow(unused)] argument: u8) -> Result<(), Error> {
    #![deny(unused)]
    #![allow(unused_variables)]
    let nothing = ();
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub async fn twice() -> Result<(), Error> {
    Ok(())
}

#[cfg_attr(all(), requires_scope("ZohoCRM.modules.contacts.READ"))]
pub fn under_a_condition() -> Result<(), Error> {
    Ok(())
}

fn main() {
    surrounded().unwrap_err();
    inside(1).unwrap_err();
    under_a_condition().unwrap_err();

    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    fn local() -> Result<(), Error> {
        Ok(())
    }
    local().unwrap_err();
}
