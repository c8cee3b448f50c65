//! `GET /oauth/v2/auth`: an application asks for a grant.

use std::sync::Arc;

use axum::{
    Extension,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use zoho_scopes::ScopeSet;

use super::{PageError, consent, cookie, requested_scopes, sign_in};
use crate::{
    fault::Twist,
    ledger::{Clients, ConsentPage, Ledger, Purpose, Session},
    parameters::Parameters,
    zoho::Zoho,
};

/// A well-formed request of a known client.
struct Request<'a> {
    client_id: &'a str,
    redirect_uri: &'a str,
    scopes: ScopeSet,
    state: Option<&'a str>,
    offline: bool,
    prompt: bool,
}

pub(crate) async fn show(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
    uri: Uri,
    Extension(parameters): Extension<Parameters>,
    Extension(twist): Extension<Twist>,
) -> Result<Response, PageError> {
    let mut ledger = zoho.ledger();
    let request = Request::read(&parameters, &ledger.clients)?;
    let session = ledger.sessions.resume_or_begin(cookie::session_id(&headers, &zoho.location));
    let Some(user) = session.user.clone() else {
        let next = uri.path_and_query().map_or(uri.path(), |address| address.as_str());
        return Ok(sign_in::ask(&zoho, &session, next, parameters.text("login_hint")));
    };
    request.answer(&zoho, &mut ledger, &session, user, &twist)
}

impl<'a> Request<'a> {
    fn read(parameters: &'a Parameters, clients: &Clients) -> Result<Self, PageError> {
        let client_id = parameters.text("client_id");
        let client = clients.get(client_id).ok_or(PageError::UnknownClient)?;
        let redirect_uri = parameters.text("redirect_uri");
        if !client.owns(redirect_uri) {
            return Err(PageError::RedirectUri);
        }
        if parameters.text("response_type") != "code" {
            return Err(PageError::Parameter("response_type"));
        }
        Ok(Self {
            client_id,
            redirect_uri,
            scopes: requested_scopes(parameters.text("scope"))?,
            state: parameters.get("state"),
            offline: parameters.text("access_type") == "offline",
            prompt: parameters.text("prompt") == "consent",
        })
    }

    /// The consent page; or a code at once, where the user has allowed all of it before and `prompt` does not insist.
    fn answer(
        self,
        zoho: &Zoho,
        ledger: &mut Ledger,
        session: &Session,
        user: String,
        twist: &Twist,
    ) -> Result<Response, PageError> {
        let page = ConsentPage {
            session_id: session.id.clone(),
            user,
            client_id: self.client_id.to_owned(),
            redirect_uri: self.redirect_uri.to_owned(),
            scopes: self.scopes,
            purpose: Purpose::Authorize {
                state: self.state.map(str::to_owned),
                offline: self.offline,
                reissue: self.prompt,
            },
        };
        if !self.prompt && ledger.grants.has_consented(&page.client_id, &page.user, &page.scopes) {
            let all = page.scopes.clone();
            return consent::accept(zoho, ledger, page, all, twist);
        }
        Ok(consent::ask(zoho, ledger, session, page))
    }
}
