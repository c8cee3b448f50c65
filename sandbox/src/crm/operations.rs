//! The operations that the sandbox plays. It knows what all the others need too, and says so when they are called.

use axum::response::Response;
use zoho_scopes::endpoint::Method::{Delete, Get, Post, Put};

use super::{
    Crm, answer::ApiError, apis, attachments, bulk_read, call::Call, coql, deletion, listing, module::Module,
    notes, people, record_calls, search, settings, upsert,
};

/// What an operation answers. Paths are those of the table, so that what was admitted is what is performed.
pub(crate) fn perform(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let endpoint = call.operation.endpoint();
    match (endpoint.method, endpoint.template) {
        (Get, "/crm/v8/{module}") => listing::list(crm, call, call.module()?),
        (Post, "/crm/v8/{module}") => record_calls::create(crm, call, call.module()?),
        (Put, "/crm/v8/{module}") => record_calls::update_many(crm, call, call.module()?),
        (Delete, "/crm/v8/{module}") => deletion::delete_many(crm, call, call.module()?),
        (Get, "/crm/v8/{module}/{record_id}") => record_calls::show(crm, call, call.module()?, call.id(0)),
        (Put, "/crm/v8/{module}/{record_id}") => record_calls::update(crm, call, call.module()?, call.id(0)),
        (Delete, "/crm/v8/{module}/{record_id}") => deletion::delete(crm, call.module()?, call.id(0)),
        (Post, "/crm/v8/{module}/upsert") => upsert::upsert(crm, call),
        (Get, "/crm/v8/{module}/search") => search::search(crm, call),
        (Get, "/crm/v8/{module}/actions/count") => search::count(crm, call),
        (Post, "/crm/v8/coql") => coql::run(crm, call),

        (Get, "/crm/v8/Notes") => listing::list(crm, call, Module::Notes),
        (Post, "/crm/v8/Notes") => record_calls::create(crm, call, Module::Notes),
        (Put, "/crm/v8/Notes") => record_calls::update_many(crm, call, Module::Notes),
        (Delete, "/crm/v8/Notes") => deletion::delete_many(crm, call, Module::Notes),
        (Get, "/crm/v8/Notes/{id}") => record_calls::show(crm, call, Module::Notes, call.id(0)),
        (Put, "/crm/v8/Notes/{id}") => record_calls::update(crm, call, Module::Notes, call.id(0)),
        (Delete, "/crm/v8/Notes/{id}") => deletion::delete(crm, Module::Notes, call.id(0)),
        (Get, "/crm/v8/{module}/{parent_record_id}/Notes") => notes::list(crm, call),
        (Post, "/crm/v8/{module}/{parent_record_id}/Notes") => notes::create(crm, call),
        (Get, "/crm/v8/{module}/{parent_record_id}/Notes/{note_id}") => {
            record_calls::show(crm, call, Module::Notes, notes::of_record(crm, call)?)
        }
        (Put, "/crm/v8/{module}/{parent_record_id}/Notes/{note_id}") => {
            record_calls::update(crm, call, Module::Notes, notes::of_record(crm, call)?)
        }
        (Delete, "/crm/v8/{module}/{parent_record_id}/Notes/{note_id}") => {
            deletion::delete(crm, Module::Notes, notes::of_record(crm, call)?)
        }

        (Get, "/crm/v8/{module}/{record_id}/Attachments") => attachments::list(crm, call),
        (Post, "/crm/v8/{module}/{record_id}/Attachments") => attachments::upload(crm, call),
        (Get, "/crm/v8/{module}/{record_id}/Attachments/{id}") => attachments::download(crm, call),
        (Delete, "/crm/v8/{module}/{record_id}/Attachments/{id}") => attachments::delete(crm, call),

        (Post, "/crm/bulk/v8/read") => bulk_read::create(crm, call),
        (Get, "/crm/bulk/v8/read/{job_id}") => bulk_read::show(crm, call),
        (Get, "/crm/bulk/v8/read/{job_id}/result") => bulk_read::download(crm, call),

        (Get, "/crm/v8/settings/fields") => settings::fields(call),
        (Get, "/crm/v8/settings/fields/{field_id}") => settings::field(call),
        (Get, "/crm/v8/settings/modules") => Ok(settings::modules()),
        (Get, "/crm/v8/settings/modules/{module_identifier}") => settings::module(call),
        (Get, "/crm/v8/users") => people::users(crm, call),
        (Get, "/crm/v8/users/{user}") => people::user(crm, call),
        (Get, "/crm/v8/org") => Ok(people::org()),
        (Get, "/crm/v8/__apis") => Ok(apis::list()),
        _ => Err(ApiError::not_played(&endpoint)),
    }
}
