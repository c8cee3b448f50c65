//! Listening: a subscription on a connection of its own, which is taken up again when it is lost.

use std::time::Duration;

use futures_util::stream::{self, BoxStream, StreamExt as _};
use redis::aio::{PubSubSink, PubSubStream};
use redis::{Client, ConnectionInfo, ProtocolVersion, RedisError};
use requires_scope::Change;
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::database::PATIENCE;
use crate::records::read_message;

/// How long silence may last before the server is asked whether it is still there.
const SILENCE: Duration = Duration::from_secs(15);

/// How soon a lost connection is tried again.
const PAUSE: Duration = Duration::from_millis(250);

/// Listens for as long as the store lives.
pub(crate) fn listen(
    info: ConnectionInfo,
    channel: String,
    mut store: watch::Receiver<()>,
) -> BoxStream<'static, Change> {
    let listener = Listener { info, channel, subscription: None };
    stream::unfold(listener, |mut listener| async move { Some((listener.hear().await, listener)) })
        .take_until(async move { drop(store.changed().await) })
        .boxed()
}

struct Listener {
    info: ConnectionInfo,
    channel: String,
    subscription: Option<Subscription>,
}

impl Listener {
    /// The next change. Whenever the connection is new it may be any, and the first item is always that.
    async fn hear(&mut self) -> Change {
        loop {
            let Some(subscription) = &mut self.subscription else {
                match timeout(PATIENCE, Subscription::begin(self.info.clone(), &self.channel)).await {
                    Ok(Ok(subscription)) => {
                        self.subscription = Some(subscription);
                        return Change::Missed;
                    }
                    Ok(Err(_)) | Err(_) => sleep(PAUSE).await,
                }
                continue;
            };
            match subscription.next().await {
                Ok(Some(change)) => return change,
                Ok(None) => {}
                Err(Lost) => self.subscription = None,
            }
        }
    }
}

/// What was told since is lost with the connection.
struct Lost;

struct Subscription {
    sink: PubSubSink,
    messages: PubSubStream,
}

impl Subscription {
    async fn begin(info: ConnectionInfo, channel: &str) -> Result<Subscription, RedisError> {
        let settings = info.redis_settings().clone().set_protocol(ProtocolVersion::RESP2);
        let client = Client::open(info.set_redis_settings(settings))?;
        let (mut sink, messages) = client.get_async_pubsub().await?.split();
        sink.subscribe(channel).await?;
        Ok(Subscription { sink, messages })
    }

    /// The next change, or `None` when there was none for a while.
    async fn next(&mut self) -> Result<Option<Change>, Lost> {
        let Ok(heard) = timeout(SILENCE, self.messages.next()).await else {
            let answer = timeout(PATIENCE, self.sink.ping::<redis::Value>()).await;
            return if matches!(answer, Ok(Ok(_))) { Ok(None) } else { Err(Lost) };
        };
        heard.map(|message| read_message(message.get_payload_bytes())).ok_or(Lost)
    }
}
