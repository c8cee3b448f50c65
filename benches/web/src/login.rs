//! The handlers behind `axum-login`'s `permission_required!`, with its session in memory.

use std::collections::HashSet;
use std::convert::Infallible;

use axum::routing::{get, post};
use axum::{Json, Router};
use axum_login::{AuthManagerLayerBuilder, AuthUser, AuthnBackend, AuthzBackend, permission_required};
use http::Request;
use http::header::SET_COOKIE;
use tower_sessions::{MemoryStore, SessionManagerLayer};

use crate::{EMPTY, LIST, Outcome, PAGE, PERMISSION, contacts};

#[derive(Clone, Debug)]
struct User(u64);

impl AuthUser for User {
    type Id = u64;

    fn id(&self) -> u64 {
        self.0
    }

    fn session_auth_hash(&self) -> &[u8] {
        b"0123456789abcdef"
    }
}

#[derive(Clone)]
struct Users;

impl AuthnBackend for Users {
    type User = User;
    type Credentials = u64;
    type Error = Infallible;

    async fn authenticate(&self, user: u64) -> Result<Option<User>, Infallible> {
        Ok(Some(User(user)))
    }

    async fn get_user(&self, user: &u64) -> Result<Option<User>, Infallible> {
        Ok(Some(User(*user)))
    }
}

impl AuthzBackend for Users {
    type Permission = String;

    async fn get_user_permissions(&self, _: &User) -> Result<HashSet<String>, Infallible> {
        Ok(HashSet::from([PERMISSION.to_owned(), "leads.READ".to_owned()]))
    }
}

type AuthSession = axum_login::AuthSession<Users>;

/// The application, and the cookie of a user who is signed in to it.
///
/// # Errors
///
/// When nobody can be signed in.
pub async fn login() -> Outcome<(Router, String)> {
    let sessions = SessionManagerLayer::new(MemoryStore::default());
    let app = Router::new()
        .route(EMPTY, get(async || PAGE))
        .route(LIST, get(async || Json(contacts())))
        .route_layer(permission_required!(Users, PERMISSION))
        .route("/sign-in", post(sign_in))
        .layer(AuthManagerLayerBuilder::new(Users, sessions).build())
        .with_state(());
    let request = Request::post("/sign-in").body(axum::body::Body::empty())?;
    let response = crate::served(&app, request).await?;
    let cookie = response.headers().get(SET_COOKIE).ok_or("no session")?.to_str()?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
    Ok((app, cookie))
}

async fn sign_in(mut session: AuthSession) -> &'static str {
    match session.login(&User(0)).await {
        Ok(()) => "signed in",
        Err(_) => "not signed in",
    }
}
