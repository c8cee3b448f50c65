//! Who calls, and may they: the token first, then its scopes, then the user's profile, before anything else is looked at.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use zoho_scopes::{Scope, ScopeSet};

use super::{answer::ApiError, module::Action, module::Module};
use crate::zoho::Zoho;

/// The user and the scopes behind the request's access token.
pub(crate) struct Caller {
    pub(crate) user: String,
    scopes: ScopeSet,
}

impl FromRequestParts<Arc<Zoho>> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, zoho: &Arc<Zoho>) -> Result<Self, ApiError> {
        let token = token(&parts.headers).ok_or(ApiError::InvalidToken)?;
        let ledger = zoho.ledger();
        let access = ledger.grants.access(token, zoho.clock.now()).ok_or(ApiError::InvalidToken)?;
        Ok(Self { user: access.user.clone(), scopes: access.scopes.clone() })
    }
}

impl Caller {
    /// Refuses the call unless one of the token's scopes covers this one.
    pub(crate) fn needs(&self, scope: &str) -> Result<(), ApiError> {
        match Scope::parse(scope) {
            Ok(required) if self.scopes.covers(&required) => Ok(()),
            _ => Err(ApiError::ScopeMismatch),
        }
    }

    /// Refuses the call unless both the token and the user's profile allow the action on the module.
    pub(crate) fn may(&self, action: Action, module: Module, zoho: &Zoho) -> Result<(), ApiError> {
        self.needs(&module.scope(action))?;
        let permission = module.permission(action);
        if zoho.faults.withholds(&permission) { Err(ApiError::NoPermission(permission)) } else { Ok(()) }
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let known = ["Zoho-oauthtoken", "Bearer"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then(|| token.trim())
}
