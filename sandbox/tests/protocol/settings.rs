//! What clients read first: the user, the organization, the fields.

use reqwest::Method;
use serde_json::json;

use crate::stage::{EMAIL, Stage, TestResult};

#[tokio::test]
async fn each_is_behind_its_own_scope() -> TestResult {
    let stage = Stage::new().await?;
    let calls = [
        ("/crm/v8/users?type=CurrentUser", "ZohoCRM.users.READ"),
        ("/crm/v8/org", "ZohoCRM.org.READ"),
        ("/crm/v8/settings/fields?module=Leads", "ZohoCRM.settings.fields.READ"),
    ];
    for (path, scope) in calls {
        let others = calls.iter().map(|(_, other)| *other).filter(|other| *other != scope);
        let others = others.collect::<Vec<_>>().join(",");
        let without = stage.access(&stage.grant(&others)).await?;
        stage.call(Method::GET, path, &without, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");
        let with = stage.access(&stage.grant(scope)).await?;
        assert_eq!(stage.call(Method::GET, path, &with, None).await?.status, 200, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn they_answer_what_the_sdks_read() -> TestResult {
    let stage = Stage::new().await?;
    let scopes = "ZohoCRM.users.READ,ZohoCRM.org.READ,ZohoCRM.settings.ALL";
    let token = stage.access(&stage.grant(scopes)).await?;
    let get = |path: &'static str| stage.call(Method::GET, path, &token, None);

    assert_eq!(get("/crm/v8/users?type=CurrentUser").await?.json["users"][0]["email"], EMAIL);
    assert!(get("/crm/v8/org").await?.json["org"][0]["zgid"].is_string());
    let fields = get("/crm/v8/settings/fields?module=Contacts").await?.json;
    assert_eq!(fields["fields"][0]["api_name"], "Last_Name");
    assert_eq!(fields["fields"][0]["system_mandatory"], true);
    get("/crm/v8/settings/fields").await?.is(400, "REQUIRED_PARAM_MISSING");
    get("/crm/v8/settings/fields?module=Unicorns").await?.is(400, "INVALID_MODULE");
    Ok(())
}

#[tokio::test]
async fn fields_say_what_they_take() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.settings.fields.READ")).await?;
    let fields = stage.call(Method::GET, "/crm/v8/settings/fields?module=Deals", &token, None).await?;
    let field = |name: &str| {
        let fields = fields.json["fields"].as_array().into_iter().flatten();
        fields.into_iter().find(|field| field["api_name"] == name).cloned().unwrap_or_default()
    };
    assert_eq!(field("Stage")["data_type"], "picklist");
    assert_eq!(field("Stage")["pick_list_values"][6]["actual_value"], "Closed Won");
    assert_eq!(field("Account_Name")["lookup"]["module"]["api_name"], "Accounts");
    assert_eq!((&field("Deal_Name")["length"], &field("id")["read_only"]), (&json!(255), &json!(true)));

    let id = field("Amount")["id"].as_str().ok_or("no id")?.to_owned();
    let path = format!("/crm/v8/settings/fields/{id}?module=Deals");
    let one = stage.call(Method::GET, &path, &token, None).await?;
    assert_eq!(one.json, json!({"fields": [field("Amount")]}));
    Ok(())
}

#[tokio::test]
async fn modules_are_listed_and_found_by_name_and_id() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.settings.modules.READ")).await?;
    let modules = stage.call(Method::GET, "/crm/v8/settings/modules", &token, None).await?;
    let modules = modules.json["modules"].as_array().ok_or("no modules")?.clone();
    assert_eq!(modules.len(), 18);
    for module in modules {
        for identifier in [&module["api_name"], &module["id"]] {
            let path = format!("/crm/v8/settings/modules/{}", identifier.as_str().ok_or("no text")?);
            let one = stage.call(Method::GET, &path, &token, None).await?;
            assert_eq!(one.json, json!({"modules": [module]}));
        }
    }
    stage
        .call(Method::GET, "/crm/v8/settings/modules/Unicorns", &token, None)
        .await?
        .is(400, "INVALID_MODULE");
    Ok(())
}

#[tokio::test]
async fn users_are_listed_by_type() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.users.READ")).await?;
    let get = |path: &str| {
        let path = format!("/crm/v8/users{path}");
        let (stage, token) = (&stage, &token);
        async move { stage.call(Method::GET, &path, token, None).await }
    };
    for (query, expected) in
        [("", 2), ("?type=AllUsers", 2), ("?type=AdminUsers", 2), ("?type=CurrentUser", 1)]
    {
        let users = get(query).await?.json["users"].as_array().map(Vec::len);
        assert_eq!(users, Some(expected), "{query}");
    }
    assert_eq!(get("?type=DeletedUsers").await?.status, 204);
    get("?type=Unicorns").await?.is(400, "INVALID_DATA");

    let me = get("?type=CurrentUser").await?.json["users"][0].clone();
    let path = format!("/{}", me["id"].as_str().ok_or("no id")?);
    assert_eq!(get(&path).await?.json, json!({"users": [me]}));
    get("/7").await?.is(400, "INVALID_DATA");
    Ok(())
}
