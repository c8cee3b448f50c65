//! A sandbox with one application, and the ways to talk to it.

use std::error::Error;

use reqwest::{Client, Method, Response};
use serde_json::Value;
use url::Url;
use zoho_sandbox::{Builder, ClientCredentials, Sandbox, browser::Person};

pub(crate) type TestResult = Result<(), Box<dyn Error>>;

pub(crate) const EMAIL: &str = "marketer@zylker.example";
pub(crate) const OTHER_EMAIL: &str = "director@zylker.example";
pub(crate) const PASSWORD: &str = "password";

/// Where the browser is sent back to; nobody listens there.
pub(crate) const CALLBACK: &str = "http://127.0.0.1:4000/scopes/callback";

pub(crate) const LEADS: &str = "ZohoCRM.modules.leads.READ";
pub(crate) const CONTACTS: &str = "ZohoCRM.modules.contacts.CREATE";
pub(crate) const COQL: &str = "ZohoCRM.coql.READ";

pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) app: ClientCredentials,
    pub(crate) http: Client,
}

/// Status and JSON of an answer; `Null` if the body is something else.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) json: Value,
    pub(crate) text: String,
}

impl Stage {
    pub(crate) async fn new() -> Result<Self, Box<dyn Error>> {
        Self::of(Sandbox::builder().user(EMAIL, PASSWORD).user(OTHER_EMAIL, PASSWORD)).await
    }

    pub(crate) async fn of(builder: Builder) -> Result<Self, Box<dyn Error>> {
        let sandbox = builder.start().await?;
        let app = sandbox.register_client("Zylker Marketing", CALLBACK);
        let http = Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
        Ok(Self { sandbox, app, http })
    }

    /// A refresh token of the marketer.
    pub(crate) fn grant(&self, scopes: &str) -> String {
        self.sandbox.issue_grant(&self.app.client_id, EMAIL, scopes).refresh_token
    }

    pub(crate) fn accounts(&self, path: &str, query: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
        let base = format!("{}{path}", self.sandbox.accounts_url());
        Ok(Url::parse_with_params(&base, query)?.into())
    }

    pub(crate) fn auth_url(&self, scope: &str, more: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
        let mut query = vec![
            ("response_type", "code"),
            ("client_id", self.app.client_id.as_str()),
            ("redirect_uri", CALLBACK),
            ("scope", scope),
        ];
        query.extend(more);
        self.accounts("/oauth/v2/auth", &query)
    }

    pub(crate) fn enhance_url(
        &self,
        token: &str,
        scope: &str,
        logout: &str,
    ) -> Result<String, Box<dyn Error>> {
        let query = [
            ("response_type", "update_scopes"),
            ("client_id", self.app.client_id.as_str()),
            ("redirect_uri", CALLBACK),
            ("scope", scope),
            ("enhance_token", token),
            ("logout", logout),
        ];
        self.accounts("/oauth/v2/token/addextrascope", &query)
    }

    /// Posts a form with the application's credentials to the accounts server.
    pub(crate) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer, Box<dyn Error>> {
        let mut form = form.to_vec();
        form.extend([
            ("client_id", self.app.client_id.as_str()),
            ("client_secret", self.app.client_secret.as_str()),
        ]);
        let url = self.accounts(path, &[])?;
        Answer::of(self.http.post(url).form(&form).send().await?).await
    }

    pub(crate) async fn exchange(&self, code: &str) -> Result<Answer, Box<dyn Error>> {
        let form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", CALLBACK)];
        self.post("/oauth/v2/token", &form).await
    }

    pub(crate) async fn refresh(&self, refresh_token: &str) -> Result<Answer, Box<dyn Error>> {
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
        self.post("/oauth/v2/token", &form).await
    }

    /// A fresh access token.
    pub(crate) async fn access(&self, refresh_token: &str) -> Result<String, Box<dyn Error>> {
        self.refresh(refresh_token).await?.string("access_token")
    }

    /// A fresh enhancement token.
    pub(crate) async fn enhancement(&self, refresh_token: &str) -> Result<String, Box<dyn Error>> {
        let form = [("grant_type", "update_scopes_token"), ("refresh_token", refresh_token)];
        self.post("/oauth/v2/token/scopeenhance", &form).await?.string("access_token")
    }

    /// Calls the CRM as Zoho's SDKs do: a JSON body goes without a `Content-Type`.
    pub(crate) async fn call(
        &self,
        method: Method,
        path: &str,
        access_token: &str,
        body: Option<Value>,
    ) -> Result<Answer, Box<dyn Error>> {
        let url = format!("{}{path}", self.sandbox.api_url());
        let mut request = self.http.request(method, url);
        if !access_token.is_empty() {
            request = request.header("Authorization", format!("Zoho-oauthtoken {access_token}"));
        }
        if let Some(body) = body {
            request = request.body(body.to_string());
        }
        Answer::of(request.send().await?).await
    }
}

/// A person whose browser stops at the application's door.
pub(crate) fn person() -> Result<Person, Box<dyn Error>> {
    let mut person = Person::new()?;
    person.browser().stop_before(CALLBACK);
    Ok(person)
}

impl Answer {
    pub(crate) async fn of(response: Response) -> Result<Self, Box<dyn Error>> {
        let status = response.status().as_u16();
        let text = response.text().await?;
        Ok(Self { status, json: serde_json::from_str(&text).unwrap_or_default(), text })
    }

    pub(crate) fn string(&self, name: &str) -> Result<String, Box<dyn Error>> {
        Ok(self.json[name].as_str().ok_or_else(|| format!("no `{name}` in {self:?}"))?.to_owned())
    }

    /// Asserts the status and the `error` of an accounts answer or the `code` of an API answer.
    #[track_caller]
    pub(crate) fn is(&self, status: u16, code: &str) {
        let given = [&self.json["error"], &self.json["code"], &self.json["data"][0]["code"]];
        let given = given.into_iter().find_map(Value::as_str).unwrap_or_default();
        assert_eq!((self.status, given), (status, code), "{}", self.text);
    }
}
