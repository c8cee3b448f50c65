//! Records behind scopes: the order of the checks, and the bodies of answers and refusals.

use reqwest::Method;
use serde_json::json;

use crate::stage::{CONTACTS, LEADS, Stage, TestResult};

#[tokio::test]
async fn the_token_is_looked_at_first() -> TestResult {
    let stage = Stage::new().await?;
    for path in ["/crm/v8/Leads", "/crm/v8/Unicorns", "/crm/v8/coql", "/crm/v8/org"] {
        let method = if path.ends_with("coql") { Method::POST } else { Method::GET };
        stage.call(method.clone(), path, "", None).await?.is(401, "INVALID_TOKEN");
        let refused = stage.call(method, path, "1000.never.given", None).await?;
        let expected = json!({
            "code": "INVALID_TOKEN", "details": {}, "message": "invalid oauth token", "status": "error",
        });
        assert_eq!((refused.status, refused.json), (401, expected), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn both_spellings_of_the_authorization_header_are_accepted() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(LEADS)).await?;
    let url = format!("{}/crm/v8/Leads?fields=Last_Name", stage.sandbox.api_url());
    for (scheme, status) in [("Zoho-oauthtoken", 200), ("Bearer", 200), ("Basic", 401)] {
        let request = stage.http.get(&url).header("Authorization", format!("{scheme} {token}"));
        assert_eq!(request.send().await?.status(), status, "{scheme}");
    }
    Ok(())
}

#[tokio::test]
async fn the_scope_is_looked_at_before_record_parameters_and_body() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.users.READ")).await?;
    let expected = json!({
        "code": "OAUTH_SCOPE_MISMATCH",
        "details": {},
        "message": "invalid oauth scope to access this URL",
        "status": "error",
    });
    let calls = [
        (Method::GET, "/crm/v8/Leads"),
        (Method::GET, "/crm/v8/Leads/0"),
        (Method::POST, "/crm/v8/Contacts"),
        (Method::PUT, "/crm/v8/Deals"),
        (Method::PUT, "/crm/v8/Deals/0"),
        (Method::DELETE, "/crm/v8/Leads"),
        (Method::DELETE, "/crm/v8/Leads/0"),
        (Method::POST, "/crm/v8/coql"),
        (Method::GET, "/crm/v8/org"),
        (Method::GET, "/crm/v8/settings/fields"),
    ];
    for (method, path) in calls {
        let refused = stage.call(method.clone(), path, &token, None).await?;
        assert_eq!((refused.status, refused.json), (401, expected.clone()), "{method} {path}");
    }
    Ok(())
}

