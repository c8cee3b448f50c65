//! Incremental authorization: `POST …/scopeenhance` for the application, `GET …/addextrascope` for the person.

use std::sync::Arc;

use axum::{
    Extension, Json,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde_json::{Value, json};
use zoho_scopes::ScopeSet;

use super::{PageError, TokenError, consent, cookie, requested_scopes, sign_in};
use crate::{
    fault::Twist,
    ledger::{ClientKind, Clients, ConsentPage, ENHANCEMENT_LIFE, Purpose},
    parameters::Parameters,
    zoho::Zoho,
};

/// Step 1: the application exchanges its refresh token for an enhancement token.
///
/// Uncertain: for a wrong `grant_type` Zoho's table names `invalid_client` and `invalid_code`; the first is chosen, as at
/// the token endpoint. For a refresh token of another data centre the table says `invalid_client`, where the token
/// endpoint says `invalid_code`. Only server-based applications may do this, and what others are told is not documented.
pub(crate) async fn begin(
    State(zoho): State<Arc<Zoho>>,
    Extension(parameters): Extension<Parameters>,
) -> Result<Json<Value>, TokenError> {
    let (client_id, refresh_token) = (parameters.text("client_id"), parameters.text("refresh_token"));
    let is_elsewhere = zoho.elsewhere(|ledger| ledger.grants.get(refresh_token).is_some()).is_some();
    let mut ledger = zoho.ledger();
    if parameters.text("grant_type") != "update_scopes_token" {
        return Err(TokenError::InvalidClient);
    }
    let client = ledger.clients.authenticate(client_id, parameters.text("client_secret"))?;
    if client.kind != ClientKind::ServerBased || is_elsewhere {
        return Err(TokenError::InvalidClient);
    }
    let token = ledger.grants.begin_enhancement(refresh_token, client_id, zoho.clock.now())?;
    let expires_in = ENHANCEMENT_LIFE.as_secs();
    Ok(Json(json!({"access_token": token, "token_type": "update_scope", "expires_in": expires_in})))
}

/// A well-formed request of a known client.
struct Request<'a> {
    client_id: &'a str,
    redirect_uri: &'a str,
    scopes: ScopeSet,
    enhance_token: &'a str,
    logout: bool,
}

/// Step 2: the person is shown the scopes that are new to the grant, and nothing else.
///
/// Uncertain: whether a request for nothing new goes straight to success, and what somebody else than the owner of the
/// grant is shown.
pub(crate) async fn show(
    State(zoho): State<Arc<Zoho>>,
    headers: HeaderMap,
    uri: Uri,
    Extension(parameters): Extension<Parameters>,
    Extension(twist): Extension<Twist>,
) -> Result<Response, PageError> {
    let mut ledger = zoho.ledger();
    let request = Request::read(&parameters, &ledger.clients)?;
    let (owner, held) = ledger
        .grants
        .enhanceable(request.enhance_token, request.client_id, zoho.clock.now())
        .ok_or(PageError::EnhancementToken)?;
    let (owner, held) = (owner.to_owned(), held.clone());

    let session = ledger.sessions.resume_or_begin(cookie::session_id(&headers, &zoho.location));
    let Some(user) = session.user.clone() else {
        let next = uri.path_and_query().map_or(uri.path(), |address| address.as_str());
        return Ok(sign_in::ask(&zoho, &session, next, parameters.text("login_hint")));
    };
    if user != owner {
        return Err(PageError::OtherUser);
    }
    let page = ConsentPage {
        session_id: session.id.clone(),
        user,
        client_id: request.client_id.to_owned(),
        redirect_uri: request.redirect_uri.to_owned(),
        scopes: request.scopes.iter().filter(|scope| !held.covers(scope)).collect(),
        purpose: Purpose::Enhance { enhance_token: request.enhance_token.to_owned(), logout: request.logout },
    };
    if page.scopes.is_empty() {
        return consent::accept(&zoho, &mut ledger, page, ScopeSet::new(), &twist);
    }
    Ok(consent::ask(&zoho, &mut ledger, &session, page))
}

impl<'a> Request<'a> {
    fn read(parameters: &'a Parameters, clients: &Clients) -> Result<Self, PageError> {
        let client_id = parameters.text("client_id");
        let client = clients.get(client_id).ok_or(PageError::UnknownClient)?;
        let redirect_uri = parameters.text("redirect_uri");
        if !client.owns(redirect_uri) {
            return Err(PageError::RedirectUri);
        }
        if parameters.text("response_type") != "update_scopes" {
            return Err(PageError::Parameter("response_type"));
        }
        let logout = match parameters.text("logout") {
            "true" => true,
            "false" => false,
            _ => return Err(PageError::Parameter("logout")),
        };
        Ok(Self {
            client_id,
            redirect_uri,
            scopes: requested_scopes(parameters.text("scope"))?,
            enhance_token: parameters.text("enhance_token"),
            logout,
        })
    }
}
