//! Lists, page by page: by number, by token, in order.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Answer, Stage, TestResult};

struct Leads {
    stage: Stage,
    token: String,
}

impl Leads {
    async fn open() -> Result<Self, Box<dyn std::error::Error>> {
        let stage = Stage::new().await?;
        let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
        Ok(Self { stage, token })
    }

    async fn get(&self, query: &str) -> Result<Answer, Box<dyn std::error::Error>> {
        let path = format!("/crm/v8/Leads?fields=Last_Name&{query}");
        self.stage.call(Method::GET, &path, &self.token, None).await
    }
}

fn names(answer: &Answer) -> Vec<&str> {
    let data = answer.json["data"].as_array().into_iter().flatten();
    data.filter_map(|record| record["Last_Name"].as_str()).collect()
}

#[tokio::test]
async fn a_page_token_leads_to_the_next_page_and_back() -> TestResult {
    let leads = Leads::open().await?;
    let first = leads.get("per_page=4").await?;
    assert_eq!(names(&first), ["Mori", "Weiss", "Vargas", "Raman"]);
    assert_eq!(first.json["info"]["previous_page_token"], Value::Null);
    let next = first.json["info"]["next_page_token"].as_str().ok_or("no next page")?;

    let second = leads.get(&format!("per_page=4&page_token={next}")).await?;
    assert_eq!(names(&second), ["Lindqvist", "Okafor"]);
    assert_eq!(second.json["info"]["page"], 2);
    assert_eq!(second.json["info"]["next_page_token"], Value::Null);
    let previous = second.json["info"]["previous_page_token"].as_str().ok_or("no previous page")?;
    assert_eq!(names(&leads.get(&format!("per_page=4&page_token={previous}")).await?), names(&first));
    Ok(())
}

#[tokio::test]
async fn a_page_token_is_good_for_one_question_and_one_day() -> TestResult {
    let leads = Leads::open().await?;
    let first = leads.get("per_page=4").await?;
    let next = first.json["info"]["next_page_token"].as_str().ok_or("no next page")?;
    for other in [
        format!("per_page=3&page_token={next}"),
        format!("per_page=4&sort_by=id&page_token={next}"),
        "per_page=4&page_token=c8582xx9e7c7".to_owned(),
        format!("per_page=4&page_token={}", "é".repeat(20)),
    ] {
        leads.get(&other).await?.is(400, "TOKEN_BOUND_DATA_MISMATCH");
    }
    leads.get(&format!("per_page=4&page=2&page_token={next}")).await?.is(400, "AMBIGUITY_DURING_PROCESSING");

    leads.stage.sandbox.clock().advance(Duration::from_hours(25));
    let token = leads.stage.access(&leads.stage.grant("ZohoCRM.modules.ALL")).await?;
    let leads = Leads { token, ..leads };
    leads.get(&format!("per_page=4&page_token={next}")).await?.is(400, "EXPIRED_VALUE");
    Ok(())
}

#[tokio::test]
async fn records_are_sorted_and_picked() -> TestResult {
    let leads = Leads::open().await?;
    assert_eq!(names(&leads.get("sort_order=asc&per_page=2").await?), ["Okafor", "Lindqvist"]);
    let all = leads.stage.sandbox.records("Leads");
    let id = |place: usize| all[place]["id"].as_str().unwrap_or_default();

    // By the clock, the first lead is changed last.
    leads.stage.sandbox.clock().advance(Duration::from_secs(2));
    let change = json!({"data": [{"Company": "Harbor Lights Ltd"}]});
    let path = format!("/crm/v8/Leads/{}", id(0));
    leads.stage.call(Method::PUT, &path, &leads.token, Some(change)).await?.is(200, "SUCCESS");
    assert_eq!(names(&leads.get("sort_by=Modified_Time&per_page=1").await?), ["Okafor"]);

    let ids = format!("ids={},{},7", id(2), id(4));
    assert_eq!(names(&leads.get(&ids).await?), ["Weiss", "Raman"]);
    let refused = leads.get("sort_by=Last_Name").await?;
    refused.is(400, "INVALID_DATA");
    assert_eq!(refused.json["details"]["supported_values"], json!(["id", "Created_Time", "Modified_Time"]));
    Ok(())
}

#[tokio::test]
async fn there_are_limits_to_what_one_call_can_ask_for() -> TestResult {
    let leads = Leads::open().await?;
    leads.get("page=10&per_page=200").await?;
    leads.get("page=11&per_page=200").await?.is(400, "DISCRETE_PAGINATION_LIMIT_EXCEEDED");
    for query in ["per_page=201", "per_page=0", "page=0", "page=x", "sort_order=up"] {
        leads.get(query).await?.is(400, "INVALID_DATA");
    }
    let many = format!("/crm/v8/Leads?fields={}", vec!["Last_Name"; 51].join(","));
    let refused = leads.stage.call(Method::GET, &many, &leads.token, None).await?;
    refused.is(400, "LIMIT_EXCEEDED");
    assert_eq!(refused.json["details"], json!({"limit": 50, "param_name": "fields"}));
    Ok(())
}