#[tokio::test]
async fn each_verb_needs_its_own_operation_or_a_group_scope() -> TestResult {
    let stage = Stage::new().await?;
    let read = (Method::GET, "/crm/v8/Leads?fields=id");
    let create = (Method::POST, "/crm/v8/Leads");
    let update = (Method::PUT, "/crm/v8/Leads/0");
    let delete = (Method::DELETE, "/crm/v8/Leads/0");
    let cases = [
        ("ZohoCRM.modules.leads.READ", [true, false, false, false]),
        ("ZohoCRM.modules.leads.CREATE", [false, true, false, false]),
        ("ZohoCRM.modules.leads.UPDATE", [false, false, true, false]),
        ("ZohoCRM.modules.leads.DELETE", [false, false, false, true]),
        ("zohocrm.modules.LEADS.all", [true; 4]),
        ("ZohoCRM.modules.ALL", [true; 4]),
        ("ZohoCRM.modules.READ", [true, false, false, false]),
        ("ZohoCRM.modules.deals.ALL", [false; 4]),
    ];
    for (scope, passes) in cases {
        let token = stage.access(&stage.grant(scope)).await?;
        for ((method, path), passes) in [&read, &create, &update, &delete].into_iter().zip(passes) {
            let answer = stage.call(method.clone(), path, &token, None).await?;
            let refused = answer.json["code"] == "OAUTH_SCOPE_MISMATCH";
            assert_eq!(refused, !passes, "{scope}: {method} {path}: {answer:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_contact_is_created_without_a_content_type() -> TestResult {
    let stage = Stage::new().await?;
    assert!(stage.sandbox.records("Contacts").is_empty());
    let token = stage.access(&stage.grant(CONTACTS)).await?;
    let body = json!({"data": [{"Last_Name": "Sandbox", "Email": "sandbox@example.com", "id": "1"}]});
    let created = stage.call(Method::POST, "/crm/v8/Contacts", &token, Some(body)).await?;
    created.is(201, "SUCCESS");
    assert_eq!(created.json["data"][0]["message"], "record added");

    let records = stage.sandbox.records("Contacts");
    assert_eq!(records.len(), 1);
    assert_eq!(records[0]["Email"], "sandbox@example.com");
    assert_eq!(records[0]["id"], created.json["data"][0]["details"]["id"], "the CRM gives the id");
    assert_eq!(records[0]["Owner"]["name"], "Marketer");
    Ok(())
}

#[tokio::test]
async fn a_missing_mandatory_field_is_named_with_its_place() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
    let refused = |field: &str, place: usize| {
        json!({
            "code": "MANDATORY_NOT_FOUND",
            "details": {"api_name": field, "json_path": format!("$.data[{place}].{field}")},
            "message": "required field not found",
            "status": "error",
        })
    };
    let cases = [
        ("Contacts", json!({"First_Name": "A"}), "Last_Name"),
        ("Leads", json!({"Last_Name": ""}), "Last_Name"),
        ("Deals", json!({"Stage": "Qualification"}), "Deal_Name"),
        ("Deals", json!({"Deal_Name": "D", "Stage": null}), "Stage"),
    ];
    for (module, record, field) in cases {
        let (path, body) = (format!("/crm/v8/{module}"), json!({"data": [record]}));
        let answer = stage.call(Method::POST, &path, &token, Some(body)).await?;
        assert_eq!(answer.status, 400, "{module}");
        assert_eq!(answer.json["data"], json!([refused(field, 0)]));
    }
    let mixed = json!({"data": [{"Last_Name": "A"}, {"First_Name": "B"}]});
    let answer = stage.call(Method::POST, "/crm/v8/Contacts", &token, Some(mixed)).await?;
    assert_eq!(answer.status, 207);
    assert_eq!(answer.json["data"][0]["code"], "SUCCESS");
    assert_eq!(answer.json["data"][1], refused("Last_Name", 1));
    assert_eq!(stage.sandbox.records("Contacts").len(), 1);
    Ok(())
}

#[tokio::test]
async fn lists_come_in_pages_with_the_fields_that_were_asked_for() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.modules.READ")).await?;
    let get = |path: &'static str| stage.call(Method::GET, path, &token, None);

    let first = get("/crm/v8/Leads?fields=Last_Name,Email&per_page=4&").await?;
    assert_eq!(first.status, 200);
    assert_eq!(first.json["data"].as_array().map(Vec::len), Some(4));
    assert_eq!(first.json["info"]["more_records"], true);
    let names: Vec<_> =
        first.json["data"][0].as_object().into_iter().flatten().map(|(name, _)| name).collect();
    assert_eq!(names, ["Email", "Last_Name", "id"]);

    let second = get("/crm/v8/Leads?fields=Last_Name&per_page=4&page=2").await?;
    assert_eq!(second.json["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(second.json["info"]["more_records"], false);
    assert_eq!(get("/crm/v8/Leads?fields=Last_Name&page=9").await?.status, 204);

    let empty = get("/crm/v8/Contacts?fields=Last_Name").await?;
    assert_eq!((empty.status, empty.text.as_str()), (204, ""));
    get("/crm/v8/Leads").await?.is(400, "REQUIRED_PARAM_MISSING");
    Ok(())
}

#[tokio::test]
async fn one_record_is_shown_changed_and_deleted() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
    let id = stage.sandbox.records("Deals")[0]["id"].as_str().ok_or("no id")?.to_owned();
    let path = format!("/crm/v8/Deals/{id}");

    let shown = stage.call(Method::GET, &path, &token, None).await?;
    assert_eq!(shown.json["data"][0]["Stage"], "Qualification");
    let change = json!({"data": [{"Stage": "Closed Won", "id": "7"}]});
    stage.call(Method::PUT, &path, &token, Some(change)).await?.is(200, "SUCCESS");
    assert_eq!(stage.sandbox.records("Deals")[0]["Stage"], "Closed Won");
    assert_eq!(stage.sandbox.records("Deals")[0]["id"], id, "an id never changes");
    let emptied = json!({"data": [{"Stage": ""}]});
    stage.call(Method::PUT, &path, &token, Some(emptied)).await?.is(400, "MANDATORY_NOT_FOUND");

    stage.call(Method::DELETE, &path, &token, None).await?.is(200, "SUCCESS");
    for method in [Method::GET, Method::DELETE] {
        stage.call(method, &path, &token, None).await?.is(400, "INVALID_DATA");
    }
    assert!(stage.sandbox.records("Deals").iter().all(|deal| deal["id"] != id.as_str()));
    Ok(())
}

#[tokio::test]
async fn several_records_are_changed_and_deleted_at_once() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
    let leads = stage.sandbox.records("Leads");
    let ids: Vec<_> = leads.iter().filter_map(|lead| lead["id"].as_str()).collect();

    let companies = json!({"data": [{"id": ids[0], "Company": "New"}, {"id": "0", "Company": "New"}]});
    let changed = stage.call(Method::PUT, "/crm/v8/Leads", &token, Some(companies)).await?;
    assert_eq!(changed.status, 207);
    assert_eq!(stage.sandbox.records("Leads")[0]["Company"], "New");

    let path = format!("/crm/v8/Leads?ids={},{}", ids[0], ids[1]);
    stage.call(Method::DELETE, &path, &token, None).await?.is(200, "SUCCESS");
    assert_eq!(stage.sandbox.records("Leads").len(), ids.len() - 2);
    stage.call(Method::DELETE, "/crm/v8/Leads", &token, None).await?.is(400, "REQUIRED_PARAM_MISSING");
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_is_refused_as_zoho_refuses_it() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
    let cases = [
        (Method::GET, "/crm/v8/Unicorns", 400, "INVALID_MODULE"),
        (Method::PATCH, "/crm/v8/Leads", 400, "INVALID_REQUEST_METHOD"),
        (Method::GET, "/crm/v8/Leads/1/2/3/4/5", 404, "INVALID_URL_PATTERN"),
        (Method::GET, "/crm/v8/Leeds", 400, "INVALID_MODULE"),
        (Method::GET, "/crm/v8/Activities", 400, "INVALID_MODULE"),
        (Method::DELETE, "/crm/v8/users", 400, "INVALID_REQUEST_METHOD"),
        (Method::HEAD, "/crm/v8/nowhere/at/all/to/be/found", 404, ""),
        (Method::POST, "/crm/v8/Leads", 400, "INVALID_DATA"),
    ];
    for (method, path, status, code) in cases {
        stage.call(method, path, &token, None).await?.is(status, code);
    }
    Ok(())
}

#[tokio::test]
async fn a_profile_without_the_permission_is_not_a_matter_of_scopes() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(LEADS)).await?;
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.sandbox.faults().withhold_permission("Crm_Implied_View_Leads");
    let refused = stage.call(Method::GET, leads, &token, None).await?;
    refused.is(403, "NO_PERMISSION");
    assert_eq!(refused.json["details"], json!({"permissions": ["Crm_Implied_View_Leads"]}));
    assert_eq!(refused.json["message"], "permission denied");

    stage.sandbox.faults().restore_permission("Crm_Implied_View_Leads");
    assert_eq!(stage.call(Method::GET, leads, &token, None).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn a_scope_that_the_server_takes_away_is_gone_at_once() -> TestResult {
    let stage = Stage::new().await?;
    let refresh_token = stage.grant("ZohoCRM.modules.ALL ZohoCRM.users.READ");
    let token = stage.access(&refresh_token).await?;
    assert!(stage.sandbox.revoke_scope(&refresh_token, LEADS));
    assert!(!stage.sandbox.revoke_scope(&refresh_token, LEADS), "it is gone already");
    assert_eq!(stage.sandbox.granted_scopes(&refresh_token), ["ZohoCRM.users.READ"]);
    let leads = "/crm/v8/Leads?fields=Last_Name";
    stage.call(Method::GET, leads, &token, None).await?.is(401, "OAUTH_SCOPE_MISMATCH");
    assert_eq!(stage.call(Method::GET, "/crm/v8/users?type=CurrentUser", &token, None).await?.status, 200);
    Ok(())
}
