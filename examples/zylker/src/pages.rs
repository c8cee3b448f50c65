//! The pages: what each of them is made of, and the headers that all of them have.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode, header};
use requires_scope::{ScopeSet, Standing};

use crate::app::SANDBOX_PASSWORD;
use crate::attachment::Attachment;
use crate::contact::Contact;
use crate::error::AppError;
use crate::lead::Lead;
use crate::marketer::Marketer;
use crate::report::Report;

pub(crate) const STYLE: &str = include_str!("../templates/style.css");

pub(crate) const SCRIPT: &str = include_str!("../templates/live.js");

pub(crate) const ICON: &str = include_str!("../templates/icon.svg");

/// Nothing but our own stylesheet, script and icon loads, and nobody may put a page of ours into a frame.
///
/// There is no `form-action`: browsers apply it to the redirects after a form too, and those may lead to Zoho.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/// A page that was written.
#[derive(Debug)]
pub(crate) struct Page {
    status: StatusCode,
    html: String,
}

/// What stands around every page.
struct Frame {
    marketer: Option<Marketer>,
    /// Where it is told what the user has granted.
    allowed: Option<Vec<Allowed>>,
}

/// One scope that the user has granted Zylker.
struct Allowed {
    scope: String,
    is_verified: bool,
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start {
    frame: Frame,
    marketers: [Marketer; 2],
    at_sandbox: bool,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    marketer: Marketer,
}

#[derive(Template)]
#[template(path = "leads.html")]
struct Leads<'a> {
    frame: Frame,
    leads: &'a [Lead],
}

#[derive(Template)]
#[template(path = "contact_form.html")]
struct ContactForm<'a> {
    frame: Frame,
    lead: &'a Lead,
}

#[derive(Template)]
#[template(path = "lead_files.html")]
struct LeadFiles<'a> {
    frame: Frame,
    lead: &'a Lead,
    /// Nothing where Zylker may not see them.
    files: Option<&'a [Attachment]>,
    attached: bool,
}

#[derive(Template)]
#[template(path = "consent.html")]
struct Consent<'a> {
    frame: Frame,
    title: &'a str,
    content: &'a str,
    is_connection: bool,
}

#[derive(Template)]
#[template(path = "contacts.html")]
struct Contacts<'a> {
    frame: Frame,
    contacts: &'a [Contact],
}

#[derive(Template)]
#[template(path = "contact.html")]
struct OneContact<'a> {
    frame: Frame,
    contact: &'a Contact,
    is_new: bool,
}

#[derive(Template)]
#[template(path = "deals.html")]
struct Deals<'a> {
    frame: Frame,
    report: &'a Report<'a>,
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct Trouble<'a> {
    frame: Frame,
    title: &'a str,
    advice: &'a str,
}

/// Who are you?
pub(crate) fn start(at_sandbox: bool) -> Result<Page, AppError> {
    Page::of(&Start { frame: Frame::current(), marketers: Marketer::ALL, at_sandbox })
}

/// What there is to do.
pub(crate) fn home(marketer: Marketer) -> Result<Page, AppError> {
    Page::of(&Home { frame: Frame::current(), marketer })
}

pub(crate) fn leads(leads: &[Lead]) -> Result<Page, AppError> {
    Page::of(&Leads { frame: Frame::current(), leads })
}

pub(crate) fn contact_form(lead: &Lead) -> Result<Page, AppError> {
    Page::of(&ContactForm { frame: Frame::current(), lead })
}

/// The form that attaches a file to a lead, the files that Zylker may see, and whether one was just attached.
pub(crate) fn lead_files(
    lead: &Lead,
    files: Option<&[Attachment]>,
    attached: bool,
) -> Result<Page, AppError> {
    Page::of(&LeadFiles { frame: Frame::current(), lead, files, attached })
}

/// Puts Zylker's frame around the pages of a consent.
pub(crate) fn look(page: &requires_scope_axum::Page) -> String {
    let marketer = page.user().and_then(|user| Marketer::named(user.user()));
    let frame = Frame { marketer, allowed: None };
    let document =
        Consent { frame, title: page.title(), content: page.main(), is_connection: page.is_connection() };
    let document = document.render();
    // A page without its frame says all the same what it has to say.
    document.unwrap_or_else(|_| format!("<!doctype html><h1>{}</h1>{}", page.title(), page.main()))
}

pub(crate) fn contacts(contacts: &[Contact]) -> Result<Page, AppError> {
    Page::of(&Contacts { frame: Frame::current(), contacts })
}

/// A contact, and whether it was just created.
pub(crate) fn contact(contact: &Contact, is_new: bool) -> Result<Page, AppError> {
    Page::of(&OneContact { frame: Frame::current(), contact, is_new })
}

pub(crate) fn deals(report: &Report<'_>) -> Result<Page, AppError> {
    Page::of(&Deals { frame: Frame::current(), report })
}

/// Why something did not work, and what to do.
pub(crate) fn trouble(status: StatusCode, title: &str, advice: &str) -> Result<Page, AppError> {
    Ok(Page { status, ..Page::of(&Trouble { frame: Frame::current(), title, advice })? })
}

impl Page {
    fn of(template: &impl Template) -> Result<Page, AppError> {
        Ok(Page { status: StatusCode::OK, html: template.render()? })
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let headers: [(HeaderName, HeaderValue); 4] = [
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        ];
        (self.status, headers, Html(self.html)).into_response()
    }
}

impl Frame {
    /// Nobody, or the user whose grant the layer has made the current one.
    fn current() -> Frame {
        let Ok(grant) = requires_scope::current() else {
            return Frame { marketer: None, allowed: None };
        };
        // A grant that has ended allows nothing, whatever it held.
        let held = if grant.is_signed_in() { grant.scopes_held() } else { ScopeSet::new() };
        let allowed = held.iter().map(|scope| Allowed {
            scope: scope.as_str().to_owned(),
            is_verified: grant.standing(&scope) == Standing::Verified,
        });
        Frame { marketer: Marketer::named(grant.key().user()), allowed: Some(allowed.collect()) }
    }
}
