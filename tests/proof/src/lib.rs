//! One function three times: bare, guarded and called with proof, guarded and called without.

#![forbid(unsafe_code)]

use std::hint::black_box;

use requires_scope::{AsGrant, Error, Grant, requires_scope};

/// Calls each of the three.
///
/// # Errors
///
/// Without the scopes.
#[requires_scope("ZohoCRM.modules.ALL", grant = grant)]
pub fn convert_lead(grant: &Grant, lead: u64) -> Result<u64, Error> {
    let without_proof: &Grant = grant;
    Ok(bare(grant, lead)? + create_contact(grant, lead)? + create_contact(without_proof, lead)?)
}

#[inline(never)]
#[expect(clippy::unnecessary_wraps, reason = "it is compared with a function that may be refused")]
fn bare(grant: &impl AsGrant, lead: u64) -> Result<u64, Error> {
    let _ = grant;
    Ok(black_box(lead))
}

#[inline(never)]
#[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
fn create_contact(grant: &impl AsGrant, lead: u64) -> Result<u64, Error> {
    Ok(black_box(lead))
}
