//! The dashboard as a page.

use askama::Template;
use axum::{
    http::{StatusCode, header},
    response::{Html, IntoResponse, Response},
};

/// Everything that the dashboard shows, as text.
#[derive(Template)]
#[template(path = "dashboard.html")]
pub(super) struct Dashboard {
    pub(super) csrf: String,
    pub(super) notice: Option<Banner>,
    pub(super) now: String,
    pub(super) advanced: Option<String>,
    pub(super) centers: Vec<CenterRow>,
    pub(super) users: Vec<UserRow>,
    pub(super) clients: Vec<ClientRow>,
    pub(super) grants: Vec<GrantRow>,
    pub(super) faults: Vec<FaultRow>,
    pub(super) entries: Vec<EntryRow>,
    pub(super) n_entries: usize,
}

/// What the last form led to.
pub(super) struct Banner {
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) code: Option<String>,
}

pub(super) struct CenterRow {
    pub(super) location: String,
    pub(super) accounts_url: String,
    pub(super) api_url: String,
}

pub(super) struct UserRow {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) location: String,
}

pub(super) struct ClientRow {
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) locations: String,
    pub(super) redirect_uris: Vec<String>,
}

pub(super) struct GrantRow {
    pub(super) user: String,
    pub(super) client: String,
    pub(super) location: String,
    pub(super) token: String,
    pub(super) n_active: usize,
    pub(super) scopes: Vec<String>,
}

pub(super) struct FaultRow {
    pub(super) endpoint: String,
    pub(super) fault: String,
    pub(super) when: &'static str,
}

pub(super) struct EntryRow {
    pub(super) time: String,
    pub(super) location: String,
    pub(super) server: &'static str,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) status: String,
    /// `good`, `bad` or `none`.
    pub(super) verdict: &'static str,
    pub(super) code: String,
    pub(super) parameters: Vec<(String, String)>,
    pub(super) body: Option<String>,
    pub(super) answer: Option<String>,
}

impl IntoResponse for Dashboard {
    fn into_response(self) -> Response {
        match self.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => {
                tracing::error!(%error, "the dashboard could not be rendered");
                StatusCode::INTERNAL_SERVER_ERROR.into_response()
            }
        }
    }
}

pub(super) async fn style() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], include_str!("../../templates/dashboard.css"))
}
