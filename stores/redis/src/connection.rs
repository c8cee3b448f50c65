//! The connection that all tasks share. Its manager takes up one that was closed; what is here is for one that stays
//! open and is of no use any more.

use std::sync::{Mutex, MutexGuard, PoisonError};

use redis::aio::{ConnectionManager, ConnectionManagerConfig};
use redis::io::tcp::TcpSettings;
use redis::io::tcp::socket2::TcpKeepalive;
use redis::{Client, ConnectionInfo, ProtocolVersion, RedisError};

use crate::database::PATIENCE;
use crate::error::Cause;

/// A lost connection is tried again so often, for about a second, until calls fail; the next call tries again.
const RECONNECTIONS: usize = 4;

/// The connection to a server, whichever it is by now.
pub(crate) struct Connection {
    client: Client,
    current: Mutex<Current>,
}

#[derive(Clone)]
struct Current {
    /// How many there were before.
    number: u64,
    manager: ConnectionManager,
}

impl Connection {
    pub(crate) async fn open(info: ConnectionInfo) -> Result<Connection, RedisError> {
        // By this protocol a client learns at once that the connection is lost, and not by the next call that fails.
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP3);
        let client = Client::open(info.set_redis_settings(settings))?;
        let manager = ConnectionManager::new_with_config(client.clone(), config()).await?;
        Ok(Connection { client, current: Mutex::new(Current { number: 0, manager }) })
    }

    /// What comes of a step. One that finds the connection of no use leaves another to those that follow; it does not
    /// try again itself, since nobody knows what the server has made of it.
    pub(crate) async fn run<T, E: Into<Cause>, F: Future<Output = Result<T, E>>>(
        &self,
        step: impl FnOnce(ConnectionManager) -> F,
    ) -> Result<T, Cause> {
        let Current { number, manager } = self.current().clone();
        let outcome = step(manager).await.map_err(E::into);
        if outcome.as_ref().is_err_and(Cause::asks_for_another_connection) {
            self.replace(number)?;
        }
        outcome
    }

    /// Of all who have found the same connection of no use, the first replaces it.
    fn replace(&self, number: u64) -> Result<(), RedisError> {
        let mut current = self.current();
        if current.number == number {
            let manager = ConnectionManager::new_lazy_with_config(self.client.clone(), config())?;
            *current = Current { number: number + 1, manager };
        }
        Ok(())
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A socket that gives up by itself, even if every caller leaves before the answer is overdue.
pub(crate) fn tcp_settings() -> TcpSettings {
    let settings = TcpSettings::default().set_keepalive(TcpKeepalive::new().with_time(PATIENCE));
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    let settings = settings.set_user_timeout(PATIENCE);
    settings
}

fn config() -> ConnectionManagerConfig {
    ConnectionManagerConfig::new()
        .set_number_of_retries(RECONNECTIONS)
        .set_connection_timeout(Some(PATIENCE))
        .set_response_timeout(Some(PATIENCE))
}
