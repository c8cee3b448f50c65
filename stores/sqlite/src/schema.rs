//! The tables of the file: whether it has them, and making them.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Cause;

/// Says in the file's header whose file it is: "RqSc".
const APPLICATION_ID: i32 = 0x5271_5363;

/// The version of the schema, kept in the file's header.
const VERSION: i32 = 2;

/// What makes each version of the schema out of the one before.
const MIGRATIONS: [&str; VERSION as usize] =
    [include_str!("schema/1_records.sql"), include_str!("schema/2_changes.sql")];

/// Refuses a file that this crate must not write to, and changes nothing.
pub(crate) fn check(connection: &mut Connection) -> Result<(), Cause> {
    look_at(connection).map(drop)
}

/// Makes the tables unless they exist. Of several processes that start at the same time one makes them.
pub(crate) fn create(connection: &mut Connection) -> Result<(), Cause> {
    if look_at(connection)?.is_empty() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for migration in outstanding(&transaction)? {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", VERSION)?;
    Ok(transaction.commit()?)
}

/// What is outstanding, in a transaction of its own.
fn look_at(connection: &mut Connection) -> Result<&'static [&'static str], Cause> {
    outstanding(&connection.transaction()?)
}

/// The migrations that the file has not seen, unless it is none of this crate's business.
///
/// Without a transaction, a file that another process makes right now would be seen half made.
fn outstanding(transaction: &Transaction<'_>) -> Result<&'static [&'static str], Cause> {
    let header = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    match (header("application_id")?, header("user_version")?) {
        (APPLICATION_ID, version) => {
            let done = usize::try_from(version).unwrap_or(usize::MAX);
            MIGRATIONS.get(done..).ok_or(Cause::Newer { found: version, known: VERSION })
        }
        (0, 0) if is_empty(transaction)? => Ok(&MIGRATIONS),
        _ => Err(Cause::Foreign),
    }
}

fn is_empty(transaction: &Transaction<'_>) -> Result<bool, rusqlite::Error> {
    transaction.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}
