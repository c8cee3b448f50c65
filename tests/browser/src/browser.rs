//! A person at a real browser: what they click, type and see, over WebDriver.
//!
//! Every look at a page waits until what it looks for is there, so that no test has to sleep.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;
use crate::session::{BrowserError, Session, text_of};

/// How long a page may take to show what it ought to.
const PATIENCE: Duration = Duration::from_secs(20);

/// Where the browser saves files, in its profile.
const DOWNLOADS: &str = "downloads";

/// Whether the browser takes cookies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    /// As a browser does by itself.
    On,
    /// As a person may set it.
    Off,
}

/// A headless Chromium with a fresh profile.
#[derive(Debug)]
pub struct Browser {
    pub(crate) session: Session,
    // Fields are dropped in this order: the browser must be gone before its profile is.
    _driver: Driver,
    profile: TempDir,
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
        let capabilities = json!({
            "browserName": "chrome",
            // A certificate of the tests is signed by nobody.
            "acceptInsecureCerts": true,
            "timeouts": { "implicit": PATIENCE.as_millis(), "pageLoad": 60_000, "script": 60_000 },
            "goog:chromeOptions": {
                "args": arguments(profile.path()),
                "prefs": {
                    "profile.default_content_setting_values.cookies": if cookies == Cookies::Off { 2 } else { 1 },
                    "download.default_directory": profile.path().join(DOWNLOADS),
                },
            },
        });
        let session = Session::begin(&driver.url(), capabilities).await?;
        // Without a window no page would have the focus, and nobody could see where it is.
        session.chromium("Emulation.setFocusEmulationEnabled", json!({ "enabled": true })).await?;
        Ok(Browser { session, _driver: driver, profile })
    }

    /// Types an address.
    ///
    /// # Errors
    ///
    /// It leads nowhere.
    pub async fn go(&self, url: &str) -> Result<(), BrowserError> {
        self.session.post("url", &json!({ "url": url })).await.map(drop)
    }

    /// Where the browser is.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn url(&self) -> Result<String, BrowserError> {
        Ok(text_of(&self.session.get("url").await?))
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
        let element = self.session.find(&xpath).await?;
        self.session.post(&format!("element/{element}/click"), &json!({})).await.map(drop)
    }

    /// Types into the field of this label, over what stands there.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn fill(&self, label: &str, text: &str) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.session.post(&format!("element/{field}/clear"), &json!({})).await?;
        self.session.post(&format!("element/{field}/value"), &json!({ "text": text })).await.map(drop)
    }

    /// Chooses a file in the field of this label.
    ///
    /// # Errors
    ///
    /// There is none, or no such file.
    pub async fn choose(&self, label: &str, file: &Path) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.session.post(&format!("element/{field}/value"), &json!({ "text": file })).await.map(drop)
    }

    /// Ticks the box of this label, or unticks it.
    ///
    /// # Errors
    ///
    /// There is none.
    pub async fn tick(&self, label: &str) -> Result<(), BrowserError> {
        let field = self.field(label).await?;
        self.session.post(&format!("element/{field}/click"), &json!({})).await.map(drop)
    }

    /// Waits until the page shows this text.
    ///
    /// # Errors
    ///
    /// It does not.
    pub async fn sees(&self, text: &str) -> Result<(), BrowserError> {
        self.session.find(&format!("//body[contains(normalize-space(), \"{text}\")]")).await.map(drop)
    }

    /// What the page shows.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn text(&self) -> Result<String, BrowserError> {
        let body = self.session.find("//body").await?;
        Ok(text_of(&self.session.get(&format!("element/{body}/text")).await?))
    }

    /// Waits until the page has all that belongs to it, its style for example.
    pub(crate) async fn is_loaded(&self) -> Result<(), BrowserError> {
        let script = "return document.readyState === 'complete'
            || new Promise(loaded => addEventListener('load', () => loaded(true)))";
        self.session.run(script).await.map(drop)
    }

    /// Presses the browser's back button.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn back(&self) -> Result<(), BrowserError> {
        self.session.post("back", &json!({})).await.map(drop)
    }

    /// Presses the browser's forward button.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn forward(&self) -> Result<(), BrowserError> {
        self.session.post("forward", &json!({})).await.map(drop)
    }

    /// Presses the browser's reload button, and confirms that a form may be sent again.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn reload(&self) -> Result<(), BrowserError> {
        self.session.post("refresh", &json!({})).await.map(drop)
    }

    /// Opens another tab and goes on in it; gives the name of the tab that was left.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn open_tab(&self) -> Result<String, BrowserError> {
        let left = text_of(&self.session.get("window").await?);
        let opened = self.session.post("window/new", &json!({ "type": "tab" })).await?;
        self.switch_to(&text_of(&opened["handle"])).await?;
        Ok(left)
    }

    /// Goes on in another tab; gives the name of the tab that was left.
    ///
    /// # Errors
    ///
    /// There is no such tab.
    pub async fn switch_to(&self, tab: &str) -> Result<String, BrowserError> {
        let left = text_of(&self.session.get("window").await?);
        self.session.post("window", &json!({ "handle": tab })).await?;
        Ok(left)
    }

    /// Goes on in the tab that a link has opened.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn switch_to_latest(&self) -> Result<(), BrowserError> {
        let tabs = self.session.get("window/handles").await?;
        let latest = tabs.as_array().and_then(|tabs| tabs.last()).map(text_of).unwrap_or_default();
        self.switch_to(&latest).await.map(drop)
    }

    /// What this script, the body of a function of the page, returns or resolves to.
    ///
    /// # Errors
    ///
    /// It throws.
    pub async fn run(&self, script: &str) -> Result<Value, BrowserError> {
        self.session.run(script).await
    }

    /// The bytes of a file that the browser saves under this name, as soon as it has all of them.
    ///
    /// # Errors
    ///
    /// It does not come.
    pub async fn saved(&self, name: &str) -> Result<Vec<u8>, BrowserError> {
        let file = self.profile.path().join(DOWNLOADS).join(name);
        let started = Instant::now();
        // Until it is whole it has another name.
        while !file.exists() && started.elapsed() < PATIENCE {
            // A question to the browser between two looks leaves the processor to it.
            self.url().await?;
        }
        Ok(fs::read(file)?)
    }

    /// The cookies of the page, with what the browser holds of each.
    ///
    /// # Errors
    ///
    /// The browser is gone.
    pub async fn cookies(&self) -> Result<Vec<Value>, BrowserError> {
        Ok(self.session.get("cookie").await?.as_array().cloned().unwrap_or_default())
    }

    /// The field of this label.
    async fn field(&self, label: &str) -> Result<String, BrowserError> {
        self.session
            .find(&format!(
                "//*[@id = //label[starts-with(normalize-space(), \"{label}\") or code = \"{label}\"]/@for]"
            ))
            .await
    }
}

/// The folder in which Cargo builds: the tests' own program stands in `debug/deps` below it.
pub(crate) fn target() -> io::Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(3).map(Path::to_owned);
    target.ok_or_else(|| io::Error::other("the test does not run below a target folder"))
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
        "--hide-scrollbars",
        "--window-size=1200,1000",
    ]
    .map(str::to_owned)
    .to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    arguments
}
