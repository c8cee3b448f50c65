//! What clients read first: the user, the organization, the fields.

use reqwest::Method;

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
