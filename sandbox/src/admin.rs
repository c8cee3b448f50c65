//! The admin interface: what a test in any language, or a person at the dashboard, does to the sandbox from outside.
//!
//! It has a port of its own, so that nothing of it can be mistaken for Zoho.

mod api;
mod dashboard;
mod forms;
mod guard;
mod page;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Router, middleware,
    routing::{get, post},
};

use self::guard::Door;
use crate::{console::Console, secret};

/// What the handlers of the admin interface share. It has no `Debug`: both of what it adds to the console is secret.
pub(crate) struct Admin {
    console: Console,
    /// What a form of the dashboard must bring back.
    csrf: String,
    /// What the dashboard says once after a form was sent.
    notice: Mutex<Option<Notice>>,
}

/// The outcome of a form.
enum Notice {
    Done(String),
    /// A secret that is shown this once.
    Code(String),
    Failed(String),
}

/// The routes; `port` is the one that they are served on.
pub(crate) fn router(console: Console, port: u16) -> Router {
    let admin = Arc::new(Admin { console, csrf: secret::nonce(), notice: Mutex::default() });
    Router::new()
        .route("/", get(dashboard::show))
        .route("/dashboard.css", get(page::style))
        .route("/codes", post(forms::new_code))
        .route("/clock", post(forms::move_clock))
        .route("/faults", post(forms::set_fault))
        .route("/faults/heal", post(forms::heal))
        .route("/journal/clear", post(forms::clear_journal))
        .nest("/api", api::router())
        .fallback(api::not_found)
        .with_state(admin)
        .layer(middleware::from_fn_with_state(Door::on(port), guard::admit))
}

impl Admin {
    fn notice(&self) -> MutexGuard<'_, Option<Notice>> {
        self.notice.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
