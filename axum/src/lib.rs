//! requires-scope in an axum application.
//!
//! [`RequiresScopeLayer::wrap`] puts three things around a router: the current grant for every request, the pages
//! that a consent needs (sign-in, consent link, callback), and the way on for a request that a guard has refused.
//!
//! ```no_run
//! use axum::{Router, routing::post};
//! use http::request::Parts;
//! use requires_scope::{Client, Error, GrantKey, MemoryStore, requires_scope};
//! use requires_scope_axum::RequiresScopeLayer;
//!
//! # #[derive(Debug)] struct AppError(Error);
//! # impl From<Error> for AppError { fn from(error: Error) -> AppError { AppError(error) } }
//! # impl axum::response::IntoResponse for AppError {
//! #     fn into_response(self) -> axum::response::Response { http::StatusCode::INTERNAL_SERVER_ERROR.into_response() }
//! # }
//! # fn signed_in_user(_: &Parts) -> Option<String> { None }
//! #[requires_scope("ZohoCRM.modules.contacts.CREATE")]
//! async fn create_contact(contact: String) -> Result<String, AppError> {
//!     let zoho = requires_scope::current()?.client();
//!     let answer = zoho.post("/crm/v8/Contacts").body(contact).send().await?;
//!     Ok(answer.status().to_string())
//! }
//!
//! # fn main() -> Result<(), Error> {
//! let zoho = Client::builder("1000.CLIENT", "secret", "https://zylker.example/scopes/callback")
//!     .store(MemoryStore::new())
//!     .build()?;
//! let app = Router::new().route("/contacts", post(create_contact));
//! let app = RequiresScopeLayer::new(&zoho, |parts: &Parts| {
//!     signed_in_user(parts).map(|user| GrantKey::new("zylker", user))
//! })
//! .wrap(app);
//! # drop(app); Ok(()) }
//! ```
//!
//! What it gives is the outermost router: nest inside what is wrapped, and not what is wrapped.
//!
//! # What a refused request gets
//!
//! | the request | the reply |
//! | --- | --- |
//! | a browser navigates (`Sec-Fetch-Mode: navigate`, else `Accept: text/html`) | 303 to the consent link; afterwards the page, or the kept request's own result |
//! | a browser navigates within a frame (`Sec-Fetch-Dest: iframe` and its like) | 403 and a page of ours with the consent link, which the whole window follows; afterwards what the frame was to show |
//! | htmx replaces a part of a page (`HX-Request: true`) | the 403 below with `HX-Redirect` to the consent link; afterwards the page that held the part, the kept request having run |
//! | anything else | 403, `WWW-Authenticate: Bearer error="insufficient_scope"` (RFC 6750, section 3.1), and `application/problem+json` with the missing scopes and the consent link, as [`PROBLEM_SCHEMA`] describes it; its parameter `next` names the page that follows |
//!
//! A browser that only looks ahead (`Sec-Purpose: prefetch`) gets a 503 that nobody may store: nothing is begun, kept or
//! run for it, at the address of a page of ours neither.
//!
//! The layer steps in where a guard has refused and the handler has answered with an error status; a handler that
//! makes something useful of the refusal and answers with success keeps its answer.
//!
//! [`always`] says of a route what sends its requests, whatever their headers say. [`RequiresScopeLayer::reply`] changes
//! the replies in one place, [`RequiresScopeLayer::look`] puts the application's frame around our pages.
//!
//! # Which requests are run again
//!
//! One that was refused at its *outermost* guard, so that nothing has happened yet. That is seen for guards and for
//! calls to Zoho; put the attribute on the handler itself, above everything else that has effects. [`idempotent`] says
//! of a route that it may be run again whatever has happened in it. A body of more than 1 MiB is not kept
//! ([`RequiresScopeLayer::body_limit`]), and the person is told so before leaving; up to 64 MiB are read on and forgotten,
//! for over HTTP/1 a browser that still sends could lose the answer. Nor is what a page of another site has sent
//! (`Sec-Fetch-Site`, else `Origin`): a consent must not send somebody else's form.
//!
//! It comes with the headers that say what it is, on which condition, and which page has sent it, and with the cookies of
//! the browser that has come back; [`RequiresScopeLayer::keep_header`] adds the token of a form.
//!
//! A kept request runs once. Whoever reloads its page, or comes back in a second tab, sees the answer again for two
//! hours; an answer of more than 1 MiB, or one that streams, is shown once.
//!
//! The answer is shown at `call` beside the redirect URI, and not at the address that the request was sent to. A redirect
//! that is relative to that one leads where it would have, and a form without `action` goes on posting to it, as long as
//! the answer is kept. Every other relative link resolves below our addresses: a page that answers a form has links that
//! begin with a slash.
//!
//! It runs in the task of the request that has come back, with the task-locals and the span that layers around the
//! wrapped router give that one. Whoever goes away meanwhile does not stop it: it goes on to its end in a task of its own,
//! where the span is still there, and the task-locals are not.
//!
//! An attribute is checked when the handler runs, after its extractors. [`guarded_by`] checks before them.
//!
//! # Sessions
//!
//! Whose grant a request acts with is the application's answer, at once or after asking a session: [`WhoseGrant`]. Layers
//! that it depends on go around the wrapped router:
//!
//! ```no_run
//! # mod tower_sessions {
//! #     #[derive(Clone)] pub struct Session;
//! #     impl Session { pub async fn get<T>(&self, _: &str) -> Result<Option<T>, ()> { Ok(None) } }
//! # }
//! use http::request::Parts;
//! use requires_scope::GrantKey;
//! use tower_sessions::Session;
//!
//! async fn whose_grant(parts: &Parts) -> Option<GrantKey> {
//!     let session: &Session = parts.extensions.get()?;
//!     let user: String = session.get("user").await.ok()??;
//!     Some(GrantKey::new("zylker", user))
//! }
//! # fn takes<M>(_: impl requires_scope_axum::WhoseGrant<M>) {}
//! # takes(whose_grant);
//! // let sessions = SessionManagerLayer::new(store).with_same_site(SameSite::Lax);
//! // RequiresScopeLayer::new(&zoho, whose_grant).wrap(app).layer(sessions)
//! ```
//!
//! `Lax`, because Zoho sends the browser back from a site of its own: with a `Strict` cookie, the default of
//! `tower-sessions`, the callback would be nobody's.
//!
//! Who opens one of our pages signed out is told so, or led to the application's own sign-in and back:
//! [`RequiresScopeLayer::sign_in_at`].
//!
//! # Other frameworks than axum
//!
//! [`RequiresScopeLayer::service`] wraps any `tower` service of `http` requests, and [`guarded_by`], [`always`] and
//! [`idempotent`] are layers for any of them.
//!
//! # The connection page
//!
//! `connection` beside the redirect URI shows what the user has allowed, what the program may yet ask for and for which
//! function, and withdraws it: [`Connection`] has the same as data, and as HTML for a page of the application's own.
//!
//! # Not supported
//!
//! An answer that streams, of a length that is not known beforehand, is not kept for a reload. A request's body may come
//! in pieces and is kept up to the limit; its trailers are not.

mod addresses;
mod body;
mod channel;
mod connection;
mod errand;
mod guarded;
mod keep;
mod layer;
mod look;
mod marks;
mod pages;
mod readdress;
mod refused;
mod reply;
mod resumed;
mod routes;
mod service;
mod whose;

pub use self::body::{BoxBody, RequestBody, ResponseBody};
pub use self::channel::{WebChannel, always};
pub use self::connection::{AllowedScope, AskedScope, Connection};
pub use self::guarded::{Guarded, GuardedBy, GuardedFuture, guarded_by};
pub use self::layer::RequiresScopeLayer;
pub use self::look::{Look, Page};
pub use self::marks::{Mark, Marked, MarkedFuture, idempotent};
pub use self::reply::{PROBLEM_SCHEMA, Refusal, Reply};
pub use self::service::{RequiresScopeService, ResponseFuture};
pub use self::whose::{AsyncAnswer, AtOnce, Awaited, Whose, WhoseGrant};
