//! `GET /oauth/serverinfo`: the data centres and their accounts servers.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use serde_json::{Value, json};

use crate::zoho::Zoho;

pub(crate) async fn show(State(zoho): State<Arc<Zoho>>) -> Json<Value> {
    let centers = zoho.data_centers();
    let locations: BTreeMap<_, _> =
        centers.iter().map(|center| (&center.location, &center.accounts_url)).collect();
    Json(json!({"result": "success", "locations": locations}))
}
