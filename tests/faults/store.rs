//! A store whose every call is a point at which something can go wrong.

use std::sync::Arc;
use std::time::SystemTime;

use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;
use requires_scope::{Change, Kind, MemoryStore, Record, Store, StoreError, Version};
use tokio::task::yield_now;

use crate::fault::{Fault, Place, Points};

/// One process's way to the store that all processes share.
#[derive(Clone, Debug)]
pub(crate) struct FaultyStore {
    pub(crate) shared: Arc<MemoryStore>,
    pub(crate) points: Arc<Points>,
}

impl FaultyStore {
    async fn ask<T>(&self, effect: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
        let fault = self.points.pass(Place::Store);
        yield_now().await;
        match fault {
            Some(Fault::Fails) => return Err(StoreError::unavailable("the connection was refused")),
            Some(Fault::Hangs) => return std::future::pending().await,
            Some(Fault::Killed) => return self.points.kill().await,
            _ => {}
        }
        let outcome = effect.await;
        yield_now().await;
        match fault {
            Some(Fault::LosesAnswer) => Err(StoreError::unavailable("the connection was reset")),
            Some(Fault::HangsAfter) => std::future::pending().await,
            Some(Fault::KilledAfter) => self.points.kill().await,
            _ => outcome,
        }
    }
}

impl Store for FaultyStore {
    fn load<'a>(&'a self, kind: Kind, key: &'a str) -> BoxFuture<'a, Result<Option<Record>, StoreError>> {
        Box::pin(self.ask(self.shared.load(kind, key)))
    }

    fn save<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        bytes: Vec<u8>,
        expected: Version,
        expires_at: Option<SystemTime>,
    ) -> BoxFuture<'a, Result<Version, StoreError>> {
        Box::pin(self.ask(self.shared.save(kind, key, bytes, expected, expires_at)))
    }

    fn remove<'a>(
        &'a self,
        kind: Kind,
        key: &'a str,
        expected: Version,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(self.ask(self.shared.remove(kind, key, expected)))
    }

    fn changes(&self) -> BoxStream<'static, Change> {
        self.shared.changes()
    }
}
