//! The right to refresh one grant, held by one task of one process at a time, for a while.
//!
//! A lease is a record that is created by whoever comes first. It ends by itself, so that a process which dies keeps
//! nobody out; therefore a process that was merely paused may wake up and believe that it holds the lease still. No lock
//! can prevent that, so the lease has a *fence*: the version of its record, which grows from lease to lease. A holder
//! writes its fence into the grant's record before it asks Zoho, and whoever finds a higher one there has been overtaken
//! and keeps its hands off.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::clock::{from_seconds, to_seconds};
use crate::grant::Grant;
use crate::records::{Records, Versioned};
use crate::store::{StoreError, Version};

/// Longer than three tries at Zoho and the pauses between them may take.
pub(crate) const TERM: Duration = Duration::from_mins(1);

/// What stands in the store for a lease.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct LeaseRecord {
    /// Seconds since 1970.
    expires_at: u64,
}

impl LeaseRecord {
    /// When the store may forget it.
    pub(crate) fn expires_at(&self) -> SystemTime {
        from_seconds(self.expires_at)
    }

    /// Whether it may be taken from its holder. One that would last for longer than any lease does is of a process
    /// whose clock is wrong; clocks that are a little apart are not.
    fn is_over(&self, now: SystemTime) -> bool {
        self.expires_at() <= now || self.expires_at() > now + 2 * TERM
    }
}

/// The right to refresh one grant. It is given back by [`Lease::release`], or else ends by itself.
#[derive(Debug)]
#[must_use = "a lease that is not released keeps everybody out until it ends"]
pub(crate) struct Lease<'a> {
    grant: &'a Grant,
    record: Versioned<LeaseRecord>,
}

impl<'a> Lease<'a> {
    /// Takes the lease of `grant`. `None`: somebody else holds it.
    ///
    /// # Errors
    ///
    /// When the store fails.
    pub(crate) async fn take(grant: &'a Grant) -> Result<Option<Lease<'a>>, StoreError> {
        let records = records(grant);
        let now = grant.oauth_client().now();
        let held = records.load_lease(grant.key()).await?;
        let version = match held {
            Some(held) if !held.value.is_over(now) => return Ok(None),
            Some(over) => over.version,
            None => Version::ABSENT,
        };
        let value = LeaseRecord { expires_at: to_seconds(now + TERM) };
        let mut record = Versioned { version, value };
        match records.save_lease(grant.key(), &record).await {
            Ok(version) => {
                record.version = version;
                Ok(Some(Lease { grant, record }))
            }
            Err(error) if error.is_conflict() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The fencing token: higher than that of every lease of this grant before.
    pub(crate) fn fence(&self) -> u64 {
        self.record.version.number()
    }

    /// Whether somebody else may have taken it by now.
    pub(crate) fn is_over(&self) -> bool {
        self.record.value.is_over(self.grant.oauth_client().now())
    }

    /// Whether the store says that it was taken by nobody since. Where it does not answer, perhaps it was.
    pub(crate) async fn is_held(&self) -> bool {
        let held = records(self.grant).load_lease(self.grant.key()).await;
        held.is_ok_and(|held| held.is_some_and(|held| held.version == self.record.version)) && !self.is_over()
    }

    /// Gives the lease back.
    pub(crate) async fn release(self) {
        // One that somebody else has taken is theirs, and one that cannot be removed ends by itself.
        let _ = records(self.grant).remove_lease(self.grant.key(), self.record.version).await;
    }
}

fn records(grant: &Grant) -> &Records {
    grant.oauth_client().records()
}
