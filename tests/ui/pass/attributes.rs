//! Other attributes: above, below and inside.

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

#[cfg_attr(all(), requires_scope("ZohoCRM.modules.contacts.READ"))]
#[cfg_attr(not(all()), requires_scope("ZohoCRM.modules.leads.READ"))]
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
