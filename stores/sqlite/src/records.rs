//! The statements: what each step of a store is in SQL. They block, and know nothing of tasks or clocks.

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};

use requires_scope::{Record, Version};

/// Names a record: its kind and its key.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub(crate) kind: &'static str,
    pub(crate) key: String,
}

/// Milliseconds since 1970.
pub(crate) type Moment = i64;

/// How many expired records a write sweeps away: more than it can add, few enough not to be felt.
const SWEPT_PER_WRITE: u32 = 8;

/// The record, if it has not expired.
pub(crate) fn load(
    connection: &Connection,
    name: &Name,
    now: Moment,
) -> Result<Option<Record>, rusqlite::Error> {
    connection
        .prepare_cached(
            "SELECT version, bytes FROM record
             WHERE kind = ?1 AND key = ?2 AND (expires_at IS NULL OR expires_at > ?3)",
        )?
        .query_row(params![name.kind, name.key, now], |row| {
            Ok(Record { version: version_of(row)?, bytes: row.get("bytes")? })
        })
        .optional()
}

/// The new version, or `None` if the record is no longer the expected one.
pub(crate) fn save(
    connection: &mut Connection,
    name: &Name,
    bytes: &[u8],
    expected: Version,
    expires_at: Option<Moment>,
    now: Moment,
) -> Result<Option<Version>, rusqlite::Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found = find(&transaction, name, now)?;
    let current =
        found.as_ref().filter(|found| found.is_alive).map_or(Version::ABSENT, |found| found.version);
    if current != expected {
        return Ok(None);
    }
    let version = match found {
        Some(found) => found.version.next(),
        None => high_water(&transaction)?.next(),
    };
    transaction
        .prepare_cached(
            "INSERT INTO record (kind, key, version, expires_at, bytes) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (kind, key) DO UPDATE
             SET version = excluded.version, expires_at = excluded.expires_at, bytes = excluded.bytes",
        )?
        .execute(params![name.kind, name.key, to_column(version), expires_at, bytes])?;
    sweep(&transaction, now)?;
    transaction.commit()?;
    Ok(Some(version))
}

/// Whether the record was still the expected one and is gone now.
pub(crate) fn remove(
    connection: &mut Connection,
    name: &Name,
    expected: Version,
    now: Moment,
) -> Result<bool, rusqlite::Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let removed = transaction
        .prepare_cached(
            "DELETE FROM record
             WHERE kind = ?1 AND key = ?2 AND version = ?3 AND (expires_at IS NULL OR expires_at > ?4)",
        )?
        .execute(params![name.kind, name.key, to_column(expected), now])?;
    sweep(&transaction, now)?;
    transaction.commit()?;
    Ok(removed == 1)
}

struct Found {
    version: Version,
    is_alive: bool,
}

fn find(transaction: &Transaction<'_>, name: &Name, now: Moment) -> Result<Option<Found>, rusqlite::Error> {
    transaction
        .prepare_cached(
            "SELECT version, expires_at IS NULL OR expires_at > ?3 AS is_alive FROM record
             WHERE kind = ?1 AND key = ?2",
        )?
        .query_row(params![name.kind, name.key, now], |row| {
            Ok(Found { version: version_of(row)?, is_alive: row.get("is_alive")? })
        })
        .optional()
}

fn high_water(transaction: &Transaction<'_>) -> Result<Version, rusqlite::Error> {
    transaction.prepare_cached("SELECT version FROM high_water")?.query_row([], version_of)
}

fn sweep(transaction: &Transaction<'_>, now: Moment) -> Result<(), rusqlite::Error> {
    transaction
        .prepare_cached(
            "DELETE FROM record WHERE (kind, key) IN
             (SELECT kind, key FROM record WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2)",
        )?
        .execute(params![now, SWEPT_PER_WRITE])
        .map(drop)
}

fn version_of(row: &Row<'_>) -> Result<Version, rusqlite::Error> {
    row.get::<_, i64>("version").map(|number| Version::new(number.cast_unsigned()))
}

fn to_column(version: Version) -> i64 {
    version.number().cast_signed()
}
