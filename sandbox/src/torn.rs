//! A body that ends in its middle.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use axum::body::{Body, Bytes};
use http_body::Frame;

/// Sends the first half and then breaks off, which closes the connection.
#[derive(Debug)]
enum TornBody {
    Whole(Bytes),
    /// The half is on its way: a breath, so that it is written to the line before the line is cut.
    HalfSent,
    Broken,
}

/// The first half of these bytes as a body that never comes to its end.
pub(crate) fn torn(body: &Bytes) -> Body {
    Body::new(TornBody::Whole(body.slice(..body.len() / 2)))
}

impl http_body::Body for TornBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let body = self.get_mut();
        match std::mem::replace(body, Self::Broken) {
            Self::Whole(half) => {
                *body = Self::HalfSent;
                Poll::Ready(Some(Ok(Frame::data(half))))
            }
            Self::HalfSent => {
                cx.waker().wake_by_ref();
                Poll::Pending
            }
            Self::Broken => {
                let error = io::Error::new(io::ErrorKind::ConnectionReset, "the sandbox hung up");
                Poll::Ready(Some(Err(error)))
            }
        }
    }
}
