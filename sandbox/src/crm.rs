//! A sliver of Zoho CRM: three modules of records, queries, and the settings that clients read first.

mod access;
mod answer;
mod coql;
mod module;
mod query;
mod record_calls;
mod records;
mod seed;
mod settings;
mod timestamp;

use std::sync::Arc;

use axum::{
    Router,
    routing::{get, post},
};

pub(crate) use self::{
    module::Module,
    records::{Records, Stamp},
    timestamp::timestamp,
};
use crate::zoho::Zoho;

pub(crate) fn router(zoho: Arc<Zoho>) -> Router {
    let collection = get(record_calls::list)
        .post(record_calls::create)
        .put(record_calls::update_many)
        .delete(record_calls::delete_many)
        .fallback(answer::wrong_method);
    let record = get(record_calls::show)
        .put(record_calls::update)
        .delete(record_calls::delete)
        .fallback(answer::wrong_method);
    Router::new()
        .route("/crm/v8/coql", post(coql::run).fallback(answer::wrong_method))
        .route("/crm/v8/users", get(settings::users).fallback(answer::wrong_method))
        .route("/crm/v8/org", get(settings::org).fallback(answer::wrong_method))
        .route("/crm/v8/settings/fields", get(settings::fields).fallback(answer::wrong_method))
        .route("/crm/v8/{module}", collection)
        .route("/crm/v8/{module}/{id}", record)
        .fallback(answer::wrong_url)
        .with_state(zoho)
}
