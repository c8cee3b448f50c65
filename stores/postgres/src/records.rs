//! The statements: each step of a store is one of them, and a transaction of its own.

use requires_scope::{Change, Kind, Record, Version};
use sqlx::postgres::PgRow;
use sqlx::{PgPool, Row as _};

use crate::connection::fetch_optional;
use crate::error::Cause;

/// Since 1970 or, for what is left of a time, from now on.
type Milliseconds = i64;

/// Of the locks that programs agree on in a database, those of this crate: "RqSc".
pub(crate) const LOCKS: i32 = 0x5271_5363;

/// Names a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: &'a str,
}

impl Name<'_> {
    /// The number of its lock. Records that share one wait for each other, and no more.
    fn lock(self) -> i32 {
        let bytes = self.kind.as_str().bytes().chain([b' ']).chain(self.key.bytes());
        // FNV-1a: all versions of this crate, on all machines, must come to the same number.
        bytes
            .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
            .cast_signed()
    }
}

/// The record, if it has not expired.
pub(crate) async fn load(
    pool: &PgPool,
    name: Name<'_>,
    now: Option<Milliseconds>,
) -> Result<Option<Record>, Cause> {
    let statement = sqlx::query(include_str!("records/load.sql"))
        .bind(name.kind.as_str())
        .bind(name.key.as_bytes())
        .bind(now);
    let row = fetch_optional(pool, statement).await?;
    row.map(|row| Ok(Record { version: version_of(&row)?, bytes: row.try_get("bytes")? })).transpose()
}

/// The new version, or `None` if the record is no longer the expected one.
pub(crate) async fn save(
    pool: &PgPool,
    name: Name<'_>,
    bytes: &[u8],
    expected: Version,
    time_left: Option<Milliseconds>,
    now: Option<Milliseconds>,
) -> Result<Option<Version>, Cause> {
    let create = include_str!("records/create.sql");
    let replace = include_str!("records/replace.sql");
    let statement = sqlx::query(if expected == Version::ABSENT { create } else { replace })
        .bind(LOCKS)
        .bind(name.lock())
        .bind(now)
        .bind(name.kind.as_str())
        .bind(name.key.as_bytes())
        .bind(time_left)
        .bind(bytes);
    let statement = if expected == Version::ABSENT { statement } else { statement.bind(to_column(expected)) };
    Ok(fetch_optional(pool, statement).await?.as_ref().map(version_of).transpose()?)
}

/// Whether the record was still the expected one and is gone now.
pub(crate) async fn remove(
    pool: &PgPool,
    name: Name<'_>,
    expected: Version,
    now: Option<Milliseconds>,
) -> Result<bool, Cause> {
    let statement = sqlx::query(include_str!("records/remove.sql"))
        .bind(LOCKS)
        .bind(name.lock())
        .bind(now)
        .bind(name.kind.as_str())
        .bind(name.key.as_bytes())
        .bind(to_column(expected));
    Ok(fetch_optional(pool, statement).await?.is_some())
}

/// What a notification tells. What cannot be read might be anything, and a kind of a newer version of this program is
/// of no interest to this one.
pub(crate) fn read_notification(payload: &str) -> Option<Change> {
    let Some((kind, Some(key))) = payload.split_once(' ').map(|(kind, key)| (kind, from_hex(key))) else {
        return Some(Change::Missed);
    };
    Kind::parse(kind).map(|kind| Change::Of { kind, key })
}

fn from_hex(text: &str) -> Option<String> {
    let digits: Vec<u8> =
        text.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok()).collect::<Option<_>>()?;
    let (pairs, []) = digits.as_chunks::<2>() else { return None };
    String::from_utf8(pairs.iter().map(|[high, low]| high << 4 | low).collect()).ok()
}

fn version_of(row: &PgRow) -> Result<Version, sqlx::Error> {
    row.try_get::<i64, _>("version").map(|number| Version::new(number.cast_unsigned()))
}

fn to_column(version: Version) -> i64 {
    version.number().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(payload: &str, expected: Option<&Change>) {
        assert_eq!(read_notification(payload).as_ref(), expected, "{payload:?}");
    }

    #[test]
    fn a_notification_names_the_record() {
        let of = |kind, key: &str| Change::Of { kind, key: key.to_owned() };
        check("grant 612f62", Some(&of(Kind::Grant, "a/b")));
        check("suspended_call ", Some(&of(Kind::SuspendedCall, "")));
        check("lease 6100c3a4", Some(&of(Kind::Lease, "a\0ä")));
    }

    #[test]
    fn a_notification_of_another_version_is_passed_over() {
        check("page 61", None);
    }

    #[test]
    fn a_notification_that_cannot_be_read_may_be_of_any_record() {
        for payload in ["", "grant", "grant 6", "grant 6x", "grant ff", "grant 61 62"] {
            check(payload, Some(&Change::Missed));
        }
    }

    #[test]
    fn the_number_of_a_lock_never_changes() {
        let name = Name { kind: Kind::Grant, key: "zylker/marketer" };
        assert_eq!(name.lock(), 769_733_434);
    }
}
