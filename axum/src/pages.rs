//! The few pages of our own: what they say, readable without a script.

use std::fmt::Write as _;

use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderValue, StatusCode};
use http_body_util::Full;
use requires_scope::{CallId, Consent, ConsentProblem, Error, Grant, MissingScopes, ScopeSet, SuspendedCall};
use url::form_urlencoded;

use crate::body::OwnResponse;
use crate::look::Page;

/// A page of one message.
pub(crate) fn plain(status: StatusCode, title: &str, message: &str) -> OwnResponse {
    page(status, title, &format!("<p>{}</p>{HOME}", escape(message)))
}

/// Something went wrong; the technical reason is in the log, the person is told what to do.
pub(crate) fn failure(status: StatusCode, error: &Error) -> OwnResponse {
    let (title, advice) = match error.consent_problem() {
        Some(problem) => {
            let title = match problem {
                ConsentProblem::AlreadyAnswered => "This was answered already",
                _ => "This did not work",
            };
            (title, format!("{}. Nothing was changed.", sentence(&problem.to_string())))
        }
        None if error.is_nobody_signed_in() => (
            "Please sign in first",
            "Nobody is signed in to the application in this browser. Nothing was changed.".to_owned(),
        ),
        None if error.is_store_failure() && error.is_retryable() => (
            "This does not work right now",
            "The application cannot reach its own records. Nothing is lost. Please reload this page in a moment."
                .to_owned(),
        ),
        None if error.is_retryable() => {
            ("Zoho cannot be reached", "Nothing is lost. Please reload this page in a moment.".to_owned())
        }
        None if error.is_no_such_call() => ("This was started already", "The request was sent once, or has expired, and is not sent again. Please look whether it has done its work.".to_owned(),
        ),
        None => (
            "This did not work",
            "The application cannot go on here; its operator finds the reason in the log.".to_owned(),
        ),
    };
    plain(status, title, &advice)
}

/// The application failed while it ran a kept request.
pub(crate) fn interrupted() -> OwnResponse {
    let advice = "The request was started and did not end well. Please look whether it has done its work.";
    plain(StatusCode::INTERNAL_SERVER_ERROR, "This did not work", advice)
}

/// The browser only looks ahead: what it asks for is not begun before the person does.
pub(crate) fn not_yet() -> OwnResponse {
    plain(StatusCode::SERVICE_UNAVAILABLE, "Not yet", "This page is not opened in advance.")
}

/// The answer was brought by a browser in which nothing waits: a program at a terminal goes on.
pub(crate) fn answered(consent: &Consent) -> OwnResponse {
    let mut body = String::new();
    if !consent.given().is_empty() {
        let _ = write!(body, "<p>Allowed:</p>{}", list(consent.given()));
    }
    if !consent.declined().is_empty() {
        let _ = write!(body, "<p>Not allowed:</p>{}", list(consent.declined()));
    }
    body.push_str("<p>You can close this window; whatever was waiting for you goes on by itself.</p>");
    body.push_str(HOME);
    page(StatusCode::OK, "Thank you", &body)
}

/// The request cannot be run again: the person is told so before leaving.
pub(crate) fn not_kept(consent_link: &str, missing: &MissingScopes) -> OwnResponse {
    let body = format!(
        "<p>To go on, Zoho will ask you to allow:</p>{}\
         {NOT_KEPT}<p class='actions'><a class='button main' href='{}'>Go on to Zoho</a> <a class='button quiet' href='/'>Not now</a></p>",
        list(missing.scopes()),
        escape(consent_link),
    );
    page(StatusCode::FORBIDDEN, "One more consent is needed", &body)
}

/// A frame shows none of Zoho's pages, nor those of ours that ask: the whole window follows the link.
pub(crate) fn framed(next: &str, missing: &MissingScopes) -> OwnResponse {
    let body = format!(
        "<p>This part of the page needs that you allow:</p>{}\
         <p class='actions'><a class='button main' href='{}' target='_top'>Go on</a></p>",
        list(missing.scopes()),
        escape(next),
    );
    let mut response = page(StatusCode::FORBIDDEN, "One more consent is needed", &body);
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FRAMED_POLICY));
    response
}

