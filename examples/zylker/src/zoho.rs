//! What Zylker does in Zoho CRM, and above each function what that needs.
//!
//! A function whose scopes the user has not granted does not run: `RequiresScopeLayer` leads the person to Zoho's
//! consent page, and when they have accepted, the same request goes on. Nothing else in this program knows of it.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Query, State};
use axum::response::{Redirect, Response};
use axum::{Form, Json};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use requires_scope::requires_scope;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::attachment::{self, Attachment};
use crate::contact::{Contact, Contacts, NewContact};
use crate::error::AppError;
use crate::lead::Lead;
use crate::pages::{self, Page};
use crate::record::{Ids, RecordId};
use crate::report::{self, Deal, Report};

/// `GET /leads`
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub(crate) async fn leads() -> Result<Page, AppError> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.get("/crm/v8/Leads").query(&[("fields", Lead::FIELDS)]).send().await?;
    pages::leads(&records(answer).await?)
}

/// `GET /leads/{id}/contact`: the form, filled in from the lead.
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub(crate) async fn contact_form(Ids(id): Ids<RecordId>) -> Result<Page, AppError> {
    pages::contact_form(&lead(&id).await?)
}

/// `GET /contacts`
#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub(crate) async fn list_contacts() -> Result<Page, AppError> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.get("/crm/v8/Contacts").query(&[("fields", Contact::FIELDS)]).send().await?;
    pages::contacts(&records(answer).await?)
}

/// A contact that Zylker does not remember.
#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub(crate) async fn show_contact(id: &RecordId) -> Result<Contact, AppError> {
    let zoho = requires_scope::current()?.client();
    let contact = format!("/crm/v8/Contacts/{id}");
    let answer = zoho.get(&contact).query(&[("fields", Contact::FIELDS)]).send().await?;
    record(answer).await
}

/// `POST /contacts`
#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
pub(crate) async fn create_contact(
    State(contacts): State<Contacts>,
    Form(contact): Form<NewContact>,
) -> Result<Redirect, AppError> {
    let grant = requires_scope::current()?;
    let body = json!({ "data": [contact] });
    let answer = grant.client().post("/crm/v8/Contacts").json(&body).send().await?;
    let created = Contact { id: created_id(answer).await?, fields: contact };
    let page = format!("/contacts/{}?created=yes", created.id);
    contacts.keep(grant.key(), created);
    Ok(Redirect::to(&page))
}

/// `GET /leads/{id}/files`: the form that attaches a file, and the files that are there. To see these takes a scope
/// more; until somebody wants to, the page does without.
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub(crate) async fn lead_files(
    Ids(id): Ids<RecordId>,
    Query(wanted): Query<Wanted>,
) -> Result<Page, AppError> {
    let lead = lead(&id).await?;
    let files = match list_files(&id).await {
        Err(AppError::Zoho(error)) if error.missing().is_some() && wanted.list.is_none() => None,
        files => Some(files?),
    };
    pages::lead_files(&lead, files.as_deref(), wanted.attached.is_some())
}

/// What the page of a lead's files is asked to show.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    /// That a file was just attached.
    attached: Option<String>,
    /// The files, and not only the form.
    list: Option<String>,
}

#[requires_scope(endpoint = "GET /crm/v8/Leads/{id}/Attachments")]
async fn list_files(id: &RecordId) -> Result<Vec<Attachment>, AppError> {
    let zoho = requires_scope::current()?.client();
    let files = format!("/crm/v8/Leads/{id}/Attachments");
    let answer = zoho.get(&files).query(&[("fields", Attachment::FIELDS)]).send().await?;
    records(answer).await
}

