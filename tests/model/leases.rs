//! Over processes: a lease may be over at any moment, and its holder goes on all the same.
//!
//! What decides is the program's own `fence`; when it is asked is retold here by hand, after `ask`, `keep` and `end` in
//! `runtime/src/token/refresh.rs`. Whoever changes one of them changes `Stage::refresh`.

use loom::sync::{Arc, Mutex, MutexGuard};
use loom::thread;

use crate::check;
use crate::fence::{Fence, Kept};

/// What the processes share: the store, with the grant's record and the lease, and the server.
struct Stage {
    record: Mutex<Record>,
    leases: Mutex<u64>,
    server: Mutex<Server>,
}

#[derive(Debug, Default)]
struct Record {
    fence: Fence,
    refresh_token: u32,
    has_ended: bool,
    /// Under which lease the access token was fetched.
    fetched_under: u64,
}

/// It gives a new refresh token at each refresh, unless it is as Zoho and gives none.
#[derive(Debug)]
struct Server {
    retires: Retires,
    /// What was used last, and what was given for it since.
    good: Vec<u32>,
    given: u32,
}

/// When a refresh token is no longer good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Retires {
    Never,
    /// When it is used.
    AtOnce,
    /// When one of those is used that were given for it: answers are lost.
    WhenAnotherIsUsed,
}

impl Server {
    fn refresh(&mut self, token: u32) -> Option<u32> {
        let position = self.good.iter().position(|good| *good == token)?;
        match self.retires {
            Retires::Never => return Some(token),
            Retires::AtOnce => self.good.clear(),
            Retires::WhenAnotherIsUsed if position > 0 => self.good = vec![token],
            Retires::WhenAnotherIsUsed => {}
        }
        self.given += 1;
        self.good.push(self.given);
        Some(self.given)
    }
}

impl Stage {
    fn set(retires: Retires) -> Stage {
        let server = Server { retires, good: vec![0], given: 0 };
        Stage { record: Mutex::default(), leases: Mutex::default(), server: Mutex::new(server) }
    }

    /// A process takes the lease from whoever has it, as if that one's time were over, and refreshes the grant.
    fn refresh(&self) {
        let own = {
            let mut leases = lock(&self.leases);
            *leases += 1;
            *leases
        };
        let sent = {
            let mut record = lock(&self.record);
            if record.has_ended || !record.fence.pass(Some(own)) {
                return;
            }
            record.refresh_token
        };
        let given = lock(&self.server).refresh(sent);
        let mut record = lock(&self.record);
        let Some(given) = given else {
            record.has_ended |= record.refresh_token == sent && !record.fence.is_above(Some(own));
            return;
        };
        let kept = record.fence.keeps(Some(own), record.refresh_token == sent);
        if kept == Kept::Whole {
            assert!(record.fetched_under < own, "an earlier lease overwrites a later one");
            record.fetched_under = own;
        }
        if kept != Kept::Nothing {
            record.refresh_token = given;
            record.has_ended = false;
        }
    }
}

#[test]
fn a_holder_whose_lease_is_over_overwrites_nothing_and_loses_no_refresh_token() {
    for retires in [Retires::Never, Retires::AtOnce, Retires::WhenAnotherIsUsed] {
        check(3, move || {
            let stage = Arc::new(Stage::set(retires));
            let others = [(); 2].map(|()| {
                let stage = Arc::clone(&stage);
                thread::spawn(move || stage.refresh())
            });
            stage.refresh();
            for other in others {
                other.join().expect("a process");
            }
            let (record, server) = (lock(&stage.record), lock(&stage.server));
            let is_good = !record.has_ended && server.good.contains(&record.refresh_token);
            assert!(is_good, "{record:?} {server:?}");
        });
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().expect("nobody has failed")
}