/// The person has said no, or left something out: what does not work, what still does, and a button.
pub(crate) fn not_granted(id: &CallId, call: &SuspendedCall, grant: &Grant) -> OwnResponse {
    let missing = call.missing.iter().filter(|scope| !grant.standing(scope).allows_a_call());
    let held = grant.scopes_held();
    let still = if held.is_empty() || !grant.is_signed_in() {
        String::new()
    } else {
        format!("<p>Everything else goes on working:</p>{}", list(&held))
    };
    let lost = if call.request.is_way_back { NOT_KEPT } else { "" };
    let body = format!(
        "<p>This application is not allowed to:</p>{}{still}{lost}\
         <form method='post' action='call/ask?{query}'><button class='main'>Ask me again</button> \
         <a class='button quiet' href='/'>Back to the application</a></form>",
        list(&missing.collect()),
        query = form_urlencoded::Serializer::new(String::new()).append_pair("id", id.as_str()).finish(),
    );
    page(StatusCode::FORBIDDEN, "This does not work without your consent", &body)
}

const NOT_KEPT: &str = "<p><strong>What you have just sent is not kept.</strong> You come back to the page where you \
                        were, and send it once more.</p>";

pub(crate) const HOME: &str = "<a class='button quiet' href='/'>Back to the application</a>";

/// Nobody may frame a page that asks for a consent (RFC 9700, section 4.16). There is no `form-action`: browsers apply it
/// to the redirects after a form too, and those lead to Zoho.
const POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; font-src 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// The same for the one page that stands in a frame of the application's own, and only links to the consent.
const FRAMED_POLICY: &str = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; \
                             font-src 'self'; frame-ancestors 'self'; base-uri 'none'";

/// What every reply of ours has, unless it says otherwise: it is for one person and one moment, and its address is nobody
/// else's business.
pub(crate) fn private(mut response: OwnResponse) -> OwnResponse {
    let headers: [(HeaderName, &'static str); 3] =
        [(CACHE_CONTROL, "no-store"), (REFERRER_POLICY, "same-origin"), (X_CONTENT_TYPE_OPTIONS, "nosniff")];
    for (name, value) in headers {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

fn list(scopes: &ScopeSet) -> String {
    let mut items = String::from("<ul>");
    for scope in scopes {
        let _ = write!(
            items,
            "<li>{} <code>{}</code></li>",
            escape(&describe(scope.as_str())),
            escape(scope.as_str())
        );
    }
    items + "</ul>"
}

/// A scope in plain words: `ZohoCRM.modules.contacts.CREATE` lets the application create contacts.
pub(crate) fn describe(scope: &str) -> String {
    let segments: Vec<_> = scope.split('.').collect();
    let (verb, things) = match segments.last().map(|last| last.to_ascii_uppercase()).as_deref() {
        Some("ALL") => ("read and change", &segments[1..segments.len() - 1]),
        Some("READ") => ("read", &segments[1..segments.len() - 1]),
        Some("CREATE") => ("create", &segments[1..segments.len() - 1]),
        Some("UPDATE") => ("change", &segments[1..segments.len() - 1]),
        Some("DELETE") => ("delete", &segments[1..segments.len() - 1]),
        Some("WRITE") => ("create and change", &segments[1..segments.len() - 1]),
        _ => ("use", &segments[1..]),
    };
    let words = |segments: &[&str]| segments.join(" ").replace('_', " ").to_lowercase();
    let things = match things {
        ["modules"] => "the records of all modules".to_owned(),
        ["modules", module @ ..] => words(module),
        ["coql"] => "records through queries (COQL)".to_owned(),
        other => words(other),
    };
    format!("{verb} {things}")
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The document is written when it is known in whose look: see `look`.
pub(crate) fn page(status: StatusCode, title: &str, main: &str) -> OwnResponse {
    let mut response = private(OwnResponse::new(Full::default()));
    *response.status_mut() = status;
    response.extensions_mut().insert(Page {
        title: escape(title),
        main: main.to_owned(),
        user: None,
        is_connection: false,
    });
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_never_becomes_markup() {
        assert_eq!(escape("<a href='x'>&\"</a>"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;&lt;/a&gt;");
    }

    #[test]
    fn a_scope_reads_as_a_sentence() {
        let cases = [
            ("ZohoCRM.modules.contacts.CREATE", "create contacts"),
            ("ZohoCRM.modules.ALL", "read and change the records of all modules"),
            ("ZohoCRM.settings.custom_views.READ", "read settings custom views"),
            ("ZohoCRM.coql.READ", "read records through queries (COQL)"),
            ("PhoneBridge.call.log", "use call log"),
        ];
        for (scope, sentence) in cases {
            assert_eq!(describe(scope), sentence);
        }
    }
}
