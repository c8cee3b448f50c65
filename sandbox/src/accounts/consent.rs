//! The consent page and its answer, for a first grant and for more scopes alike.

use std::sync::Arc;

use axum::{Extension, extract::State, http::HeaderMap, response::Response};
use url::form_urlencoded;
use zoho_scopes::{Scope, ScopeSet, catalogue};

use super::{
    PageError, cookie,
    meaning::meaning,
    pages::{self, Asked, Consent},
};
use crate::{
    fault::Twist,
    journal::{Answer, Prompt},
    ledger::{ConsentPage, Ledger, Purpose, Session, Wish},
    parameters::Parameters,
    zoho::Zoho,
};

/// Reads the `scope` parameter. One scope that Zoho does not know spoils the whole request.
///
/// Scopes of services of which the catalogue lists nothing pass: the sandbox cannot know better.
pub(crate) fn requested_scopes(text: &str) -> Result<ScopeSet, PageError> {
    let scopes = ScopeSet::parse_list(text).map_err(|_| PageError::InvalidScope)?;
    if scopes.is_empty() || !scopes.iter().all(|scope| is_known(&scope)) {
        return Err(PageError::InvalidScope);
    }
    Ok(scopes)
}

fn is_known(scope: &Scope<'_>) -> bool {
    let service = scope.service();
    let foreign = || !catalogue::ENTRIES.iter().any(|entry| entry.service.eq_ignore_ascii_case(service));
    catalogue::find(scope).is_some() || foreign()
}

/// Shows the page and writes down that it was shown.
pub(crate) fn ask(zoho: &Zoho, ledger: &mut Ledger, session: &Session, page: ConsentPage) -> Response {
    let scopes = page.scopes.clone();
    let client = ledger.clients.get(&page.client_id).map_or("", |client| &client.name).to_owned();
    let (user, enhancing) = (page.user.clone(), matches!(page.purpose, Purpose::Enhance { .. }));
    let prompt = zoho.journal.prompted(Prompt {
        location: zoho.location.clone(),
        path: if enhancing { "/oauth/v2/token/addextrascope" } else { "/oauth/v2/auth" }.to_owned(),
        client_id: page.client_id.clone(),
        user: user.clone(),
        scopes: spellings(&scopes),
        answer: None,
    });
    let id = ledger.sessions.open(page, prompt);
    let asked =
        scopes.iter().map(|scope| Asked { scope: scope.as_str(), meaning: meaning(&scope) }).collect();
    let consent =
        Consent { csrf: &session.csrf, page: &id, client: &client, user: &user, enhancing, scopes: asked };
    pages::with_session(session, &zoho.location, pages::render(&consent))
}

pub(crate) async fn submit(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
    Extension(parameters): Extension<Parameters>,
    Extension(twist): Extension<Twist>,
) -> Result<Response, PageError> {
    let mut ledger = zoho.ledger();
    let session = ledger
        .sessions
        .with_form(cookie::session_id(&headers, &zoho.location), parameters.text("csrf"))
        .ok_or(PageError::ForeignForm)?;
    let (page, prompt) =
        ledger.sessions.close(parameters.text("page"), &session).ok_or(PageError::PageClosed)?;

    let ticked = |scope: &Scope<'_>| parameters.all("scope").any(|value| value == scope.as_str());
    let accepted: ScopeSet = page.scopes.iter().filter(ticked).collect();
    // Allowing nothing is declining: there would be nothing to issue a code for.
    if parameters.text("decision") != "accept" || accepted.is_empty() {
        zoho.journal.decided(prompt, Answer::Declined);
        return Ok(decline(&mut ledger, page));
    }
    zoho.journal.decided(prompt, Answer::Accepted(spellings(&accepted)));
    accept(&zoho, &mut ledger, page, accepted, &twist)
}

/// Gives what was asked for, as far as it was accepted, and sends the browser back to the application.
pub(crate) fn accept(
    zoho: &Zoho,
    ledger: &mut Ledger,
    page: ConsentPage,
    accepted: ScopeSet,
    twist: &Twist,
) -> Result<Response, PageError> {
    let now = zoho.clock.now();
    let accepted = twist.other_scopes.clone().unwrap_or(accepted);
    match page.purpose {
        Purpose::Authorize { state: echo, offline, reissue } => {
            let redirect_uri = page.redirect_uri.clone();
            let wish = Wish {
                client_id: page.client_id,
                user: page.user,
                redirect_uri: Some(page.redirect_uri),
                scopes: accepted,
                offline,
                reissue,
            };
            let Some(code) = ledger.grants.codes.issue(wish, now.into()) else {
                return Ok(denied(&redirect_uri, echo.as_deref()));
            };
            let echo = echo.map(|echo| format!("state={}&", escaped(&echo))).unwrap_or_default();
            let (location, server) = (escaped(&zoho.location), escaped(&zoho.accounts_url));
            // Zoho's own callback ends with an ampersand; clients must survive it.
            let query = format!("{echo}code={code}&location={location}&accounts-server={server}&");
            Ok(back(&redirect_uri, &query))
        }
        Purpose::Enhance { enhance_token, logout } => {
            ledger
                .grants
                .enhanceable(&enhance_token, &page.client_id, now)
                .ok_or(PageError::EnhancementToken)?;
            ledger.grants.enhance(&enhance_token, &accepted);
            if logout {
                ledger.sessions.end(&page.session_id);
            }
            Ok(back(&page.redirect_uri, "status=success&scope_enhanced=true"))
        }
    }
}

fn decline(ledger: &mut Ledger, page: ConsentPage) -> Response {
    match page.purpose {
        Purpose::Authorize { state: echo, .. } => denied(&page.redirect_uri, echo.as_deref()),
        Purpose::Enhance { enhance_token, logout } => {
            ledger.grants.enhance(&enhance_token, &ScopeSet::new());
            if logout {
                ledger.sessions.end(&page.session_id);
            }
            back(&page.redirect_uri, "error=access_denied")
        }
    }
}

/// What an application is told if the person declines, and if it was given ten codes in ten minutes.
fn denied(redirect_uri: &str, echo: Option<&str>) -> Response {
    let echo = echo.map(|echo| format!("&state={}", escaped(echo))).unwrap_or_default();
    back(redirect_uri, &format!("error=access_denied{echo}"))
}

fn back(redirect_uri: &str, query: &str) -> Response {
    let separator = if redirect_uri.contains('?') { '&' } else { '?' };
    pages::see_other(&format!("{redirect_uri}{separator}{query}"))
}

fn escaped(value: &str) -> String {
    form_urlencoded::byte_serialize(value.as_bytes()).collect()
}

fn spellings(scopes: &ScopeSet) -> Vec<String> {
    scopes.iter().map(|scope| scope.as_str().to_owned()).collect()
}