/// `POST /leads/{id}/files`: the form is handed on as the browser has sent it, for Zoho wants the same.
#[requires_scope(endpoint = "POST /crm/v8/Leads/{id}/Attachments")]
pub(crate) async fn attach_file(
    Ids(id): Ids<RecordId>,
    headers: HeaderMap,
    form: Result<Bytes, BytesRejection>,
) -> Result<Redirect, AppError> {
    let form = form.map_err(|_| AppError::TooLarge)?;
    let zoho = requires_scope::current()?.client();
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let files = format!("/crm/v8/Leads/{id}/Attachments");
    let answer = zoho.post(&files).header(CONTENT_TYPE.as_str(), kind).body(form).send().await?;
    created_id(answer).await?;
    Ok(Redirect::to(&format!("/leads/{id}/files?attached=yes")))
}

/// `GET /leads/{lead}/files/{file}`
#[requires_scope(endpoint = "GET /crm/v8/Leads/{lead}/Attachments/{file}")]
pub(crate) async fn download_file(
    Ids((lead, file)): Ids<(RecordId, RecordId)>,
) -> Result<Response, AppError> {
    let zoho = requires_scope::current()?.client();
    let answer = zoho.get(&format!("/crm/v8/Leads/{lead}/Attachments/{file}")).send().await?;
    match answer.status() {
        StatusCode::OK => Ok(attachment::saved(answer)),
        StatusCode::NO_CONTENT | StatusCode::BAD_REQUEST => Err(AppError::NotFound),
        _ => Err(AppError::refused(&answer.json().await?)),
    }
}

/// `GET /deals/total`, for the script of the first page.
#[requires_scope("ZohoCRM.coql.READ", "ZohoCRM.modules.deals.READ")]
pub(crate) async fn deals_total() -> Result<Json<Value>, AppError> {
    let deals = all_deals().await?;
    Ok(Json(json!({ "total": report::amount(Report::of(&deals).total) })))
}

/// `GET /deals`: the report that was added when COQL came out.
#[requires_scope("ZohoCRM.coql.READ", "ZohoCRM.modules.deals.READ")]
pub(crate) async fn deals_report() -> Result<Page, AppError> {
    pages::deals(&Report::of(&all_deals().await?))
}

/// Its callers are guarded: all show leads.
async fn lead(id: &RecordId) -> Result<Lead, AppError> {
    let zoho = requires_scope::current()?.client();
    let lead = format!("/crm/v8/Leads/{id}");
    let answer = zoho.get(&lead).query(&[("fields", Lead::FIELDS)]).send().await?;
    record(answer).await
}

/// Its callers are guarded: both show deals and nothing else.
async fn all_deals() -> Result<Vec<Deal>, AppError> {
    let zoho = requires_scope::current()?.client();
    let query =
        "select Deal_Name, Stage, Amount, Closing_Date from Deals where Amount is not null limit 2000";
    let answer = zoho.post("/crm/v8/coql").json(&json!({ "select_query": query })).send().await?;
    records(answer).await
}

/// The only record of an answer. Of an id that it does not know Zoho says that it is invalid.
async fn record<T: DeserializeOwned>(answer: reqwest::Response) -> Result<T, AppError> {
    if answer.status() == StatusCode::BAD_REQUEST {
        return Err(AppError::NotFound);
    }
    records(answer).await?.pop().ok_or(AppError::NotFound)
}

/// The records of an answer; where there are none Zoho sends 204 and no body.
async fn records<T: DeserializeOwned>(answer: reqwest::Response) -> Result<Vec<T>, AppError> {
    #[derive(Deserialize)]
    struct Records<T> {
        data: Vec<T>,
    }
    match answer.status() {
        StatusCode::NO_CONTENT => Ok(Vec::new()),
        status if status.is_success() => Ok(answer.json::<Records<T>>().await?.data),
        _ => Err(AppError::refused(&answer.json().await?)),
    }
}

/// The id that Zoho has given a new record. Of a record that it has not taken, the entry says why.
async fn created_id(answer: reqwest::Response) -> Result<RecordId, AppError> {
    let body: Value = answer.json().await?;
    let entry = &body["data"][0];
    match RecordId::deserialize(&entry["details"]["id"]) {
        Ok(id) if entry["code"] == "SUCCESS" => Ok(id),
        _ => Err(AppError::refused(&body)),
    }
}
