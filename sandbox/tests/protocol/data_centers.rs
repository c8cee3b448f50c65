//! Several data centres: users live in one, clients are registered in one, and tokens are good in one.

use std::error::Error;

use reqwest::{Client, Method};
use serde_json::json;
use url::Url;
use zoho_sandbox::{ClientCredentials, DataCenter, Registration, Sandbox};

use crate::stage::{Answer, CALLBACK, CONTACTS, EMAIL, LEADS, PASSWORD, TestResult, person};

const EUROPEAN: &str = "chef@zylker.example";

/// A Zoho with two data centres: the marketer lives in the first, the chef in the second.
struct World {
    sandbox: Sandbox,
    us: DataCenter,
    eu: DataCenter,
    http: Client,
}

impl World {
    async fn new() -> Result<Self, Box<dyn Error>> {
        let builder = Sandbox::builder().user(EMAIL, PASSWORD).user_in("eu", EUROPEAN, PASSWORD);
        let sandbox = builder.start().await?;
        let (us, eu) = (sandbox.data_center("us").ok_or("no us")?, sandbox.data_center("eu").ok_or("no eu")?);
        Ok(Self { sandbox, us, eu, http: Client::builder().no_proxy().build()? })
    }

    async fn post(
        &self,
        center: &DataCenter,
        path: &str,
        form: &[(&str, &str)],
    ) -> Result<Answer, Box<dyn Error>> {
        let url = format!("{}{path}", center.accounts_url());
        Answer::of(self.http.post(url).form(form).send().await?).await
    }

    async fn refresh(
        &self,
        center: &DataCenter,
        app: &ClientCredentials,
        refresh_token: &str,
    ) -> Result<Answer, Box<dyn Error>> {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
            ("client_id", &app.client_id),
            ("client_secret", &app.client_secret),
        ];
        self.post(center, "/oauth/v2/token", &form).await
    }

    async fn leads(&self, center: &DataCenter, token: &str) -> Result<Answer, Box<dyn Error>> {
        let url = format!("{}/crm/v8/Leads?fields=Last_Name", center.api_url());
        let request = self.http.request(Method::GET, url);
        Answer::of(request.header("Authorization", format!("Zoho-oauthtoken {token}")).send().await?).await
    }

    fn auth_url(&self, app: &ClientCredentials) -> Result<String, Box<dyn Error>> {
        let query = [
            ("response_type", "code"),
            ("client_id", app.client_id.as_str()),
            ("redirect_uri", CALLBACK),
            ("scope", LEADS),
            ("access_type", "offline"),
        ];
        Ok(Url::parse_with_params(&format!("{}/oauth/v2/auth", self.us.accounts_url()), query)?.into())
    }
}

#[tokio::test]
async fn a_user_is_sent_to_her_own_data_centre_and_back_with_its_name() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK).multi_dc());
    let mut person = person()?;
    person.open(&world.auth_url(&app)?).await?;
    let page = person.sign_in(EUROPEAN, PASSWORD).await?;
    assert!(page.url().starts_with(world.eu.accounts_url()), "{page:?}");
    assert_eq!(page.forms()[0].value("email"), Some(EUROPEAN), "the address need not be written twice");
    person.sign_in(EUROPEAN, PASSWORD).await?;
    let page = person.accept().await?;
    assert_eq!(page.parameter("location").as_deref(), Some("eu"));
    assert_eq!(page.parameter("accounts-server").as_deref(), Some(world.eu.accounts_url()));

    let code = page.parameter("code").ok_or("no code")?;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("client_id", &app.client_id),
        ("client_secret", &app.client_secret),
    ];
    world.post(&world.us, "/oauth/v2/token", &form).await?.is(200, "invalid_code");
    let answer = world.post(&world.eu, "/oauth/v2/token", &form).await?;
    assert_eq!(answer.json["api_domain"], world.eu.api_url());
    Ok(())
}

#[tokio::test]
async fn somebody_may_be_signed_in_at_both() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK).multi_dc());
    let mut person = person()?;
    let url = world.auth_url(&app)?;
    person.open(&url).await?;
    person.sign_in(EUROPEAN, PASSWORD).await?;
    person.sign_in(EUROPEAN, PASSWORD).await?;
    person.open(&url).await?;
    person.sign_in(EMAIL, PASSWORD).await?;
    assert_eq!(person.asked_for(), [LEADS]);
    let europe = url.replace(world.us.accounts_url(), world.eu.accounts_url());
    person.open(&europe).await?;
    assert_eq!(person.asked_for(), [LEADS], "the European session is still there");
    Ok(())
}

