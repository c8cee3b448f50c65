//! `GET /oauth/serverinfo`: the data centres and their accounts servers.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::zoho::Zoho;

pub(crate) async fn show(State(zoho): State<Arc<Zoho>>) -> Json<Value> {
    let locations = BTreeMap::from([(&zoho.location, &zoho.accounts_url)]);
    Json(json!({"result": "success", "locations": locations}))
}
