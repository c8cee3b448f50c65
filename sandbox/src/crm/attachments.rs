//! Files that are attached to records.

use axum::{
    body::Bytes,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::{
    Crm,
    answer::{ApiError, each, nothing, ok, success},
    call::Call,
    listing::{fields, selected},
    module::{Action, Module},
    page::Page,
    records::Record,
    upload::Upload,
};

/// The first id that is given out; far from those of records.
const FIRST_ID: u64 = 4_150_868_000_500_000_001;

/// All attachments, in the order of their arrival.
#[derive(Default)]
pub(crate) struct Attachments {
    all: Vec<Attachment>,
    n_uploaded: u64,
}

struct Attachment {
    parent: String,
    /// What the list shows of it.
    fields: Record,
    content: Bytes,
}

pub(crate) fn list(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    parent(crm, call, Action::View)?;
    let fields = fields(call)?;
    let page = Page::of(crm, call)?;
    let desk = crm.desk();
    let all: Vec<_> = desk.attachments.of(call.id(0)).collect();
    let shown = |attachment: &&Attachment| selected(&attachment.fields, fields);
    let data: Vec<_> = page.cut(&all).iter().map(shown).collect();
    // The description has an example with an empty list; the pages say 204, as for records.
    if data.is_empty() { Ok(nothing()) } else { Ok(ok(json!({"data": data, "info": page.info(all.len())}))) }
}

pub(crate) fn upload(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let parent = parent(crm, call, Action::Edit)?;
    let Upload { name, content } =
        Upload::read(&call.content_type, &call.body).ok_or_else(|| ApiError::missing_key("file"))?;
    let stamp = crm.stamp(&crm.zoho.ledger(), call);
    let mut desk = crm.desk();
    let id = desk.attachments.next_id();
    let person = stamp.person();
    let details = json!({
        "id": id,
        "Created_By": person,
        "Created_Time": stamp.time,
        "Modified_By": person,
        "Modified_Time": stamp.time,
    });
    let shown = json!({
        "Owner": person,
        "File_Name": name,
        "Size": content.len().to_string(),
        "Parent_Id": parent,
        "$file_id": format!("sandbox{id}"),
        "$type": "File",
        "$se_module": call.module()?.api_name(),
        "$state": "save",
        "$editable": true,
    });
    let fields = [&details, &shown].into_iter().filter_map(Value::as_object).flatten();
    let fields = fields.map(|(name, value)| (name.clone(), value.clone())).collect();
    desk.attachments.all.push(Attachment { parent: call.id(0).to_owned(), fields, content });
    Ok(each(StatusCode::OK, vec![Ok(success("attachment uploaded successfully", details))]))
}

pub(crate) fn download(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    parent(crm, call, Action::View)?;
    let desk = crm.desk();
    let attachment = desk.attachments.get(call).ok_or_else(|| ApiError::unknown_id(call.id(1)))?;
    let name = attachment.fields["File_Name"].as_str().unwrap_or_default();
    let name: String = byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    let headers = [
        (header::CONTENT_TYPE, "application/x-download".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment;filename*=UTF-8''{name}")),
    ];
    Ok((headers, attachment.content.clone()).into_response())
}

pub(crate) fn delete(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    parent(crm, call, Action::Edit)?;
    let mut desk = crm.desk();
    if desk.attachments.get(call).is_none() {
        return Err(ApiError::unknown_id(call.id(1)));
    }
    desk.attachments.all.retain(|attachment| attachment.fields["id"] != call.id(1));
    Ok(each(StatusCode::OK, vec![Ok(success("record deleted", json!({"id": call.id(1)})))]))
}

impl Attachments {
    pub(crate) fn delete_all_of(&mut self, parent: &str) {
        self.all.retain(|attachment| attachment.parent != parent);
    }

    fn of(&self, parent: &str) -> impl Iterator<Item = &Attachment> {
        self.all.iter().filter(move |attachment| attachment.parent == parent)
    }

    /// The attachment that the path names, if it is one of the record that the path names.
    fn get(&self, call: &Call) -> Option<&Attachment> {
        self.of(call.id(0)).find(|attachment| attachment.fields["id"] == call.id(1))
    }

    fn next_id(&mut self) -> String {
        let id = FIRST_ID + self.n_uploaded;
        self.n_uploaded += 1;
        id.to_string()
    }
}

/// The record that the path names, as an attachment shows it.
///
/// That changing a record's attachments takes the permission to change the record is a guess.
fn parent(crm: &Crm, call: &Call, action: Action) -> Result<Value, ApiError> {
    let module: Module = call.open(crm, action)?;
    let ledger = crm.zoho.ledger();
    let record = ledger.records.get(module, call.id(0)).ok_or_else(ApiError::unknown_parent)?;
    Ok(json!({"id": record["id"], "name": module.name_of(record)}))
}
