//! The records: a hash for each, and the scripts that change it. A script is one step of the server.

use redis::aio::ConnectionManager;
use redis::{RedisError, Script};
use requires_scope::{Change, Kind, Record, Version};

use crate::error::Cause;

/// Since 1970 or, for what is left of a time, from now on.
type Milliseconds = i64;

/// The longest time a record is told to live, which is for ever: the server's own sums must not overflow.
const LONGEST: Milliseconds = 1000 * 60 * 60 * 24 * 365 * 1000;

/// Names a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub(crate) kind: Kind,
    pub(crate) key: &'a str,
}

/// The names that a store uses in the server, and what it does with them.
pub(crate) struct Records {
    prefix: String,
    channel: String,
    save: Script,
    remove: Script,
}

impl Records {
    pub(crate) fn new(prefix: &str, database: i64) -> Records {
        Records {
            prefix: prefix.to_owned(),
            // Channels are common to all databases of a server.
            channel: format!("{prefix}:changes:{database}"),
            save: Script::new(include_str!("records/save.lua")),
            remove: Script::new(include_str!("records/remove.lua")),
        }
    }

    /// Where changes are told.
    pub(crate) fn channel(&self) -> &str {
        &self.channel
    }

    /// The record, if it has not expired.
    pub(crate) async fn load(
        &self,
        mut connection: ConnectionManager,
        name: Name<'_>,
        now: Option<Milliseconds>,
    ) -> Result<Option<Record>, Cause> {
        type Found = (Option<u64>, Option<Vec<u8>>, Option<Milliseconds>);
        let found: Found = redis::cmd("HMGET")
            .arg(self.key(name))
            .arg(&["version", "bytes", "expires_at"])
            .query_async(&mut connection)
            .await?;
        match found {
            (None, None, _) => Ok(None),
            (Some(_), Some(_), Some(expires_at)) if now.is_some_and(|now| expires_at <= now) => Ok(None),
            (Some(version), Some(bytes), _) => Ok(Some(Record { version: Version::new(version), bytes })),
            (None, Some(_), _) | (Some(_), None, _) => Err(Cause::Foreign),
        }
    }

    /// The new version, or `None` if the record is no longer the expected one.
    pub(crate) async fn save(
        &self,
        mut connection: ConnectionManager,
        name: Name<'_>,
        bytes: &[u8],
        expected: Version,
        time_left: Option<Milliseconds>,
        now: Option<Milliseconds>,
    ) -> Result<Option<Version>, RedisError> {
        let number: Option<u64> = self
            .save
            .key(self.key(name))
            .key(format!("{}:version", self.prefix))
            .arg(expected.number())
            .arg(bytes)
            .arg(to_argument(time_left.filter(|time| *time < LONGEST)))
            .arg(to_argument(now))
            .arg(&self.channel)
            .arg(to_message(name))
            .invoke_async(&mut connection)
            .await?;
        Ok(number.map(Version::new))
    }

    /// Whether the record was still the expected one and is gone now.
    pub(crate) async fn remove(
        &self,
        mut connection: ConnectionManager,
        name: Name<'_>,
        expected: Version,
        now: Option<Milliseconds>,
    ) -> Result<bool, RedisError> {
        self.remove
            .key(self.key(name))
            .arg(expected.number())
            .arg(to_argument(now))
            .arg(&self.channel)
            .arg(to_message(name))
            .invoke_async(&mut connection)
            .await
    }

    fn key(&self, Name { kind, key }: Name<'_>) -> String {
        format!("{}:{kind}:{key}", self.prefix)
    }
}

/// A script knows no null.
fn to_argument(milliseconds: Option<Milliseconds>) -> String {
    milliseconds.map(|milliseconds| milliseconds.to_string()).unwrap_or_default()
}

fn to_message(Name { kind, key }: Name<'_>) -> String {
    format!("{kind}:{key}")
}

/// What a message tells. What cannot be read might be anything, and a kind of a newer version of this program is of
/// no interest to this one.
pub(crate) fn read_message(message: &[u8]) -> Option<Change> {
    let Some((kind, key)) = str::from_utf8(message).ok().and_then(|message| message.split_once(':')) else {
        return Some(Change::Missed);
    };
    Kind::parse(kind).map(|kind| Change::Of { kind, key: key.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &[u8], expected: Option<&Change>) {
        assert_eq!(read_message(message).as_ref(), expected, "{}", message.escape_ascii());
    }

    #[test]
    fn a_message_names_the_record() {
        for key in ["a/b", "", ":", "a\0ä"] {
            let change = Change::Of { kind: Kind::SuspendedCall, key: key.to_owned() };
            let message = to_message(Name { kind: Kind::SuspendedCall, key });
            check(message.as_bytes(), Some(&change));
        }
    }

    #[test]
    fn a_message_of_another_version_is_passed_over() {
        check(b"page:a", None);
    }

    #[test]
    fn a_message_that_cannot_be_read_may_be_of_any_record() {
        for message in [&b""[..], b"grant", b"grant:\xff"] {
            check(message, Some(&Change::Missed));
        }
    }
}
