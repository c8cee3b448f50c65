//! The tables of the file: whether it has them, and making them.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::error::Cause;

/// Says in the file's header whose file it is: "RqSc".
const APPLICATION_ID: i32 = 0x5271_5363;

/// The version of `schema.sql`, kept in the file's header.
const VERSION: i32 = 1;

/// What a file is to this crate, unless it is none of its business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Empty,
    Current,
}

/// Refuses a file that this crate must not write to, and changes nothing.
pub(crate) fn check(connection: &mut Connection) -> Result<(), Cause> {
    look_at(connection).map(drop)
}

/// Makes the tables unless they exist. Of several processes that start at the same time one makes them.
pub(crate) fn create(connection: &mut Connection) -> Result<(), Cause> {
    if look_at(connection)? == State::Current {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    if state(&transaction)? == State::Empty {
        transaction.execute_batch(include_str!("schema.sql"))?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(transaction.commit()?)
}

/// The state in a transaction of its own.
fn look_at(connection: &mut Connection) -> Result<State, Cause> {
    state(&connection.transaction()?)
}

/// Without a transaction, a file that another process makes right now would be seen half made.
fn state(transaction: &Transaction<'_>) -> Result<State, Cause> {
    let header = |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    match (header("application_id")?, header("user_version")?) {
        (APPLICATION_ID, VERSION) => Ok(State::Current),
        (APPLICATION_ID, found) => Err(Cause::Newer { found, known: VERSION }),
        (0, 0) if is_empty(transaction)? => Ok(State::Empty),
        _ => Err(Cause::Foreign),
    }
}

fn is_empty(transaction: &Transaction<'_>) -> Result<bool, rusqlite::Error> {
    transaction.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))
}
