//! Every operation of Zoho's table is behind exactly the scopes of that table, whether the sandbox plays it or not.

use std::{collections::BTreeSet, error::Error};

use reqwest::Method;
use serde_json::{Value, json};
use zoho_scopes::{
    Scope, ScopeSet,
    endpoint::{self, ENDPOINTS, Endpoint},
};

use crate::stage::{Answer, Stage, TestResult};

/// Of another service, so that it covers nothing here.
const UNRELATED: &str = "ZohoMail.messages.READ";

/// A module that no path of the table names, so that each path is that of one operation.
const MODULE: &str = "Accounts";

/// What the CRM's part of the documentation says that it plays.
const README: &str = include_str!("../../src/crm/README.md");

/// A call of the operation; where it is about a module, about the accounts.
async fn call(stage: &Stage, endpoint: Endpoint, scopes: &str) -> Result<Answer, Box<dyn Error>> {
    let token = stage.access(&stage.grant(scopes)).await?;
    let body: Option<Value> = (endpoint.id == "executeCOQLQuery")
        .then(|| json!({"select_query": "select Account_Name from Accounts"}));
    stage.call(Method::from_bytes(endpoint.method.as_str().as_bytes())?, &path(endpoint), &token, body).await
}

fn path(endpoint: Endpoint) -> String {
    let segments = endpoint.template.split('/').map(|segment| match segment {
        "{module}" => MODULE,
        parameter if parameter.starts_with('{') => "0",
        literal => literal,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The alternatives of what the operation needs, as lists of scopes.
fn alternatives(endpoint: Endpoint) -> Result<Vec<Vec<Scope<'static>>>, Box<dyn Error>> {
    let found = endpoint::find_request(endpoint.method.as_str(), &path(endpoint))?;
    assert_eq!(found.endpoint().template, endpoint.template, "the path is one of the operation");
    let needs = found.about(MODULE).and_then(|call| call.needs());
    Ok(needs.map_or_else(|_| Vec::new(), |needs| needs.alternatives().map(Iterator::collect).collect()))
}

fn list<'a>(scopes: impl IntoIterator<Item = &'a Scope<'a>>) -> String {
    let texts = scopes.into_iter().map(Scope::as_str).collect::<Vec<_>>();
    if texts.is_empty() { UNRELATED.to_owned() } else { texts.join(",") }
}

#[tokio::test]
async fn each_is_refused_without_its_scopes_and_passes_with_every_alternative() -> TestResult {
    let stage = Stage::new().await?;
    for endpoint in &ENDPOINTS {
        call(&stage, endpoint, UNRELATED).await?.is(401, "OAUTH_SCOPE_MISMATCH");
        let alternatives = alternatives(endpoint)?;
        for scopes in &alternatives {
            let answer = call(&stage, endpoint, &list(scopes)).await?;
            assert_ne!(answer.status, 401, "{endpoint} with {scopes:?}: {}", answer.text);
            for left_out in scopes {
                let rest: Vec<_> = scopes.iter().filter(|scope| *scope != left_out).collect();
                let held: ScopeSet = rest.iter().copied().copied().collect();
                let suffices = |scopes: &Vec<Scope<'_>>| scopes.iter().all(|scope| held.covers(scope));
                if !alternatives.iter().any(suffices) {
                    let refused = call(&stage, endpoint, &list(rest)).await?;
                    assert_eq!(
                        refused.json["code"], "OAUTH_SCOPE_MISMATCH",
                        "{endpoint} without {left_out:?}"
                    );
                }
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_is_played_is_what_the_readme_lists() -> TestResult {
    let stage = Stage::new().await?;
    let mut played = BTreeSet::new();
    for endpoint in &ENDPOINTS {
        let Some(scopes) = alternatives(endpoint)?.into_iter().next() else { continue };
        let answer = call(&stage, endpoint, &list(&scopes)).await?;
        if answer.status == 501 {
            assert_eq!(answer.json["code"], "NOT_PLAYED_BY_SANDBOX", "{endpoint}");
        } else {
            played.insert(endpoint.to_string());
        }
    }
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    let listed: BTreeSet<_> = rows.map(str::to_owned).collect();
    assert_eq!(listed, played);
    Ok(())
}

#[tokio::test]
async fn the_list_of_apis_says_what_each_call_needs() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.apis.READ")).await?;
    let answer = stage.call(Method::GET, "/crm/v8/__apis", &token, None).await?;
    let scope = |path: &str, method: &str| {
        let apis = answer.json["__apis"].as_array().into_iter().flatten();
        let mut operations = apis
            .filter(|api| api["path"] == path)
            .flat_map(|api| api["operation_types"].as_array().into_iter().flatten());
        operations.find(|operation| operation["method"] == method).map(|found| found["oauth_scope"].clone())
    };
    for (path, method, expected) in [
        ("/crm/v8/Contacts", "POST", "ZohoCRM.modules.contacts.CREATE"),
        ("/crm/v8/Price_Books/{{record_id}}", "DELETE", "ZohoCRM.modules.pricebooks.DELETE"),
        ("/crm/v8/settings/fields", "GET", "ZohoCRM.settings.fields.READ"),
        ("/crm/v8/Leads/search", "GET", "ZohoCRM.modules.leads.READ,ZohoSearch.securesearch.READ"),
        ("/crm/v8/coql", "POST", "ZohoCRM.modules.leads.READ,ZohoCRM.coql.READ"),
    ] {
        assert_eq!(scope(path, method), Some(expected.into()), "{method} {path}");
    }
    assert_eq!(scope("/crm/v8/{{module}}", "GET"), None);
    Ok(())
}
