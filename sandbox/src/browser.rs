//! A browser without a window: it keeps cookies, follows redirects, reads forms and sends them.
//!
//! Every origin counts as a site of its own, although browsers would put all ports of one host together: in production
//! Zoho and the application are two sites, and what depends on that (cookies, `Sec-Fetch-Site`) must show here.
//! There are no scripts and no subresources.

mod cookies;
mod form;
mod html;
mod page;
mod person;

use std::fmt;

use reqwest::{Client, Method, StatusCode, header, redirect};
use url::Url;

use self::cookies::Jar;
pub use self::{form::Form, page::Page, person::Person};

/// More redirects than this in a row are a loop.
const MAX_REDIRECTS: usize = 20;

/// A browser with one tab.
///
/// # Examples
///
/// ```
/// # async fn example(consent_link: &str) -> Result<(), zoho_sandbox::browser::BrowserError> {
/// use zoho_sandbox::browser::Browser;
///
/// let mut browser = Browser::new()?;
/// browser.get(consent_link).await?;
/// browser.submit("Sign in", &[("email", "marketer@zylker.example"), ("password", "password")]).await?;
/// let page = browser.submit("Accept", &[]).await?;
/// assert_eq!(page.status(), 200);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Browser {
    http: Client,
    cookies: Jar,
    fences: Vec<String>,
    page: Option<Page>,
    hops: Vec<Hop>,
}

/// One request of the browser and the status of its answer.
#[derive(Clone)]
#[non_exhaustive]
pub struct Hop {
    /// The HTTP method.
    pub method: String,
    /// The whole address, with whatever secrets its query holds.
    pub url: String,
    /// The status of the answer.
    pub status: u16,
    /// Where the answer sent the browser.
    pub location: Option<String>,
}

