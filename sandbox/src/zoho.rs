//! One data centre of a running Zoho: what its two servers share, and how it finds the other data centres.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

use tokio::sync::Notify;

use crate::{clock::Clock, fault::Faults, journal::Journal, ledger::Ledger};

/// One data centre.
#[derive(Debug)]
pub(crate) struct Zoho {
    pub(crate) accounts_url: String,
    pub(crate) api_url: String,
    pub(crate) location: String,
    pub(crate) clock: Clock,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    /// Told of every request that may have changed something.
    pub(crate) changes: Arc<Notify>,
    ledger: Mutex<Ledger>,
    federation: OnceLock<Vec<Weak<Zoho>>>,
}

/// What all data centres of one sandbox have in common.
#[derive(Clone, Debug, Default)]
pub(crate) struct Shared {
    pub(crate) clock: Clock,
    pub(crate) journal: Journal,
    pub(crate) faults: Faults,
    pub(crate) changes: Arc<Notify>,
}

impl Zoho {
    pub(crate) fn new(
        location: String,
        accounts_url: String,
        api_url: String,
        shared: Shared,
        ledger: Ledger,
    ) -> Self {
        let Shared { clock, journal, faults, changes } = shared;
        Self {
            accounts_url,
            api_url,
            location,
            clock,
            journal,
            faults,
            changes,
            ledger: Mutex::new(ledger),
            federation: OnceLock::new(),
        }
    }

    /// Makes the data centres of one sandbox known to each other.
    pub(crate) fn federate(centers: &[Arc<Self>]) {
        for center in centers {
            let all = centers.iter().map(Arc::downgrade).collect();
            // A data centre belongs to one sandbox, so nobody was here before.
            let _ = center.federation.set(all);
        }
    }

    /// The one lock of this data centre. A handler that panicked leaves behind what it had done so far, which is no
    /// worse than a crash.
    ///
    /// Nobody holds two of these locks: whoever asks another data centre does so before.
    pub(crate) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Every data centre of the sandbox, this one too, in the order in which they were named.
    pub(crate) fn data_centers(&self) -> Vec<Arc<Self>> {
        self.federation.get().into_iter().flatten().filter_map(Weak::upgrade).collect()
    }

    /// Another data centre whose ledger answers yes.
    pub(crate) fn elsewhere(&self, is: impl Fn(&Ledger) -> bool) -> Option<Arc<Self>> {
        self.data_centers().into_iter().find(|other| other.location != self.location && is(&other.ledger()))
    }
}
