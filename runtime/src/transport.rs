//! How a request to Zoho Accounts reaches it.

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};

/// Sends one request and gives the whole answer.
///
/// The default is reqwest; an application that has an HTTP client of its own implements this one method. If it calls
/// Zoho's APIs with that client, too, it passes on what they refuse: [`Grant::token_refused`](crate::Grant::token_refused),
/// [`Grant::scopes_refused`](crate::Grant::scopes_refused).
///
/// # Security
///
/// The requests carry the client secret and refresh tokens. An implementation must not follow redirects, must
/// check certificates, must bound the answer's size and time, and must not log bodies.
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends `request`. An answer of any status is a success.
    ///
    /// # Errors
    ///
    /// When there is no answer, or only a part of one. [`NoConnection`] where the server cannot have seen anything.
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>>;
}

/// Why there was no answer: the underlying client's own error, which must not hold a URL with a secret in it.
pub type TransportError = Box<dyn StdError + Send + Sync>;

/// Nothing of a request has reached the server: its name was not found, it refused the connection, or TLS failed.
///
/// A [`Transport`] that knows this says so with this error. Every other request counts against Zoho's limits, for its
/// answer may have been a token; one like this does not.
///
/// # Examples
///
/// ```
/// use requires_scope::{NoConnection, TransportError};
///
/// let refused: TransportError = NoConnection::because("connection refused").into();
/// assert!(refused.is::<NoConnection>());
/// ```
#[derive(Debug, thiserror::Error)]
#[error("there is no connection to the server")]
pub struct NoConnection(#[source] TransportError);

impl NoConnection {
    /// Says why there is none.
    pub fn because(source: impl Into<TransportError>) -> NoConnection {
        NoConnection(source.into())
    }
}

#[cfg(feature = "reqwest")]
pub use self::by_reqwest::ReqwestTransport;

#[cfg(feature = "reqwest")]
mod by_reqwest {
    use std::time::Duration;

    use super::{BoxFuture, Bytes, NoConnection, Request, Response, Transport, TransportError};
    use crate::error::Error;

    /// An answer of the token endpoint is below 4 KiB; what is larger is something else.
    const ANSWER_LIMIT: usize = 256 * 1024;

    /// The default transport: reqwest, without redirects. It gives up after 10 s without a connection, and after 30 s
    /// without a byte of the answer, so that a long download may take its time.
    #[derive(Clone, Debug)]
    pub struct ReqwestTransport {
        client: reqwest::Client,
    }

    impl ReqwestTransport {
        /// A transport of its own connection pool.
        ///
        /// # Errors
        ///
        /// When TLS cannot be set up, for want of certificates for example.
        pub fn new() -> Result<ReqwestTransport, Error> {
            let client = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .connect_timeout(Duration::from_secs(10))
                .read_timeout(Duration::from_secs(30))
                .user_agent(concat!("requires-scope/", env!("CARGO_PKG_VERSION")))
                .build()
                .map_err(|error| Error::configuration(format!("reqwest cannot be set up: {error}")))?;
            Ok(ReqwestTransport { client })
        }

        /// The client below, which `Grant::client` shares.
        pub(crate) fn client(&self) -> &reqwest::Client {
            &self.client
        }
    }

    impl Transport for ReqwestTransport {
        fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
            Box::pin(async move {
                let request = reqwest::Request::try_from(request)?;
                let mut answer = self.client.execute(request).await.map_err(not_sent)?;
                let mut response = Response::new(Bytes::new());
                *response.status_mut() = answer.status();
                *response.headers_mut() = answer.headers().clone();
                let mut body = Vec::new();
                while let Some(chunk) = answer.chunk().await.map_err(reqwest::Error::without_url)? {
                    if body.len() + chunk.len() > ANSWER_LIMIT {
                        return Err(format!("the answer is longer than {ANSWER_LIMIT} bytes").into());
                    }
                    body.extend_from_slice(&chunk);
                }
                *response.body_mut() = body.into();
                Ok(response)
            })
        }
    }

    fn not_sent(error: reqwest::Error) -> TransportError {
        let error = error.without_url();
        if error.is_connect() { NoConnection::because(error).into() } else { error.into() }
    }
}
