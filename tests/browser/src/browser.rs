//! A person at a real browser: what they click, type and see, over WebDriver.
//!
//! Protocol: W3C WebDriver, <https://www.w3.org/TR/webdriver2/>. Every look at a page waits until what it looks for is
//! there, so that no test has to sleep.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{Driver, DriverError};

/// How long a page may take to show what it ought to, in milliseconds.
const PATIENCE: u32 = 20_000;

/// The name of an element's id in an answer (WebDriver, section 12.1).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Whether the browser takes cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    /// As a browser does by itself.
    On,
    /// As a person may set it.
    Off,
}

/// Why something could not be done in the browser.
#[derive(Debug, thiserror::Error)]
pub enum BrowserError {
    /// There is no driver.
    #[error(transparent)]
    Driver(#[from] DriverError),
    /// The browser's folder, or a screenshot, cannot be written.
    #[error("a file of the browser cannot be written")]
    File(#[from] io::Error),
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

/// A headless Chromium with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    http: reqwest::Client,
    session: String,
    // Fields are dropped in this order: the browser must be gone before its profile is.
    _driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    ///
    /// Chromium or its driver is not there, or does not start.
    pub async fn open(cookies: Cookies) -> Result<Browser, BrowserError> {
        let profile = tempfile::Builder::new().prefix("chromium-").tempdir()?;
        let driver = Driver::start()?;
        // Requests to this machine must not leave it.
        let http = reqwest::Client::builder().no_proxy().build()?;
        let asked = json!({ "capabilities": { "alwaysMatch": {
            "browserName": "chrome",
            "timeouts": { "implicit": PATIENCE, "pageLoad": 60_000, "script": 60_000 },
            "goog:chromeOptions": {
                "args": arguments(profile.path()),
                "prefs": { "profile.default_content_setting_values.cookies": if cookies == Cookies::Off { 2 } else { 1 } },
            },
        } } });
        let answer = http.post(format!("{}/session", driver.url())).json(&asked).send().await?;
        let answer: Value = answer.json().await?;
        let Some(id) = answer["value"]["sessionId"].as_str() else {
            return Err(BrowserError::Refused {
                attempted: "start Chromium".to_owned(),
                answer: answer["value"]["message"].to_string(),
                url: String::new(),
                text: String::new(),
            });
        };
        let session = format!("{}/session/{id}", driver.url());
        Ok(Browser { http, session, _driver: driver, _profile: profile })
    }

    /// Types an address.
    ///
    /// # Errors
    ///
    /// It leads nowhere.
    pub async fn go(&self, url: &str) -> Result<(), BrowserError> {
        self.post("url", &json!({ "url": url })).await.map(drop)
    }

    /// Where the browser is.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn url(&self) -> Result<String, BrowserError> {
        Ok(text_of(&self.get("url").await?))
    }

    /// Presses the first link or button whose text begins like this.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn press(&self, label: &str) -> Result<(), BrowserError> {
        let xpath = format!(
            "//*[self::a or self::button][not(@hidden)][starts-with(normalize-space(), \"{label}\")]"
        );
        let element = self.find(&xpath).await?;
        self.post(&format!("element/{element}/click"), &json!({})).await.map(drop)
    }

