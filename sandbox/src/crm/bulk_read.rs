//! Bulk read: a job that takes its time by the sandbox's clock, and whose result is a CSV file in a zip archive.

mod csv;
mod filter;

use std::time::{Duration, SystemTime};

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};

use self::filter::Filter;
use super::{
    Crm,
    answer::{ApiError, ok},
    call::Call,
    condition::Condition,
    module::{Action, Module},
    records::Record,
    zip,
};

/// The most records of one job, which are one page.
const PAGE: usize = 200_000;

/// The first id that is given out; far from those of records.
const FIRST_ID: u64 = 4_150_868_000_700_000_001;

/// When a job is taken up and when it is done, after it was added. The real Zoho takes seconds to minutes.
const TAKEN_UP: Duration = Duration::from_secs(2);
const DONE: Duration = Duration::from_secs(5);

/// All jobs, in the order in which they were added.
#[derive(Default)]
pub(crate) struct Jobs {
    all: Vec<Job>,
}

struct Job {
    id: String,
    module: Module,
    /// What was asked for, as it is shown again.
    query: Value,
    page: usize,
    csv: String,
    count: usize,
    more_records: bool,
    added: SystemTime,
    created_by: Value,
    created_time: String,
}

#[derive(Deserialize)]
struct Order {
    query: Query,
    #[serde(default)]
    file_type: Option<String>,
}

#[derive(Deserialize)]
struct Query {
    module: Named,
    #[serde(default)]
    fields: Vec<String>,
    page: Option<usize>,
    criteria: Option<Filter>,
}

#[derive(Deserialize)]
struct Named {
    api_name: String,
}

/// `POST /crm/bulk/v8/read`. The records are those of this moment, so that a test can tell what it will get.
pub(crate) fn create(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let Order { query, file_type } =
        call.json().map_err(|_| unsupported("the given body is not supported"))?;
    if file_type.is_some_and(|kind| kind != "csv") {
        return Err(unsupported("the sandbox writes CSV files only"));
    }
    let module = Module::named(&query.module.api_name).ok_or_else(ApiError::invalid_module)?;
    crm.permits(Action::View, module)?;
    let condition = query.criteria.as_ref().map(Filter::condition).transpose()?;
    let condition = condition.unwrap_or(Condition::All(Vec::new()));
    let page = query.page.unwrap_or(1).max(1);

    let job = {
        let ledger = crm.zoho.ledger();
        let unknown = |name: &&str| !ledger.records.knows(module, name);
        if let Some(name) = query.fields.iter().map(String::as_str).find(unknown) {
            return Err(unknown_field(name));
        }
        if let Some(name) = condition.unknown_field(&ledger.records, module) {
            return Err(unknown_field(name));
        }
        let found = ledger.records.of(module).iter().filter(|record| condition.holds(record));
        let found: Vec<&Record> = found.skip(PAGE.saturating_mul(page - 1)).take(PAGE + 1).collect();
        let rows = &found[..found.len().min(PAGE)];
        let stamp = crm.stamp(&ledger, call);
        Job {
            id: String::new(),
            module,
            query: call.json::<Value>()?["query"].take(),
            page,
            csv: csv::of(&columns(module, &query.fields), rows),
            count: rows.len(),
            more_records: found.len() > PAGE,
            added: crm.zoho.clock.now(),
            created_by: stamp.person(),
            created_time: stamp.time,
        }
    };
    let details = crm.desk().jobs.add(job);
    let added = json!({
        "status": "success",
        "code": "ADDED_SUCCESSFULLY",
        "message": "Added successfully.",
        "details": details,
    });
    Ok((StatusCode::CREATED, Json(json!({"data": [added], "info": {}}))).into_response())
}

/// `GET /crm/bulk/v8/read/{job_id}`
pub(crate) fn show(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let desk = crm.desk();
    let job = desk.jobs.get(call.id(0))?;
    let state = job.state(crm.zoho.clock.now());
    let mut query = job.query.clone();
    query["module"] = json!({"api_name": job.module.api_name(), "id": job.module.id()});
    query["page"] = job.page.into();
    let mut shown = json!({
        "id": job.id,
        "operation": "read",
        "state": state,
        "query": query,
        "created_by": job.created_by,
        "created_time": job.created_time,
        "file_type": "csv",
    });
    if state == "COMPLETED" {
        shown["result"] = json!({
            "page": job.page,
            "count": job.count,
            "download_url": format!("/crm/bulk/v8/read/{}/result", job.id),
            "per_page": PAGE,
            "more_records": job.more_records,
        });
    }
    Ok(ok(json!({"data": [shown]})))
}

/// `GET /crm/bulk/v8/read/{job_id}/result`; there is nothing to download before the job is done. What is
/// said until then is not documented; that there is no such resource is what is said of an unknown job.
pub(crate) fn download(crm: &Crm, call: &Call) -> Result<Response, ApiError> {
    let desk = crm.desk();
    let job = desk.jobs.get(call.id(0))?;
    if job.state(crm.zoho.clock.now()) != "COMPLETED" {
        return Err(not_found("result"));
    }
    let archive = zip::archive(&format!("{}.csv", job.id), job.csv.as_bytes());
    let archive = archive.ok_or_else(|| not_found("result"))?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment;filename={}.zip", job.id)),
    ];
    Ok((headers, archive).into_response())
}

impl Jobs {
    /// Adds a job under a new id, and gives the `details` of Zoho's answer.
    fn add(&mut self, mut job: Job) -> Value {
        job.id = (FIRST_ID + self.all.len() as u64).to_string();
        let details = json!({
            "id": job.id,
            "operation": "read",
            "state": "ADDED",
            "created_by": job.created_by,
            "created_time": job.created_time,
        });
        self.all.push(job);
        details
    }

    fn get(&self, id: &str) -> Result<&Job, ApiError> {
        self.all.iter().find(|job| job.id == id).ok_or_else(|| not_found("job"))
    }
}

impl Job {
    /// The clock may have been set back, by a state that was read in.
    fn state(&self, now: SystemTime) -> &'static str {
        match now.duration_since(self.added).unwrap_or_default() {
            since if since >= DONE => "COMPLETED",
            since if since >= TAKEN_UP => "IN PROGRESS",
            _ => "ADDED",
        }
    }
}

/// The id first, as in Zoho's files; all fields of the module, if none were asked for.
fn columns(module: Module, fields: &[String]) -> Vec<String> {
    let all = || module.fields().map(|field| field.api_name.to_owned()).collect();
    let fields = if fields.is_empty() { all() } else { fields.to_vec() };
    ["id".to_owned()].into_iter().chain(fields.into_iter().filter(|field| field != "id")).collect()
}

fn unsupported(message: &str) -> ApiError {
    ApiError::bad("REQUEST_BODY_NOT_SUPPORTED", message, json!({}))
}

/// The code is Zoho's; that it is the one for an unknown field of a job is not documented.
fn unknown_field(name: &str) -> ApiError {
    ApiError::bad("INVALID_DATA", "invalid data", json!({"api_name": name}))
}

fn not_found(resource: &str) -> ApiError {
    let details = json!({"resource": resource});
    ApiError::new(StatusCode::NOT_FOUND, "RESOURCE_NOT_FOUND", "the requested resource is not found", details)
}
