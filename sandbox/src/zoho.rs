//! One running Zoho: what its two servers share.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{clock::Clock, fault::Faults, journal::Journal, ledger::Ledger};

#[derive(Debug)]
pub(crate) struct Zoho {
    pub(crate) accounts_url: String,
    pub(crate) api_url: String,
    pub(crate) location: String,
    pub(crate) clock: Clock,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    ledger: Mutex<Ledger>,
}

impl Zoho {
    pub(crate) fn new(accounts_url: String, api_url: String, location: String, ledger: Ledger) -> Self {
        Self {
            accounts_url,
            api_url,
            location,
            clock: Clock::default(),
            journal: Journal::default(),
            faults: Faults::default(),
            ledger: Mutex::new(ledger),
        }
    }

    /// The one lock. A handler that panicked leaves behind what it had done so far, which is no worse than a crash.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
