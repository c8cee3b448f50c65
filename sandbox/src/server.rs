//! One server, listening on its own port until it is told to stop.

use std::{future::IntoFuture, io, time::Duration};

use axum::Router;
use tokio::{sync::watch, task::JoinHandle};

use crate::line::{Cutter, Exchange};

/// How long requests that are under way may take when the server stops.
const GRACE: Duration = Duration::from_millis(500);

/// Starts to serve. The server stops when `stopping` changes or its sender is gone.
pub(crate) fn serve(
    exchange: Exchange,
    router: Router,
    mut stopping: watch::Receiver<bool>,
) -> JoinHandle<io::Result<()>> {
    let service = router.into_make_service_with_connect_info::<Cutter>();
    let serving = axum::serve(exchange, service).with_graceful_shutdown({
        let mut stopping = stopping.clone();
        async move {
            // An error means that the sandbox was dropped, which stops it too.
            let _ = stopping.changed().await;
        }
    });
    tokio::spawn(async move {
        tokio::select! {
            served = serving.into_future() => served,
            () = async {
                let _ = stopping.changed().await;
                tokio::time::sleep(GRACE).await;
            } => Ok(()),
        }
    })
}
