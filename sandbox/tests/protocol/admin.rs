//! The admin interface: JSON over a port of its own, and who may come in.

use std::error::Error;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use zoho_sandbox::Sandbox;

use crate::stage::{Answer, CALLBACK, EMAIL, LEADS, PASSWORD, Stage, TestResult};

/// A stage with an admin interface.
pub(crate) struct Office {
    pub(crate) stage: Stage,
    pub(crate) url: String,
}

impl Office {
    pub(crate) async fn new() -> Result<Self, Box<dyn Error>> {
        let builder = Sandbox::builder().user(EMAIL, PASSWORD).data_center("eu").admin_port(0);
        let stage = Stage::of(builder).await?;
        let url = stage.sandbox.admin_url().ok_or("no admin interface")?.to_owned();
        Ok(Self { stage, url })
    }

    async fn get(&self, path: &str) -> Result<Value, Box<dyn Error>> {
        let answer = Answer::of(self.stage.http.get(format!("{}{path}", self.url)).send().await?).await?;
        assert_eq!(answer.status, 200, "{answer:?}");
        Ok(answer.json)
    }

    async fn send(&self, method: Method, path: &str, body: &Value) -> Result<Answer, Box<dyn Error>> {
        let request = self.stage.http.request(method, format!("{}{path}", self.url));
        let request = request.header("Content-Type", "application/json").body(body.to_string());
        Answer::of(request.send().await?).await
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Answer, Box<dyn Error>> {
        self.send(Method::POST, path, body).await
    }
}

#[tokio::test]
async fn a_whole_integration_can_be_set_up_over_http() -> TestResult {
    let office = Office::new().await?;
    let user = json!({"email": "chef@zylker.example", "password": "p", "location": "eu"});
    assert_eq!(office.post("/api/users", &user).await?.status, 201);
    let client = json!({"name": "App", "redirect_uris": [CALLBACK], "multi_dc": "same-secret"});
    let client = office.post("/api/clients", &client).await?;
    let (id, secret) = (client.string("client_id")?, client.string("client_secret")?);
    let wish = json!({"client_id": id, "user": "chef@zylker.example", "scopes": LEADS});
    let refresh_token = office.post("/api/grants", &wish).await?.string("refresh_token")?;
    assert_eq!(office.stage.sandbox.granted_scopes(&refresh_token), [LEADS]);

    let code = office.post("/api/codes", &wish).await?.string("code")?;
    let eu = office.stage.sandbox.data_center("eu").ok_or("no eu")?;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("client_id", &id),
        ("client_secret", &secret),
    ];
    let request = office.stage.http.post(format!("{}/oauth/v2/token", eu.accounts_url())).form(&form);
    assert!(Answer::of(request.send().await?).await?.json["refresh_token"].is_string());

    assert_eq!(office.get("/api/data-centers").await?[1]["location"], "eu");
    assert_eq!(office.get("/api/users").await?[1]["email"], "chef@zylker.example");
    let clients = office.get("/api/clients").await?;
    assert!(clients.as_array().is_some_and(|clients| clients.len() == 3), "{clients}");
    let grants = office.get("/api/grants").await?;
    assert_eq!(grants[0]["scopes"], json!([LEADS]));
    assert_eq!(grants[1]["active_access_tokens"], 1);
    for token in [&refresh_token, &secret] {
        assert!(!format!("{clients}{grants}").contains(token.as_str()), "a secret is listed");
    }
    Ok(())
}

#[tokio::test]
async fn the_clock_moves_and_the_journal_is_told_and_cleared() -> TestResult {
    let office = Office::new().await?;
    let refresh_token = office.stage.grant(LEADS);
    office.stage.access(&refresh_token).await?;
    let moved = office.post("/api/clock", &json!({"advance_seconds": 5400})).await?;
    assert_eq!(moved.json["advanced_seconds"], 5400);
    assert_eq!(office.stage.sandbox.clock().advanced().as_secs(), 5400);

    let journal = office.get("/api/journal").await?;
    assert_eq!(journal[0]["path"], "/oauth/v2/token");
    assert_eq!(journal[0]["answer"]["access_token"], "***");
    assert_eq!(journal.as_array().map(Vec::len), Some(1), "the admin interface itself is not in it");
    assert!(!journal.to_string().contains(&refresh_token));
    let cleared = office.stage.http.delete(format!("{}/api/journal", office.url)).send().await?;
    assert_eq!(cleared.status(), StatusCode::NO_CONTENT);
    assert!(office.stage.sandbox.journal().is_empty());
    assert_eq!(office.get("/api/prompts").await?, json!([]));
    Ok(())
}