/// What a person would see as "this does not work".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BrowserError {
    /// The HTTP client cannot be made.
    #[error("the browser cannot be opened")]
    Open(#[source] reqwest::Error),
    /// The text is no address.
    #[error("the address cannot be read")]
    Address(#[from] url::ParseError),
    /// Nobody answers, or the answer was torn.
    #[error("no whole answer comes from {origin}")]
    Unreachable {
        /// Scheme, host and port that were asked.
        origin: String,
        /// What went wrong, without the address.
        source: reqwest::Error,
    },
    /// One redirect followed another without end.
    #[error("the page redirects without end")]
    RedirectLoop,
    /// No page is open yet.
    #[error("no page is open")]
    NoPage,
    /// The page has no such form.
    #[error("the page has no form number {0}")]
    NoForm(usize),
    /// The page has no such button.
    #[error("the page has no button `{0}`")]
    NoButton(String),
    /// The form has no such field or box.
    #[error("the form has no field `{0}`")]
    NoField(String),
    /// The page has no such link.
    #[error("the page has no link `{0}`")]
    NoLink(String),
}

/// One request of a navigation.
struct Request {
    method: Method,
    url: Url,
    form: Option<String>,
}

impl Browser {
    /// Opens a browser that nobody has used before.
    ///
    /// # Errors
    ///
    /// The HTTP client cannot be made.
    pub fn new() -> Result<Self, BrowserError> {
        let http = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .build()
            .map_err(BrowserError::Open)?;
        Ok(Self { http, cookies: Jar::default(), fences: Vec::new(), page: None, hops: Vec::new() })
    }

    /// Makes the browser stop where a redirect leads to an address that begins with `prefix`.
    ///
    /// The page is then empty and has that address: for tests in which no application listens.
    pub fn stop_before(&mut self, prefix: &str) {
        self.fences.push(prefix.to_owned());
    }

    /// Goes to an address as if it was typed, and on through all redirects.
    ///
    /// # Errors
    ///
    /// The address cannot be read, nobody answers or the redirects have no end.
    pub async fn get(&mut self, url: &str) -> Result<&Page, BrowserError> {
        let request = Request { method: Method::GET, url: Url::parse(url)?, form: None };
        self.navigate(request, None).await
    }

    /// Follows the link with this text.
    ///
    /// # Errors
    ///
    /// There is no such link; and as [`Browser::get`].
    pub async fn follow(&mut self, link: &str) -> Result<&Page, BrowserError> {
        let page = self.page.as_ref().ok_or(BrowserError::NoPage)?;
        let target = page.link(link).ok_or_else(|| BrowserError::NoLink(link.to_owned()))?;
        let url = page.address().join(target)?;
        let initiator = page.address().clone();
        self.navigate(Request { method: Method::GET, url, form: None }, Some(initiator)).await
    }

    /// Fills in fields and presses the button with this text or value, in whichever form it is.
    ///
    /// # Errors
    ///
    /// There is no such button or field; and as [`Browser::get`].
    pub async fn submit(&mut self, button: &str, fields: &[(&str, &str)]) -> Result<&Page, BrowserError> {
        let page = self.page.as_ref().ok_or(BrowserError::NoPage)?;
        let no_button = || BrowserError::NoButton(button.to_owned());
        let form = page.forms().iter().find(|form| form.has_button(button)).ok_or_else(no_button)?.clone();
        self.send(form, Some(button), fields).await
    }

    /// Fills in fields and sends the form of this number without pressing a button, as the Enter key does.
    ///
    /// # Errors
    ///
    /// There is no such form or field; and as [`Browser::get`].
    pub async fn submit_form(
        &mut self,
        index: usize,
        fields: &[(&str, &str)],
    ) -> Result<&Page, BrowserError> {
        let page = self.page.as_ref().ok_or(BrowserError::NoPage)?;
        let form = page.forms().get(index).ok_or(BrowserError::NoForm(index))?.clone();
        self.send(form, None, fields).await
    }

    /// Takes the tick from the box with this name and value.
    ///
    /// # Errors
    ///
    /// The page has no such box.
    pub fn untick(&mut self, name: &str, value: &str) -> Result<(), BrowserError> {
        let page = self.page.as_mut().ok_or(BrowserError::NoPage)?;
        let found = page.forms_mut().iter_mut().any(|form| form.untick(name, value));
        if found { Ok(()) } else { Err(BrowserError::NoField(value.to_owned())) }
    }

    /// The page that is open.
    pub fn page(&self) -> Option<&Page> {
        self.page.as_ref()
    }

    /// Every request since the browser was opened, in order.
    pub fn hops(&self) -> &[Hop] {
        &self.hops
    }

    async fn send(
        &mut self,
        mut form: Form,
        button: Option<&str>,
        fields: &[(&str, &str)],
    ) -> Result<&Page, BrowserError> {
        for (name, value) in fields {
            if !form.fill(name, value) {
                return Err(BrowserError::NoField((*name).to_owned()));
            }
        }
        let page = self.page.as_ref().ok_or(BrowserError::NoPage)?;
        let initiator = page.address().clone();
        let mut url = initiator.join(form.action())?;
        let body = form.body(button);
        let request = if form.is_post() {
            Request { method: Method::POST, url, form: Some(body) }
        } else {
            url.set_query(Some(&body));
            Request { method: Method::GET, url, form: None }
        };
        self.navigate(request, Some(initiator)).await
    }

    async fn navigate(
        &mut self,
        mut request: Request,
        initiator: Option<Url>,
    ) -> Result<&Page, BrowserError> {
        let mut chain: Vec<Url> = initiator.into_iter().collect();
        for _ in 0..MAX_REDIRECTS {
            let response = self.request(&request, &chain).await?;
            self.cookies.store(&request.url, response.headers());
            let status = response.status();
            let location = redirect_target(&response);
            self.hops.push(Hop {
                method: request.method.to_string(),
                url: request.url.to_string(),
                status: status.as_u16(),
                location: location.clone(),
            });
            let Some(location) = location else {
                let url = request.url;
                let body = response.text().await.map_err(|source| unreachable(&url, source))?;
                return Ok(self.page.insert(Page::read(url, status.as_u16(), body)));
            };
            let url = request.url.join(&location)?;
            if self.fences.iter().any(|prefix| url.as_str().starts_with(prefix)) {
                return Ok(self.page.insert(Page::read(url, status.as_u16(), String::new())));
            }
            // A typed address has no initiator, and redirects do not give it one.
            if !chain.is_empty() {
                chain.push(request.url.clone());
            }
            request = request.redirected(status, url);
        }
        Err(BrowserError::RedirectLoop)
    }

    async fn request(&self, request: &Request, chain: &[Url]) -> Result<reqwest::Response, BrowserError> {
        let same_site = chain.iter().all(|url| url.origin() == request.url.origin());
        let site = match chain {
            [] => "none",
            _ if same_site => "same-origin",
            _ => "cross-site",
        };
        let mut builder = self
            .http
            .request(request.method.clone(), request.url.clone())
            .header(header::ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .header(header::USER_AGENT, "Mozilla/5.0 (a person without a window)")
            .header("Upgrade-Insecure-Requests", "1")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document")
            .header("Sec-Fetch-User", "?1")
            .header("Sec-Fetch-Site", site);
        if let Some(cookies) = self.cookies.header(&request.url, &request.method, same_site) {
            builder = builder.header(header::COOKIE, cookies);
        }
        if let Some(form) = &request.form {
            let origin =
                chain.first().map_or_else(|| "null".to_owned(), |url| url.origin().ascii_serialization());
            builder = builder
                .header(header::ORIGIN, origin)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(form.clone());
        }
        builder.send().await.map_err(|source| unreachable(&request.url, source))
    }
}

impl Request {
    /// The request that follows a redirect: 307 and 308 keep the form, the others turn it into a GET.
    fn redirected(self, status: StatusCode, url: Url) -> Self {
        let keeps = matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT);
        if keeps { Self { url, ..self } } else { Self { method: Method::GET, url, form: None } }
    }
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Browser").field("page", &self.page).field("hops", &self.hops).finish_non_exhaustive()
    }
}

impl fmt::Debug for Hop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url.split('?').next().unwrap_or_default();
        f.debug_struct("Hop")
            .field("method", &self.method)
            .field("url", &url)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

fn redirect_target(response: &reqwest::Response) -> Option<String> {
    let redirects = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(header::LOCATION).filter(|_| redirects)?;
    location.to_str().ok().map(str::to_owned)
}

fn unreachable(url: &Url, source: reqwest::Error) -> BrowserError {
    BrowserError::Unreachable { origin: url.origin().ascii_serialization(), source: source.without_url() }
}
