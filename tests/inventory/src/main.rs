//! Prints its own inventory, one function in a line.

#![forbid(unsafe_code)]

use std::io::Write as _;

use requires_scope::{Error, requires_scope, scopes};

scopes! {
    REPORT = any("ZohoCRM.coql.READ", all("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.deals.READ"));
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
fn used() -> Result<(), Error> {
    Ok(())
}

#[expect(dead_code, reason = "unused functions are listed too")]
#[requires_scope(REPORT, "ZohoCRM.users.READ")]
async fn unused() -> Result<(), Error> {
    std::future::ready(()).await;
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
fn generic<T: Default>() -> Result<T, Error> {
    Ok(T::default())
}

#[expect(dead_code, reason = "requirements with blanks are listed too")]
#[requires_scope(
    "ZohoCRM.users.READ",
    any("ZohoCRM.modules.{module}.READ", all(REPORT, endpoint = "GET /crm/v8/{module}"))
)]
async fn of_an_argument(module: &str) -> Result<&str, Error> {
    Ok(module)
}

struct Worker;

impl Worker {
    #[requires_scope("ZohoCRM.modules.tasks.UPDATE", grant = *grant)]
    #[expect(dead_code, reason = "unused methods are listed too")]
    fn work(grant: &requires_scope::Grant) -> Result<&requires_scope::Grant, Error> {
        Ok(grant)
    }
}

fn main() -> std::io::Result<()> {
    let Worker = Worker;
    let refusals = [used().is_err(), generic::<u8>().is_err(), generic::<u16>().is_err()];
    let mut out = std::io::stdout();
    writeln!(out, "{} refused: {refusals:?}", inventory_dependency::NAME)?;
    for function in requires_scope::inventory() {
        writeln!(out, "{function}")?;
    }
    Ok(())
}
