//! Whose grant a request acts with: the application's answer, at once or after asking its session.

use std::fmt;
use std::marker::PhantomData;

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use http::request::Parts;
use requires_scope::GrantKey;

/// Says whose grant belongs to a request. Implemented for closures and functions of `&Parts`, `async` or not.
///
/// The layers around [`RequiresScopeLayer`](crate::RequiresScopeLayer) have seen the request by then, so what they have
/// put into its extensions is there: the `Session` of `tower-sessions`, the `AuthSession` of `axum-login`.
///
/// # Security
///
/// The answer must come from the application's own session, and never from anything else that the request says:
/// it decides whose Zoho account is acted on. A session that cannot be read is nobody's: answer `None`.
///
/// The session's cookie must be `SameSite=Lax`. Zoho sends the browser back from a site of its own, and no `Strict`
/// cookie, which is `tower-sessions`' default, comes along: the callback would be nobody's and would change nothing.
///
/// # Examples
///
/// ```
/// use http::request::Parts;
/// use requires_scope::GrantKey;
/// # use requires_scope_axum::WhoseGrant;
/// # #[derive(Clone)] struct User(String);
/// # #[derive(Clone)] struct Session;
/// # impl Session { async fn get(&self, _: &str) -> Option<String> { None } }
///
/// // At once: some layer has found out who it is.
/// let at_once = |parts: &Parts| {
///     let User(name) = parts.extensions.get()?;
///     Some(GrantKey::new("zylker", name))
/// };
///
/// // After asking a session that is kept elsewhere.
/// let awaited = async |parts: &Parts| {
///     let session: &Session = parts.extensions.get()?;
///     Some(GrantKey::new("zylker", session.get("user").await?))
/// };
/// # fn takes<M>(_: impl WhoseGrant<M>) {}
/// # takes(at_once); takes(awaited);
/// ```
///
/// `M` tells the kinds of closures apart and is always inferred. A type of the application's own implements
/// `WhoseGrant`, without it:
///
/// ```
/// use http::request::Parts;
/// use requires_scope::GrantKey;
/// use requires_scope_axum::{Whose, WhoseGrant};
///
/// # #[derive(Clone)] struct SessionId(u128);
/// # #[derive(Clone)] struct Database;
/// # impl Database { async fn user_of(&self, _: &SessionId) -> Option<String> { None } }
/// struct Sessions(Database);
///
/// impl WhoseGrant for Sessions {
///     fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a> {
///         Whose::by(async move {
///             let session: &SessionId = parts.extensions.get()?;
///             Some(GrantKey::new("zylker", self.0.user_of(session).await?))
///         })
///     }
/// }
/// # fn takes<M>(_: impl WhoseGrant<M>) {}
/// # takes(Sessions(Database));
/// ```
///
/// An `async` closure cannot lend its future what it owns. A closure that owns what it asks clones that for each request,
/// and takes from the request what it needs:
///
/// ```
/// # use http::request::Parts;
/// # use requires_scope::GrantKey;
/// # use requires_scope_axum::WhoseGrant;
/// # #[derive(Clone)] struct SessionId(u128);
/// # #[derive(Clone)] struct Database;
/// # impl Database { async fn user_of(&self, _: &SessionId) -> Option<String> { None } }
/// # let database = Database;
/// let whose = move |parts: &Parts| {
///     let (database, session) = (database.clone(), parts.extensions.get::<SessionId>().cloned());
///     async move { Some(GrantKey::new("zylker", database.user_of(&session?).await?)) }
/// };
/// # fn takes<M>(_: impl WhoseGrant<M>) {}
/// # takes(whose);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say whose grant belongs to a request",
    label = "expected a closure or function from `&http::request::Parts` to `Option<GrantKey>`, `async` or not",
    note = "write the type of the argument: `|parts: &Parts| …` or `async |parts: &Parts| …`"
)]
pub trait WhoseGrant<M = ()>: Send + Sync + 'static {
    /// The grant of the signed-in user; `None` when nobody is signed in.
    fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a>;

    /// Whether the answer is always [known](Whose::of) at once, which saves a request that need not wait for it an
    /// allocation. So it is for closures that are not `async`.
    fn is_at_once(&self) -> bool {
        false
    }
}

/// The application's answer to whose grant it is, perhaps not there yet.
pub struct Whose<'a>(Answer<'a>);

enum Answer<'a> {
    There(Option<GrantKey>),
    Awaited(BoxFuture<'a, Option<GrantKey>>),
}

impl<'a> Whose<'a> {
    /// An answer that is known.
    pub fn of(key: Option<GrantKey>) -> Whose<'a> {
        Whose(Answer::There(key))
    }

    /// An answer that takes its time.
    pub fn by(answer: impl Future<Output = Option<GrantKey>> + Send + 'a) -> Whose<'a> {
        Whose(Answer::Awaited(answer.boxed()))
    }

    /// The answer, or itself where it must be awaited.
    pub(crate) fn at_once(self) -> Result<Option<GrantKey>, Whose<'a>> {
        match self.0 {
            Answer::There(key) => Ok(key),
            Answer::Awaited(_) => Err(self),
        }
    }

    pub(crate) async fn answer(self) -> Option<GrantKey> {
        match self.0 {
            Answer::There(key) => key,
            Answer::Awaited(answer) => answer.await,
        }
    }
}

impl fmt::Debug for Whose<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Answer::There(key) => f.debug_tuple("Whose").field(key).finish(),
            Answer::Awaited(_) => f.debug_tuple("Whose").finish_non_exhaustive(),
        }
    }
}

/// Marks closures that answer at once.
#[derive(Debug)]
pub enum AtOnce {}

impl<F> WhoseGrant<AtOnce> for F
where
    F: Fn(&Parts) -> Option<GrantKey> + Send + Sync + 'static,
{
    fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a> {
        Whose::of(self(parts))
    }

    fn is_at_once(&self) -> bool {
        true
    }
}

/// Marks closures that answer with a future.
#[derive(Debug)]
pub enum Awaited {}

impl<F> WhoseGrant<Awaited> for F
where
    F: for<'a> AsyncAnswer<'a> + Send + Sync + 'static,
{
    fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a> {
        Whose::by(self.begin(parts))
    }
}

/// A closure whose future may borrow from the request. Its bound is `Send`, which `AsyncFn` cannot say yet.
pub trait AsyncAnswer<'a> {
    /// What the closure returns.
    type Future: Future<Output = Option<GrantKey>> + Send + 'a;

    /// Calls it.
    fn begin(&self, parts: &'a Parts) -> Self::Future;
}

impl<'a, F, A> AsyncAnswer<'a> for F
where
    F: Fn(&'a Parts) -> A,
    A: Future<Output = Option<GrantKey>> + Send + 'a,
{
    type Future = A;

    fn begin(&self, parts: &'a Parts) -> A {
        self(parts)
    }
}

/// What says whose grant it is, whatever its kind.
pub(crate) struct OfAnyKind<W, M>(pub(crate) W, pub(crate) PhantomData<fn() -> M>);

impl<W: WhoseGrant<M>, M: 'static> WhoseGrant for OfAnyKind<W, M> {
    fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a> {
        self.0.whose_grant(parts)
    }

    fn is_at_once(&self) -> bool {
        self.0.is_at_once()
    }
}
