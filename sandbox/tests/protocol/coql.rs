//! `POST /crm/v8/coql`: two scopes, the least form of the language, Zoho's errors.

use reqwest::Method;
use serde_json::json;

use crate::stage::{Answer, COQL, Stage, TestResult};

async fn query(stage: &Stage, scopes: &str, query: &str) -> Result<Answer, Box<dyn std::error::Error>> {
    let token = stage.access(&stage.grant(scopes)).await?;
    stage.call(Method::POST, "/crm/v8/coql", &token, Some(json!({"select_query": query}))).await
}

#[tokio::test]
async fn a_query_needs_the_scope_for_queries_and_the_one_of_the_module() -> TestResult {
    let stage = Stage::new().await?;
    let deals = "select Deal_Name from Deals";
    query(&stage, "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL", deals).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    query(&stage, COQL, deals).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    query(&stage, &format!("{COQL},ZohoCRM.modules.leads.READ"), deals)
        .await?
        .is(401, "OAUTH_SCOPE_MISMATCH");
    for module in ["ZohoCRM.modules.deals.READ", "ZohoCRM.modules.READ", "ZohoCRM.modules.ALL"] {
        assert_eq!(query(&stage, &format!("{COQL},{module}"), deals).await?.status, 200, "{module}");
    }
    Ok(())
}

#[tokio::test]
async fn records_are_selected_ordered_and_limited() -> TestResult {
    let stage = Stage::new().await?;
    let scopes = format!("{COQL},ZohoCRM.modules.READ");
    let cases = [
        (
            "select Deal_Name from Deals where Stage = 'Closed Won' order by Amount desc",
            vec![31750.0, 4200.0],
        ),
        ("select Amount from Deals where Amount > 40000 order by Amount", vec![48000.0, 75000.0]),
        ("select Amount from Deals where Amount >= 48000 and Stage != 'Needs Analysis'", vec![75000.0]),
        ("select Amount from Deals order by Amount asc limit 2", vec![4200.0, 6300.0]),
        ("select Amount from Deals order by Amount limit 1 offset 1", vec![6300.0]),
        ("select Amount from Deals where Deal_Name like 'casa%'", vec![22400.0]),
        ("select Amount from Deals where Stage in ('Qualification', 'Closed Lost')", vec![12500.0, 6300.0]),
        (
            "select Amount from Deals where Amount between 9000 and 13000 order by Amount",
            vec![9800.0, 12500.0],
        ),
        (
            "select Amount from Deals where Stage = 'Closed Won' and (Amount < 5000 or Amount > 70000)",
            vec![4200.0],
        ),
        (
            "select Amount from Deals where Owner.name = 'Zylker' and Stage like 'Closed%' order by Stage desc, Amount",
            vec![4200.0, 31750.0, 6300.0],
        ),
    ];
    let deals = stage.sandbox.records("Deals");
    for (text, expected) in cases {
        let answer = query(&stage, &scopes, text).await?;
        let ids = answer.json["data"].as_array().ok_or("no data")?.iter().map(|record| &record["id"]);
        let amounts: Vec<_> =
            ids.filter_map(|id| deals.iter().find(|deal| deal["id"] == *id)?["Amount"].as_f64()).collect();
        assert_eq!(amounts, expected, "{text}");
        assert_eq!(answer.json["info"]["count"], expected.len(), "{text}");
    }
    let limited = query(&stage, &scopes, "select id from Deals limit 3").await?;
    assert_eq!(limited.json["info"]["more_records"], true);
    let none = query(&stage, &scopes, "select Last_Name from Contacts where Last_Name is not null").await?;
    assert_eq!(none.status, 204);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_queried_is_refused_in_zohos_words() -> TestResult {
    let stage = Stage::new().await?;
    let scopes = format!("{COQL},ZohoCRM.modules.READ");
    let refused = query(&stage, &scopes, "select Stage, count(id) from Deals group by Stage").await?;
    refused.is(400, "SYNTAX_ERROR");
    assert_eq!(refused.json["details"]["near"], "(id)");
    query(&stage, &scopes, "select Wings from Deals").await?.is(400, "INVALID_QUERY");
    query(&stage, &scopes, "select id from Deals where Wings is null").await?.is(400, "INVALID_QUERY");
    query(&stage, &scopes, "select id from Unicorns").await?.is(400, "INVALID_MODULE");
    Ok(())
}
