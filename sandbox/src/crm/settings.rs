//! What clients read before they touch a record: the modules and their fields.

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    answer::{ApiError, nothing, ok},
    call::Call,
    field::{Field, Kind},
    module::Module,
};

/// `GET /crm/v8/settings/fields?module=…`
pub(crate) fn fields(call: &Call) -> Result<Response, ApiError> {
    let module = asked_for(call)?;
    let fields: Vec<_> =
        module.fields().enumerate().map(|(place, field)| shown(module, place, field)).collect();
    Ok(ok(json!({"fields": fields})))
}

/// `GET /crm/v8/settings/fields/{field_id}?module=…`
pub(crate) fn field(call: &Call) -> Result<Response, ApiError> {
    let module = asked_for(call)?;
    let mut fields = module.fields().enumerate();
    match fields.find(|(place, _)| field_id(module, *place) == call.id(0)) {
        Some((place, field)) => Ok(ok(json!({"fields": [shown(module, place, field)]}))),
        None => Ok(nothing()),
    }
}

/// `GET /crm/v8/settings/modules`
pub(crate) fn modules() -> Response {
    let modules: Vec<_> = Module::ALL.into_iter().map(described).collect();
    ok(json!({"modules": modules}))
}

/// `GET /crm/v8/settings/modules/{module_identifier}`, by API name or by id.
pub(crate) fn module(call: &Call) -> Result<Response, ApiError> {
    let named = call.id(0);
    let module = Module::named(named).or_else(|| Module::ALL.into_iter().find(|module| module.id() == named));
    let module = module.ok_or_else(ApiError::invalid_module)?;
    Ok(ok(json!({"modules": [described(module)]})))
}

fn asked_for(call: &Call) -> Result<Module, ApiError> {
    let name = call.parameters.get("module").ok_or_else(|| ApiError::missing_parameter("module"))?;
    Module::named(name).ok_or_else(ApiError::invalid_module)
}

fn described(module: Module) -> Value {
    let plural = module.api_name().replace('_', " ");
    json!({
        "id": module.id(),
        "api_name": module.api_name(),
        "module_name": module.api_name(),
        "singular_label": module.singular(),
        "plural_label": plural,
        "generated_type": "default",
        "api_supported": true,
        "viewable": true,
        "creatable": true,
        "editable": true,
        "deletable": true,
        "sequence_number": module as u8 + 1,
        "status": "visible",
    })
}

fn shown(module: Module, place: usize, field: &Field) -> Value {
    let mut shown = json!({
        "id": field_id(module, place),
        "api_name": field.api_name,
        "field_label": field.api_name.replace('_', " "),
        "display_label": field.api_name.replace('_', " "),
        "data_type": field.kind.data_type(),
        "json_type": field.kind.json_type(),
        "system_mandatory": field.mandatory,
        "custom_field": false,
        "visible": true,
        "read_only": field.read_only,
        "field_read_only": field.read_only,
        "sequence_number": place + 1,
        "unique": if field.unique { json!({"case_sensitive": false}) } else { json!({}) },
    });
    if let Some(length) = field.kind.length() {
        shown["length"] = length.into();
    }
    match field.kind {
        Kind::PickList(options) => {
            let option = |(place, value): (usize, &&str)| {
                json!({
                    "id": format!("{}{place:02}", field_id(module, 0)),
                    "display_value": value,
                    "actual_value": value,
                    "sequence_number": place + 1,
                })
            };
            shown["pick_list_values"] = options.iter().enumerate().map(option).collect();
        }
        Kind::Lookup(target) => {
            let id = Module::named(target).map(Module::id);
            shown["lookup"] = json!({"module": {"api_name": target, "id": id}});
        }
        _ => {}
    }
    shown
}

/// Fields have ids of their own, in a hundred for each module.
fn field_id(module: Module, place: usize) -> String {
    (4_150_868_000_000_100_000 + 100 * module as usize + place).to_string()
}