    /// Types into the field of this label, over what stands there.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn fill(&self, label: &str, text: &str) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.post(&format!("element/{field}/clear"), &json!({})).await?;
        self.post(&format!("element/{field}/value"), &json!({ "text": text })).await.map(drop)
    }

    /// Chooses a file in the field of this label.
    ///
    /// # Errors
    ///
    /// There is none, or no such file.
    pub async fn choose(&self, label: &str, file: &Path) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.post(&format!("element/{field}/value"), &json!({ "text": file })).await.map(drop)
    }

    /// Ticks the box of this label, or unticks it.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn tick(&self, label: &str) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.post(&format!("element/{field}/click"), &json!({})).await.map(drop)
    }

    /// Waits until the page shows this text.
    ///
    /// # Errors
    ///
    /// It does not.
    pub async fn sees(&self, text: &str) -> Result<(), BrowserError> {
        self.find(&format!("//body[contains(normalize-space(), \"{text}\")]")).await.map(drop)
    }

    /// What the page shows.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn text(&self) -> Result<String, BrowserError> {
        let body = self.find("//body").await?;
        Ok(text_of(&self.get(&format!("element/{body}/text")).await?))
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn back(&self) -> Result<(), BrowserError> {
        self.post("back", &json!({})).await.map(drop)
    }

    /// Presses the browser's reload button, and confirms that a form may be sent again.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn reload(&self) -> Result<(), BrowserError> {
        self.post("refresh", &json!({})).await.map(drop)
    }

    /// Opens another tab and goes on in it; gives the name of the tab that was left.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn open_tab(&self) -> Result<String, BrowserError> {
        let left = text_of(&self.get("window").await?);
        let opened = self.post("window/new", &json!({ "type": "tab" })).await?;
        self.switch_to(&text_of(&opened["handle"])).await?;
        Ok(left)
    }

    /// Goes on in another tab; gives the name of the tab that was left.
    ///
    /// # Errors
    ///
    /// There is no such tab.
    pub async fn switch_to(&self, tab: &str) -> Result<String, BrowserError> {
        let left = text_of(&self.get("window").await?);
        self.post("window", &json!({ "handle": tab })).await?;
        Ok(left)
    }

    /// Goes on in the tab that a link has opened.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn switch_to_latest(&self) -> Result<(), BrowserError> {
        let tabs = self.get("window/handles").await?;
        let latest = tabs.as_array().and_then(|tabs| tabs.last()).map(text_of).unwrap_or_default();
        self.switch_to(&latest).await.map(drop)
    }

    /// What this script, the body of a function of the page, returns or resolves to.
    ///
    /// # Errors
    ///
    /// It throws.
    pub async fn run(&self, script: &str) -> Result<Value, BrowserError> {
        self.post("execute/sync", &json!({ "script": script, "args": [] })).await
    }

    /// Writes what the window shows to `screenshots/<name>.png` in the target folder, for a person to look at.
    ///
    /// # Errors
    ///
    /// It cannot be written.
    pub async fn photograph(&self, name: &str) -> Result<(), BrowserError> {
        let picture = text_of(&self.get("screenshot").await?);
        let picture = STANDARD.decode(picture).map_err(io::Error::other)?;
        let folder = target()?.join("screenshots");
        fs::create_dir_all(&folder)?;
        Ok(fs::write(folder.join(name).with_extension("png"), picture)?)
    }

    /// The field of this label.
    async fn field(&self, label: &str) -> Result<String, BrowserError> {
        self.find(&format!(
            "//*[@id = //label[starts-with(normalize-space(), \"{label}\") or code = \"{label}\"]/@for]"
        ))
        .await
    }

    async fn find(&self, xpath: &str) -> Result<String, BrowserError> {
        let found = self.post("element", &json!({ "using": "xpath", "value": xpath })).await?;
        Ok(text_of(&found[ELEMENT]))
    }

    async fn get(&self, command: &str) -> Result<Value, BrowserError> {
        self.command(Method::GET, command, None).await
    }

    async fn post(&self, command: &str, parameters: &Value) -> Result<Value, BrowserError> {
        self.command(Method::POST, command, Some(parameters)).await
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
        Err(BrowserError::Refused {
            attempted: format!("{command} {}", parameters.map(Value::to_string).unwrap_or_default()),
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
        let mut request = self.http.request(method, format!("{}/{command}", self.session));
        if let Some(parameters) = parameters {
            request = request.json(parameters);
        }
        Ok(request.send().await?.json().await?)
    }
}

/// The folder in which Cargo builds: the tests' own program stands in `debug/deps` below it.
pub(crate) fn target() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(3).map(Path::to_owned);
    target.ok_or_else(|| io::Error::other("the test does not run below a target folder"))
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn arguments(profile: &Path) -> Vec<String> {
    let mut arguments: Vec<String> = [
        "--headless=new",
        // Chromium has no sandbox as root, and the pages are our own.
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--no-proxy-server",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1000",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments
}
