//! What is sent to Zoho, and what the answers mean.

use std::collections::BTreeSet;

use http::Method;
use reqwest::Url;
use serde_json::Value;
use zoho_sandbox::conformance::{ApiRequest, Failure, Setting};

use super::Flaw;

/// Zoho, as this program talks to it.
pub(super) struct Zoho {
    flaw: Option<Flaw>,
    http: reqwest::Client,
    setting: Setting,
    redirect_uri: String,
    refresh_token: Option<String>,
    access_token: Option<String>,
}

/// What has become of a request.
pub(super) enum Verdict {
    Done,
    ScopeMismatch,
    NoPermission,
    Failed(String),
}

impl Zoho {
    pub(super) fn new(flaw: Option<Flaw>, setting: Setting, redirect_uri: String) -> Result<Zoho, Failure> {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let refresh_token = Some(setting.refresh_token.clone());
        Ok(Zoho { flaw, http, setting, redirect_uri, refresh_token, access_token: None })
    }

    /// Believes that the user lives elsewhere.
    pub(super) fn move_to(&mut self, accounts_url: &str) {
        accounts_url.clone_into(&mut self.setting.accounts_url);
    }

    /// A fresh access token; the answer says which scopes the grant has. `None`: Zoho does not say so now.
    pub(super) async fn refresh(&mut self) -> Result<Option<BTreeSet<String>>, Failure> {
        let Some(refresh_token) = self.refresh_token.clone() else { return Ok(None) };
        let mut form = self.credentials("refresh_token", &refresh_token);
        if self.has(Flaw::ScopeOnRefresh) {
            form.push(("scope", self.setting.scopes.clone()));
        }
        let answer = self.http.post(self.accounts("/oauth/v2/token")).form(&form).send().await;
        let Ok(answer) = answer else { return Ok(None) };
        if answer.status().is_server_error() {
            if self.has(Flaw::LosesRefreshToken) {
                self.refresh_token = None;
            }
            return Ok(None);
        }
        let answer: Value = answer.json().await?;
        let Some(token) = answer["access_token"].as_str() else { return Ok(None) };
        self.access_token = Some(token.to_owned());
        let scopes = answer["scope"].as_str().unwrap_or_default();
        Ok(Some(scopes.split_whitespace().map(str::to_owned).collect()))
    }

    /// The page on which the person is asked.
    pub(super) async fn consent_page(&self, asked: &BTreeSet<String>) -> Result<String, Failure> {
        let refresh_token = self.refresh_token.as_deref().ok_or("the user must sign in again")?;
        let form = self.credentials("update_scopes_token", refresh_token);
        let answer = self.http.post(self.accounts("/oauth/v2/token/scopeenhance")).form(&form).send().await?;
        let answer: Value = answer.json().await?;
        let token = answer["access_token"].as_str().ok_or("no enhancement token")?;
        let mut page = Url::parse(&self.accounts("/oauth/v2/token/addextrascope"))?;
        page.query_pairs_mut()
            .append_pair("response_type", "update_scopes")
            .append_pair("client_id", &self.setting.client_id)
            .append_pair("redirect_uri", &self.redirect_uri)
            .append_pair("scope", &asked.iter().map(String::as_str).collect::<Vec<_>>().join(","))
            .append_pair("enhance_token", token)
            .append_pair("logout", "false");
        Ok(page.into())
    }

    /// Sends a request; once more if Zoho refuses the access token, which is before any effect.
    pub(super) async fn send(&mut self, request: &ApiRequest) -> Result<Verdict, Failure> {
        for _ in 0..2 {
            if self.access_token.is_none() && self.refresh().await?.is_none() {
                return Ok(Verdict::Failed("there is no access token".to_owned()));
            }
            let mut answer = self.send_once(request).await;
            if answer.is_err() && self.has(Flaw::SendsTwice) {
                answer = self.send_once(request).await;
            }
            let (is_success, code) = match answer {
                Ok(answer) => answer,
                Err(error) => return Ok(Verdict::Failed(error.to_string())),
            };
            match code.as_str() {
                "INVALID_TOKEN" => self.access_token = None,
                "OAUTH_SCOPE_MISMATCH" => return Ok(Verdict::ScopeMismatch),
                "NO_PERMISSION" => return Ok(Verdict::NoPermission),
                _ if is_success => return Ok(Verdict::Done),
                _ => return Ok(Verdict::Failed(code)),
            }
        }
        Ok(Verdict::Failed("Zoho refuses a fresh access token".to_owned()))
    }

    async fn send_once(&self, request: &ApiRequest) -> Result<(bool, String), Failure> {
        let url = format!("{}{}", self.setting.api_url, request.target);
        let token = self.access_token.as_deref().unwrap_or_default();
        let method = Method::from_bytes(request.method.as_bytes())?;
        let mut sending =
            self.http.request(method, url).header("authorization", format!("Zoho-oauthtoken {token}"));
        if let Some(body) = &request.body {
            sending = sending.json(body);
        }
        let answer = sending.send().await?;
        let is_success = answer.status().is_success();
        let body: Value = serde_json::from_str(&answer.text().await?).unwrap_or_default();
        Ok((is_success, body["code"].as_str().unwrap_or_default().to_owned()))
    }

    fn credentials(&self, grant_type: &str, refresh_token: &str) -> Vec<(&'static str, String)> {
        vec![
            ("grant_type", grant_type.to_owned()),
            ("client_id", self.setting.client_id.clone()),
            ("client_secret", self.setting.client_secret.clone()),
            ("refresh_token", refresh_token.to_owned()),
        ]
    }

    fn accounts(&self, path: &str) -> String {
        format!("{}{path}", self.setting.accounts_url)
    }

    fn has(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }
}
