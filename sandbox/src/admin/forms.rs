//! The buttons of the dashboard. Each leads back to the dashboard, which says what became of it.

use std::{sync::Arc, time::Duration};

use axum::{
    Form,
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{
    Admin, Notice,
    api::{self, AdminError},
};

type Shared = State<Arc<Admin>>;

/// A form with nothing but its protection.
#[derive(Deserialize)]
pub(super) struct Bare {
    csrf: String,
}

#[derive(Deserialize)]
pub(super) struct CodeForm {
    csrf: String,
    client_id: String,
    user: String,
    scopes: String,
    minutes: u64,
}

#[derive(Deserialize)]
pub(super) struct ClockForm {
    csrf: String,
    minutes: u64,
}

#[derive(Deserialize)]
pub(super) struct FaultForm {
    csrf: String,
    endpoint: String,
    fault: String,
    /// `next` or `every`.
    when: String,
}

pub(super) async fn new_code(State(admin): Shared, Form(form): Form<CodeForm>) -> Response {
    answer(&admin, &form.csrf, || {
        let code = admin.console.code(&form.client_id, &form.user, &form.scopes, form.minutes)?;
        Ok(Notice::Code(code))
    })
}

pub(super) async fn move_clock(State(admin): Shared, Form(form): Form<ClockForm>) -> Response {
    answer(&admin, &form.csrf, || {
        admin.console.advance(Duration::from_mins(form.minutes.min(MOST_MINUTES)));
        Ok(Notice::Done("The clock was moved.".to_owned()))
    })
}

pub(super) async fn set_fault(State(admin): Shared, Form(form): Form<FaultForm>) -> Response {
    answer(&admin, &form.csrf, || {
        api::set_fault(&admin, form.endpoint.trim(), form.fault.trim(), form.when == "every")?;
        Ok(Notice::Done(format!("{} will meet `{}`.", form.endpoint.trim(), form.fault.trim())))
    })
}

pub(super) async fn heal(State(admin): Shared, Form(form): Form<Bare>) -> Response {
    answer(&admin, &form.csrf, || {
        admin.console.first().faults.heal_all();
        Ok(Notice::Done("All faults were taken back.".to_owned()))
    })
}

pub(super) async fn clear_journal(State(admin): Shared, Form(form): Form<Bare>) -> Response {
    answer(&admin, &form.csrf, || {
        admin.console.first().journal.clear();
        Ok(Notice::Done("The journal is empty.".to_owned()))
    })
}

/// A year; whoever needs more presses twice.
const MOST_MINUTES: u64 = 366 * 24 * 60;

/// Does what the form is for, if it is one of ours.
fn answer(admin: &Admin, csrf: &str, deed: impl FnOnce() -> Result<Notice, AdminError>) -> Response {
    if csrf != admin.csrf {
        return AdminError::Foreign("this form is not of this dashboard: load the dashboard again")
            .into_response();
    }
    let notice = deed().unwrap_or_else(|error| Notice::Failed(error.told()));
    *admin.notice() = Some(notice);
    Redirect::to("/").into_response()
}