#[tokio::test]
async fn tokens_are_good_in_one_data_centre() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK).multi_dc());
    let refresh_token = world.sandbox.issue_grant(&app.client_id, EUROPEAN, LEADS).refresh_token;
    world.refresh(&world.us, &app, &refresh_token).await?.is(200, "invalid_code");
    let token = world.refresh(&world.eu, &app, &refresh_token).await?.string("access_token")?;
    assert_eq!(world.leads(&world.eu, &token).await?.status, 200);
    world.leads(&world.us, &token).await?.is(401, "INVALID_TOKEN");
    assert_eq!(world.sandbox.granted_scopes(&refresh_token), [LEADS]);
    Ok(())
}

#[tokio::test]
async fn a_client_without_multi_dc_is_unknown_elsewhere() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK));
    let mut person = person()?;
    person.open(&world.auth_url(&app)?).await?;
    let page = person.sign_in(EUROPEAN, PASSWORD).await?;
    assert!(page.url().starts_with(world.eu.accounts_url()), "{page:?}");
    assert!(page.text().contains("Invalid Client"), "{page:?}");
    world.refresh(&world.eu, &app, "1000.any").await?.is(200, "invalid_client");
    assert_eq!(world.sandbox.client_secret(&app.client_id, "eu"), None);
    Ok(())
}

#[tokio::test]
async fn each_data_centre_may_have_a_secret_of_its_own() -> TestResult {
    let world = World::new().await?;
    let registration = Registration::server_based("Zylker", CALLBACK).multi_dc_with_own_secrets();
    let mut app = world.sandbox.register(registration);
    let refresh_token = world.sandbox.issue_grant(&app.client_id, EUROPEAN, LEADS).refresh_token;
    world.refresh(&world.eu, &app, &refresh_token).await?.is(200, "invalid_client_secret");
    app.client_secret = world.sandbox.client_secret(&app.client_id, "eu").ok_or("no secret")?;
    assert_eq!(world.refresh(&world.eu, &app, &refresh_token).await?.status, 200);
    Ok(())
}

#[tokio::test]
async fn scopeenhance_at_the_wrong_data_centre_says_invalid_client() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK).multi_dc());
    let refresh_token = world.sandbox.issue_grant(&app.client_id, EUROPEAN, LEADS).refresh_token;
    let form = [
        ("grant_type", "update_scopes_token"),
        ("refresh_token", refresh_token.as_str()),
        ("client_id", &app.client_id),
        ("client_secret", &app.client_secret),
    ];
    let path = "/oauth/v2/token/scopeenhance";
    world.post(&world.us, path, &form).await?.is(200, "invalid_client");
    let token = world.post(&world.eu, path, &form).await?.string("access_token")?;

    let query = [
        ("response_type", "update_scopes"),
        ("client_id", app.client_id.as_str()),
        ("redirect_uri", CALLBACK),
        ("scope", CONTACTS),
        ("enhance_token", token.as_str()),
        ("logout", "false"),
    ];
    let url = format!("{}/oauth/v2/token/addextrascope", world.eu.accounts_url());
    let mut person = person()?;
    person.open(Url::parse_with_params(&url, query)?.as_str()).await?;
    person.sign_in(EUROPEAN, PASSWORD).await?;
    person.accept().await?;
    assert_eq!(world.sandbox.granted_scopes(&refresh_token), [CONTACTS, LEADS]);
    Ok(())
}

#[tokio::test]
async fn each_data_centre_has_its_own_records_and_every_server_info_lists_all() -> TestResult {
    let world = World::new().await?;
    let app = world.sandbox.register(Registration::server_based("Zylker", CALLBACK).multi_dc());
    let refresh_token = world.sandbox.issue_grant(&app.client_id, EUROPEAN, CONTACTS).refresh_token;
    let token = world.refresh(&world.eu, &app, &refresh_token).await?.string("access_token")?;
    let body = json!({"data": [{"Last_Name": "Okafor"}]}).to_string();
    let request = world.http.post(format!("{}/crm/v8/Contacts", world.eu.api_url())).body(body);
    let created = request.header("Authorization", format!("Bearer {token}")).send().await?;
    Answer::of(created).await?.is(201, "SUCCESS");
    assert_eq!((world.eu.records("Contacts").len(), world.us.records("Contacts").len()), (1, 0));
    assert_eq!(world.sandbox.journal().pop().map(|entry| entry.location).as_deref(), Some("eu"));

    for center in [&world.us, &world.eu] {
        let url = format!("{}/oauth/serverinfo", center.accounts_url());
        let info = Answer::of(world.http.get(url).send().await?).await?.json;
        let expected = json!({"us": world.us.accounts_url(), "eu": world.eu.accounts_url()});
        assert_eq!(info["locations"], expected);
    }
    Ok(())
}

#[tokio::test]
async fn a_location_is_a_word() {
    let refused = Sandbox::builder().location("e u; Path").start().await;
    assert!(refused.is_err_and(|error| error.to_string().contains("`e u; Path`")));
}
