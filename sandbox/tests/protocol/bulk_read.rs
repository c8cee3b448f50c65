//! The bulk job: it takes its time by the sandbox's clock, and its result is a CSV file in a zip archive.

use std::{
    error::Error,
    io::{Cursor, Read},
    time::Duration,
};

use reqwest::Method;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::stage::{Stage, TestResult};

const BULK: &str = "ZohoCRM.bulk.READ,ZohoCRM.modules.ALL";

struct Bulk {
    stage: Stage,
    token: String,
}

impl Bulk {
    async fn open() -> Result<Self, Box<dyn Error>> {
        let stage = Stage::new().await?;
        let token = stage.access(&stage.grant(BULK)).await?;
        Ok(Self { stage, token })
    }

    async fn order(&self, query: Value) -> Result<String, Box<dyn Error>> {
        let body = Some(json!({"query": query}));
        let added = self.stage.call(Method::POST, "/crm/bulk/v8/read", &self.token, body).await?;
        added.is(201, "ADDED_SUCCESSFULLY");
        assert_eq!(added.json["data"][0]["details"]["state"], "ADDED");
        Ok(format!("/crm/bulk/v8/read/{}", added.json["data"][0]["details"]["id"].as_str().ok_or("no id")?))
    }

    async fn job(&self, path: &str) -> Result<Value, Box<dyn Error>> {
        Ok(self.stage.call(Method::GET, path, &self.token, None).await?.json["data"][0].clone())
    }

    /// The only file of the archive, as another program reads it.
    async fn csv(&self, path: &str) -> Result<(String, String), Box<dyn Error>> {
        let request = self.stage.http.get(format!("{}{path}", self.stage.sandbox.api_url()));
        let request = request.header("Authorization", format!("Zoho-oauthtoken {}", self.token));
        let archive = request.send().await?.error_for_status()?.bytes().await?;
        let mut archive = ZipArchive::new(Cursor::new(archive))?;
        assert_eq!(archive.len(), 1);
        let mut file = archive.by_index(0)?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        Ok((file.name()?.into_owned(), text))
    }
}

#[tokio::test]
async fn a_job_is_added_taken_up_and_done() -> TestResult {
    let bulk = Bulk::open().await?;
    let fields = ["Deal_Name", "Amount", "Owner"];
    let criteria = json!({"field": {"api_name": "Stage"}, "comparator": "equal", "value": "Closed Won"});
    let job =
        bulk.order(json!({"module": {"api_name": "Deals"}, "fields": fields, "criteria": criteria})).await?;
    let result = format!("{job}/result");

    let added = bulk.job(&job).await?;
    assert_eq!((&added["state"], &added["result"]), (&json!("ADDED"), &Value::Null));
    assert_eq!(added["query"]["criteria"], criteria);
    bulk.stage.call(Method::GET, &result, &bulk.token, None).await?.is(404, "RESOURCE_NOT_FOUND");
    bulk.stage.sandbox.clock().advance(Duration::from_secs(3));
    assert_eq!(bulk.job(&job).await?["state"], "IN PROGRESS");
    bulk.stage.sandbox.clock().advance(Duration::from_secs(3));
    let done = bulk.job(&job).await?;
    assert_eq!(done["state"], "COMPLETED");
    assert_eq!((&done["result"]["count"], &done["result"]["download_url"]), (&json!(2), &json!(result)));

    let (name, text) = bulk.csv(&result).await?;
    assert_eq!(name, format!("{}.csv", done["id"].as_str().unwrap_or_default()));
    let deals = bulk.stage.sandbox.records("Deals");
    let line = |place: usize| {
        let deal = &deals[place];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        format!(
            "{},{},{},{}\n",
            text(&deal["id"]),
            text(&deal["Deal_Name"]),
            deal["Amount"],
            text(&deal["Owner"]["id"])
        )
    };
    assert_eq!(text, format!("Id,Deal_Name,Amount,Owner\n{}{}", line(6), line(7)));
    Ok(())
}

#[tokio::test]
async fn criteria_are_grouped() -> TestResult {
    let bulk = Bulk::open().await?;
    let is = |field: &str, comparator: &str, value: Value| json!({"field": {"api_name": field}, "comparator": comparator, "value": value});
    let won = json!({"group_operator": "and", "group": [
        is("Stage", "starts_with", json!("Closed")),
        is("Amount", "greater_than", json!(5000)),
    ]});
    let criteria =
        json!({"group_operator": "or", "group": [won, is("Deal_Name", "contains", json!("pilot"))]});
    let job = bulk.order(json!({"module": {"api_name": "Deals"}, "criteria": criteria})).await?;
    bulk.stage.sandbox.clock().advance(Duration::from_secs(6));
    assert_eq!(bulk.job(&job).await?["result"]["count"], 3);
    let (_, text) = bulk.csv(&format!("{job}/result")).await?;
    assert!(text.starts_with("Id,Deal_Name,Stage,Amount,"), "all fields, unless some were asked for: {text}");
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_ordered_is_refused() -> TestResult {
    let bulk = Bulk::open().await?;
    let leads = json!({"api_name": "Leads"});
    let wrong = json!({"field": {"api_name": "Last_Name"}, "comparator": "resembles", "value": "x"});
    let cases = [
        (json!({}), "REQUEST_BODY_NOT_SUPPORTED"),
        (json!({"query": {"module": leads}, "file_type": "ics"}), "REQUEST_BODY_NOT_SUPPORTED"),
        (json!({"query": {"module": {"api_name": "Unicorns"}}}), "INVALID_MODULE"),
        (json!({"query": {"module": leads, "fields": ["Wings"]}}), "INVALID_DATA"),
        (
            json!({"query": {"module": leads, "criteria": wrong}}),
            "FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED",
        ),
    ];
    for (body, code) in cases {
        let refused = bulk.stage.call(Method::POST, "/crm/bulk/v8/read", &bulk.token, Some(body)).await?;
        refused.is(400, code);
    }
    bulk.stage
        .call(Method::GET, "/crm/bulk/v8/read/7", &bulk.token, None)
        .await?
        .is(404, "RESOURCE_NOT_FOUND");
    Ok(())
}
