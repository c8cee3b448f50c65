//! Search and count.

use reqwest::Method;
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use crate::stage::{Stage, TestResult};

const SEARCH: &str = "ZohoCRM.modules.ALL,ZohoSearch.securesearch.READ";

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn records_are_found_by_criteria_address_number_and_word() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(SEARCH)).await?;
    let lead =
        json!({"Last_Name": "Ito", "Phone": "555-7", "Email": "ito@zylker.example", "Company": "Ito Ltd"});
    stage
        .call(Method::POST, "/crm/v8/Leads", &token, Some(json!({"data": [lead]})))
        .await?
        .is(201, "SUCCESS");
    for (query, expected) in [
        (format!("criteria={}", encoded("(Lead_Source:equals:Trade Show)")), vec!["Weiss", "Okafor"]),
        (
            format!(
                "criteria={}",
                encoded("((Lead_Source:equals:Trade Show)and(Lead_Status:starts_with:pre))")
            ),
            vec!["Weiss"],
        ),
        ("email=ITO@zylker.example".to_owned(), vec!["Ito"]),
        ("phone=555-7".to_owned(), vec!["Ito"]),
        ("word=paper".to_owned(), vec!["Mori"]),
        ("word=paper&email=ito@zylker.example".to_owned(), vec!["Ito"]),
    ] {
        let found = stage.call(Method::GET, &format!("/crm/v8/Leads/search?{query}"), &token, None).await?;
        let data = found.json["data"].as_array().into_iter().flatten();
        let names: Vec<_> = data.filter_map(|record| record["Last_Name"].as_str()).collect();
        assert_eq!(names, expected, "{query}: {}", found.text);
        assert_eq!(found.json["info"]["count"], expected.len());
    }
    Ok(())
}

#[tokio::test]
async fn a_search_has_pages_and_fields_and_may_find_nothing() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(SEARCH)).await?;
    let get = |query: &str| {
        let path = format!("/crm/v8/Leads/search?{query}");
        let (stage, token) = (&stage, &token);
        async move { stage.call(Method::GET, &path, token, None).await }
    };
    let page = get("word=example&fields=Last_Name&per_page=1&page=2").await?;
    assert_eq!(page.json["data"][0].as_object().map(serde_json::Map::len), Some(2));
    assert_eq!(page.json["info"]["more_records"], Value::Bool(true));
    assert_eq!(get("word=unicorn").await?.status, 204);
    get("").await?.is(400, "REQUIRED_PARAM_MISSING");
    get("criteria=(Last_Name)").await?.is(400, "INVALID_QUERY");
    get("criteria=(Wings:equals:2)").await?.is(400, "INVALID_QUERY");
    Ok(())
}

#[tokio::test]
async fn records_are_counted() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(SEARCH)).await?;
    for (query, expected) in [("", 8), ("?criteria=(Stage:equals:Closed%20Won)", 2), ("?word=unicorn", 0)] {
        let path = format!("/crm/v8/Deals/actions/count{query}");
        let counted = stage.call(Method::GET, &path, &token, None).await?;
        assert_eq!(counted.json, json!({"count": expected}), "{query}");
    }
    Ok(())
}