#[tokio::test]
async fn faults_are_set_switched_and_taken_back() -> TestResult {
    let office = Office::new().await?;
    let refresh_token = office.stage.grant(LEADS);
    let fault = json!({"endpoint": "POST /oauth/v2/token", "fault": "status:503:{\"error\":\"busy\"}"});
    assert_eq!(office.post("/api/faults", &fault).await?.status, 201);
    office.stage.refresh(&refresh_token).await?.is(503, "busy");
    let lasting = json!({"endpoint": "* /oauth/*", "fault": "throttled", "every": true});
    office.post("/api/faults", &lasting).await?;
    let switched = office.send(Method::PATCH, "/api/faults", &json!({"localized": true})).await?;
    assert_eq!(switched.json["localized"], true);
    assert_eq!(switched.json["pending"], json!([lasting]));
    office.stage.refresh(&refresh_token).await?.is(400, "拒绝访问");

    let heal =
        |query: &'static str| office.stage.http.delete(format!("{}/api/faults{query}", office.url)).send();
    heal("?endpoint=*%20/oauth/*").await?;
    assert_eq!(office.get("/api/faults").await?["pending"], json!([]));
    assert_eq!(office.get("/api/faults").await?["localized"], true);
    heal("").await?;
    assert_eq!(office.get("/api/faults").await?["localized"], false);
    Ok(())
}

#[tokio::test]
async fn a_state_travels_from_one_sandbox_to_another() -> TestResult {
    let (from, to) = (Office::new().await?, Office::new().await?);
    let refresh_token = from.stage.grant(LEADS);
    let state = from.get("/api/state").await?;
    assert_eq!(to.send(Method::PUT, "/api/state", &state).await?.status, 204);
    assert_eq!(to.stage.sandbox.granted_scopes(&refresh_token), [LEADS]);
    assert_eq!(to.get("/api/state").await?["data_centers"], state["data_centers"]);

    let unknown = json!({"data_centers": {"in": {}}});
    let refused = to.send(Method::PUT, "/api/state", &unknown).await?;
    assert_eq!(refused.status, 400);
    assert_eq!(to.stage.sandbox.granted_scopes(&refresh_token), [LEADS], "a refused state changes nothing");
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_is_said() -> TestResult {
    let office = Office::new().await?;
    let wish =
        |client: &str, user: &str, scopes: &str| json!({"client_id": client, "user": user, "scopes": scopes});
    let id = office.stage.app.client_id.as_str();
    let mut hasty = wish(id, EMAIL, LEADS);
    hasty["minutes"] = 2.into();
    let cases = [
        ("/api/users", json!({"email": EMAIL, "password": "x"}), 409, "exists already"),
        ("/api/users", json!({"email": "nobody", "password": "x"}), 400, "one `@`"),
        (
            "/api/users",
            json!({"email": "a@b", "password": "x", "location": "in"}),
            400,
            "no data centre `in`",
        ),
        ("/api/users", json!({"emial": "a@b"}), 422, "unknown field `emial`"),
        ("/api/grants", wish("1000.NOBODY", EMAIL, LEADS), 400, "no client 1000.NOBODY"),
        ("/api/grants", wish(id, "nobody@zylker.example", LEADS), 400, "no user nobody@zylker.example"),
        ("/api/grants", wish(id, EMAIL, ""), 400, "at least one scope"),
        ("/api/grants", wish(id, EMAIL, "nonsense"), 400, "cannot be read: "),
        ("/api/codes", hasty, 400, "three to ten minutes"),
        ("/api/faults", json!({"endpoint": "POST /x", "fault": "fire"}), 400, "no fault `fire`"),
        ("/api/faults", json!({"endpoint": "/x", "fault": "reset"}), 400, "a method and a path"),
        ("/api/unicorns", json!({}), 404, "nothing at this address"),
    ];
    for (path, body, status, message) in cases {
        let answer = office.post(path, &body).await?;
        assert_eq!(answer.status, status, "{path} {body}: {answer:?}");
        assert!(answer.string("error")?.contains(message), "{path} {body}: {answer:?}");
    }
    Ok(())
}

#[tokio::test]
async fn foreign_pages_and_foreign_hosts_stay_outside() -> TestResult {
    let office = Office::new().await?;
    let body = json!({"advance_seconds": 60}).to_string();
    let post = || office.stage.http.post(format!("{}/api/clock", office.url)).body(body.clone());
    let json = |request: reqwest::RequestBuilder| request.header("Content-Type", "application/json");
    let attacks = [
        ("a form of a foreign page", post().header("Content-Type", "text/plain"), 415),
        ("a foreign origin", json(post()).header("Origin", "http://evil.example"), 403),
        ("a sandboxed frame", json(post()).header("Origin", "null"), 403),
        ("the sandbox's own Zoho", json(post()).header("Origin", office.stage.sandbox.accounts_url()), 403),
        ("a rebound host name", json(post()).header("Host", "evil.example"), 403),
        ("another site", json(post()).header("Sec-Fetch-Site", "cross-site"), 403),
    ];
    for (what, request, status) in attacks {
        let answer = Answer::of(request.send().await?).await?;
        assert_eq!(answer.status, status, "{what}: {answer:?}");
    }
    assert!(office.stage.sandbox.clock().advanced().is_zero());

    let rebound = office.stage.http.get(format!("{}/api/state", office.url)).header("Host", "evil.example");
    assert_eq!(rebound.send().await?.status(), 403);
    let own = json(post()).header("Origin", office.url.as_str()).header("Sec-Fetch-Site", "same-origin");
    assert_eq!(own.send().await?.status(), 200);
    Ok(())
}

#[tokio::test]
async fn without_the_call_there_is_no_admin_interface() -> TestResult {
    let stage = Stage::new().await?;
    assert_eq!(stage.sandbox.admin_url(), None);
    Ok(())
}
