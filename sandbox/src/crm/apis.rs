//! `GET /crm/v8/__apis`: every path with the scope of each method, made from the operations table.
//!
//! All of the table is listed, and not only what the sandbox plays: this is where people look up what a call needs.

use std::collections::BTreeMap;

use axum::response::Response;
use serde_json::{Value, json};
use zoho_scopes::endpoint::{Call, ENDPOINTS, Endpoint, find};

use super::{answer::ok, module::Module};

pub(crate) fn list() -> Response {
    let mut methods: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for endpoint in &ENDPOINTS {
        for (path, scope) in paths(endpoint) {
            // What a call costs is not in the table. One credit is what Zoho's example has for most.
            let operation = json!({
                "method": endpoint.method.as_str(),
                "oauth_scope": scope,
                "max_credits": 1,
                "min_credits": 1,
            });
            methods.entry(path).or_default().push(operation);
        }
    }
    let apis: Vec<_> = methods
        .into_iter()
        .map(|(path, operations)| json!({"path": path, "operation_types": operations}))
        .collect();
    ok(json!({"__apis": apis}))
}

/// The paths of an operation, one for each module if it is about one, with what each needs.
fn paths(endpoint: Endpoint) -> Vec<(String, String)> {
    let template = endpoint.template.replace('{', "{{").replace('}', "}}");
    let Ok(call) = find(&endpoint.to_string()) else { return Vec::new() };
    if !template.contains("{{module}}") {
        // A query names its module in its body: any one will do to show the form of the scopes.
        let call = if endpoint.takes_module() { call.about("Leads").unwrap_or(call) } else { call };
        return scope(&call).map(|scope| (template, scope)).into_iter().collect();
    }
    let bound = |module: Module| {
        let call = call.about(module.api_name()).ok()?;
        Some((template.replace("{{module}}", module.api_name()), scope(&call)?))
    };
    Module::ALL.into_iter().filter_map(bound).collect()
}

/// The scopes of the first alternative, as a list that can be asked for. Zoho's example has calls with one scope only,
/// so how it writes several is not known.
fn scope(call: &Call) -> Option<String> {
    let needs = call.needs().ok()?;
    let scopes = needs.alternatives().next()?.map(|scope| scope.as_str().to_owned());
    Some(scopes.collect::<Vec<_>>().join(","))
}
