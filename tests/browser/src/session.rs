//! One browser as its driver speaks to us: a command, and the answer or why there is none.
//!
//! Protocol: W3C WebDriver, <https://www.w3.org/TR/webdriver2/>, and ChromeDriver's way to Chromium's own protocol.

use std::io;

use reqwest::Method;
use serde_json::{Value, json};

use crate::driver::DriverError;

/// The name of an element's id in an answer (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Why something could not be done in the browser.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// There is no driver.
    #[error(transparent)]
    Driver(#[from] DriverError),
    /// The browser's folder, or a screenshot, cannot be written.
    #[error("a file of the browser cannot be written")]
    File(#[from] io::Error),
    /// The auditor of the pages is not there.
    #[error("axe cannot be read: `cargo xtask install-browser` installs it")]
    NoAxe(#[source] io::Error),
    /// Somebody is kept out by a page.
    #[error("{page} is not accessible: {found}")]
    Inaccessible {
        /// The page.
        page: String,
        /// What axe has found: the rules, and where they are broken.
        found: String,
    },
    /// The keyboard does not lead there.
    #[error("the Tab key does not lead to `{label}`, but to: {stops}")]
    OutOfReach {
        /// What was looked for.
        label: String,
        /// What had the focus instead, one after the other.
        stops: String,
    },
    /// Who has no mouse cannot see where they are.
    #[error("`{0}` has the focus, and nobody can see it")]
    FocusUnseen(String),
    /// The driver does not answer.
    #[error("the driver does not answer")]
    Unreachable(#[from] reqwest::Error),
    /// The driver has answered with an error.
    #[error("{attempted}: {answer}\nthe page {url} shows:\n{text}")]
    Refused {
        /// What was to be done.
        attempted: String,
        /// What the driver says.
        answer: String,
        /// Where the browser is.
        url: String,
        /// What it shows there.
        text: String,
    },
}

/// A session of the driver.
#[derive(Debug)]
pub(crate) struct Session {
    http: reqwest::Client,
    url: String,
}

impl Session {
    /// Starts a browser with these capabilities.
    pub(crate) async fn begin(driver: &str, capabilities: Value) -> Result<Session, BrowserError> {
        // Requests to this machine must not leave it.
        let http = reqwest::Client::builder().no_proxy().build()?;
        let asked = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer: Value = http.post(format!("{driver}/session")).json(&asked).send().await?.json().await?;
        let Some(id) = answer["value"]["sessionId"].as_str() else {
            return Err(BrowserError::Refused {
                attempted: "start Chromium".to_owned(),
                answer: answer["value"]["message"].to_string(),
                url: String::new(),
                text: String::new(),
            });
        };
        Ok(Session { http, url: format!("{driver}/session/{id}") })
    }

    pub(crate) async fn get(&self, command: &str) -> Result<Value, BrowserError> {
        self.command(Method::GET, command, None).await
    }

    pub(crate) async fn post(&self, command: &str, parameters: &Value) -> Result<Value, BrowserError> {
        self.command(Method::POST, command, Some(parameters)).await
    }

    /// A command of Chromium's own: <https://chromedevtools.github.io/devtools-protocol/>.
    pub(crate) async fn chromium(&self, command: &str, parameters: Value) -> Result<Value, BrowserError> {
        self.post("goog/cdp/execute", &json!({ "cmd": command, "params": parameters })).await
    }

    /// The first element of this path, as soon as there is one.
    pub(crate) async fn find(&self, xpath: &str) -> Result<String, BrowserError> {
        let found = self.post("element", &json!({ "using": "xpath", "value": xpath })).await?;
        Ok(text_of(&found[ELEMENT]))
    }

    /// What this script, the body of a function of the page, returns or resolves to.
    pub(crate) async fn run(&self, script: &str) -> Result<Value, BrowserError> {
        self.post("execute/sync", &json!({ "script": script, "args": [] })).await
    }

    async fn command(
        &self,
        method: Method,
        command: &str,
        parameters: Option<&Value>,
    ) -> Result<Value, BrowserError> {
        let answer = self.ask(method, command, parameters).await?;
        if answer["value"]["error"].is_null() {
            return Ok(answer["value"].clone());
        }
        let url = self.ask(Method::GET, "url", None).await?;
        let script = json!({ "script": "return document.body.innerText", "args": [] });
        let text = self.ask(Method::POST, "execute/sync", Some(&script)).await?;
        let parameters = parameters.map(Value::to_string).unwrap_or_default();
        Err(BrowserError::Refused {
            attempted: format!("{command} {}", parameters.chars().take(400).collect::<String>()),
            answer: text_of(&answer["value"]["message"]),
            url: text_of(&url["value"]),
            text: text_of(&text["value"]),
        })
    }

    async fn ask(
        &self,
        method: Method,
        command: &str,
        parameters: Option<&Value>,
    ) -> Result<Value, BrowserError> {
        let mut request = self.http.request(method, format!("{}/{command}", self.url));
        if let Some(parameters) = parameters {
            request = request.json(parameters);
        }
        Ok(request.send().await?.json().await?)
    }
}

/// A value that is a text, and nothing where it is none.
pub(crate) fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
