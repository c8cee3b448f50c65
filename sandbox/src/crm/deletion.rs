//! The calls that delete records. There is no recycle bin: what is deleted is gone.

use axum::{http::StatusCode, response::Response};
use serde_json::json;

use super::{
    Crm,
    answer::{ApiError, each, success},
    call::Call,
    changes::unknown_id,
    module::{Action, Module},
};

/// The most records of one call; which error more of them give is not documented.
const MOST: usize = 100;

pub(crate) fn delete(crm: &Crm, module: Module, id: &str) -> Result<Response, ApiError> {
    crm.permits(Action::Delete, module)?;
    Ok(deleted(crm, module, [id]))
}

pub(crate) fn delete_many(crm: &Crm, call: &Call, module: Module) -> Result<Response, ApiError> {
    crm.permits(Action::Delete, module)?;
    let ids = call.parameters.get("ids").ok_or_else(|| ApiError::missing_parameter("ids"))?;
    if ids.split(',').count() > MOST {
        return Err(ApiError::limit_exceeded("ids", MOST));
    }
    Ok(deleted(crm, module, ids.split(',').map(str::trim)))
}

fn deleted<'a>(crm: &Crm, module: Module, ids: impl IntoIterator<Item = &'a str>) -> Response {
    let (outcomes, gone): (Vec<_>, Vec<_>) = {
        let mut ledger = crm.zoho.ledger();
        let ids = ids.into_iter().map(|id| {
            if ledger.records.delete(module, id) {
                (Ok(success("record deleted", json!({"id": id}))), Some(id))
            } else {
                (Err(unknown_id(id)), None)
            }
        });
        ids.unzip()
    };
    let mut desk = crm.desk();
    for id in gone.into_iter().flatten() {
        desk.attachments.delete_all_of(id);
    }
    each(StatusCode::OK, outcomes)
}
