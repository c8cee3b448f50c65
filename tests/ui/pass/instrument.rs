//! `#[tracing::instrument]` above and below, on plain functions and on those that wait.

#![deny(warnings)]

use requires_scope::{Error, requires_scope};
use tracing::instrument;

#[instrument]
#[requires_scope("ZohoCRM.users.READ")]
pub fn above(id: u64) -> Result<u64, Error> {
    Ok(id)
}

#[requires_scope("ZohoCRM.users.READ")]
#[instrument]
pub fn below(id: u64) -> Result<u64, Error> {
    Ok(id)
}

#[instrument(err)]
#[requires_scope("ZohoCRM.users.READ")]
pub async fn waiting_above(id: &str) -> Result<&str, Error> {
    std::future::ready(()).await;
    Ok(id)
}

#[requires_scope("ZohoCRM.users.READ")]
#[instrument(skip_all, fields(id = %id))]
pub async fn waiting_below<T: std::fmt::Display>(id: T) -> Result<T, Error> {
    std::future::ready(()).await;
    Ok(id)
}

fn main() {
    above(1).unwrap_err();
    below(1).unwrap_err();
}
