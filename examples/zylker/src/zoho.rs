//! What Zylker does in Zoho CRM, and above each function what that needs.
//!
//! A function whose scopes the user has not granted does not run: `RequiresScopeLayer` leads the person to Zoho's
//! consent page, and when they have accepted, the same request goes on. Nothing else in this program knows of it.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::response::Redirect;
use axum::{Form, Json};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use requires_scope::requires_scope;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::contact::{Contact, Contacts, NewContact};
use crate::error::AppError;
use crate::lead::{Lead, LeadId};
use crate::pages::{self, Page};
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
pub(crate) async fn contact_form(Path(id): Path<LeadId>) -> Result<Page, AppError> {
    let zoho = requires_scope::current()?.client();
    let lead = format!("/crm/v8/Leads/{id}");
    let answer = zoho.get(&lead).query(&[("fields", Lead::FIELDS)]).send().await?;
    let found: Vec<Lead> = records(answer).await?;
    pages::contact_form(found.first().ok_or(AppError::NotFound)?)
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
    let page = format!("/contacts/{}", created.id);
    contacts.keep(grant.key(), created);
    Ok(Redirect::to(&page))
}

/// `GET /leads/{id}/files`: the form that attaches a file.
#[requires_scope("ZohoCRM.modules.leads.READ")]
pub(crate) async fn file_form(Path(id): Path<LeadId>, Query(shown): Query<Shown>) -> Result<Page, AppError> {
    let zoho = requires_scope::current()?.client();
    let lead = format!("/crm/v8/Leads/{id}");
    let answer = zoho.get(&lead).query(&[("fields", Lead::FIELDS)]).send().await?;
    let found: Vec<Lead> = records(answer).await?;
    pages::lead_file(found.first().ok_or(AppError::NotFound)?, shown.attached.is_some())
}

/// What the page of a lead's files says beside the form.
#[derive(Deserialize)]
pub(crate) struct Shown {
    attached: Option<String>,
}

/// `POST /leads/{id}/files`: the form is handed on as the browser has sent it, for Zoho wants the same.
#[requires_scope(endpoint = "POST /crm/v8/Leads/{id}/Attachments")]
pub(crate) async fn attach_file(
    Path(id): Path<LeadId>,
    headers: HeaderMap,
    form: Bytes,
) -> Result<Redirect, AppError> {
    let zoho = requires_scope::current()?.client();
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let files = format!("/crm/v8/Leads/{id}/Attachments");
    let answer = zoho.post(&files).header(CONTENT_TYPE.as_str(), kind).body(form).send().await?;
    created_id(answer).await?;
    Ok(Redirect::to(&format!("/leads/{id}/files?attached=yes")))
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

/// Its callers are guarded: both show deals and nothing else.
async fn all_deals() -> Result<Vec<Deal>, AppError> {
    let zoho = requires_scope::current()?.client();
    let query =
        "select Deal_Name, Stage, Amount, Closing_Date from Deals where Amount is not null limit 2000";
    let answer = zoho.post("/crm/v8/coql").json(&json!({ "select_query": query })).send().await?;
    records(answer).await
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
async fn created_id(answer: reqwest::Response) -> Result<String, AppError> {
    let body: Value = answer.json().await?;
    let entry = &body["data"][0];
    match entry["details"]["id"].as_str() {
        Some(id) if entry["code"] == "SUCCESS" => Ok(id.to_owned()),
        _ => Err(AppError::refused(&body)),
    }
}
