//! A request that was admitted: the token first, then its scopes, before anything else is looked at.

use axum::{
    body::Bytes,
    http::{HeaderMap, header, request::Parts},
};
use serde::de::DeserializeOwned;
use zoho_scopes::{
    Scope, ScopeSet,
    endpoint::{self, Method},
};

use super::{
    Crm,
    answer::ApiError,
    module::{Action, Module},
};
use crate::{parameters::Parameters, zoho::Zoho};

/// A call of an operation by somebody whose token allows it.
pub(crate) struct Call {
    /// The email address of the person for whom the token speaks.
    pub(crate) user: String,
    pub(crate) operation: endpoint::Call,
    pub(crate) path: String,
    pub(crate) parameters: Parameters,
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
    scopes: ScopeSet,
}

impl Call {
    /// The call, if the token is good and its scopes are those that the operations table asks for.
    pub(crate) fn admit(zoho: &Zoho, mut parts: Parts, body: Bytes) -> Result<Self, ApiError> {
        let token = token(&parts.headers).ok_or_else(ApiError::invalid_token)?;
        let (user, scopes) = {
            let ledger = zoho.ledger();
            let access = ledger.grants.access(token, zoho.clock.now()).ok_or_else(ApiError::invalid_token)?;
            (access.user.clone(), access.scopes.clone())
        };
        let path = parts.uri.path().to_owned();
        let operation = operation(parts.method.as_str(), &path)?;
        let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let call = Self {
            user,
            operation,
            path,
            parameters: parts.extensions.remove().unwrap_or_default(),
            content_type: content_type.unwrap_or_default().to_owned(),
            body,
            scopes,
        };
        if call.may_pass() { Ok(call) } else { Err(ApiError::scope_mismatch()) }
    }

    /// The module that the path names.
    pub(crate) fn module(&self) -> Result<Module, ApiError> {
        let (_, name) =
            self.segments().find(|(wanted, _)| *wanted == "{module}").ok_or_else(ApiError::invalid_module)?;
        Module::named(name).ok_or_else(ApiError::invalid_module)
    }

    /// The module that the path names, if the profile of the user allows the action on it.
    pub(crate) fn open(&self, crm: &Crm, action: Action) -> Result<Module, ApiError> {
        let module = self.module()?;
        crm.permits(action, module)?;
        Ok(module)
    }

    /// Refuses the call unless the scopes suffice for this module, which the body names.
    pub(crate) fn about(&self, module: Module) -> Result<(), ApiError> {
        let needs = self.operation.about(module.api_name()).and_then(|call| call.needs());
        match needs {
            Ok(needs) if needs.is_satisfied_by(|scope| self.scopes.covers(scope)) => Ok(()),
            _ => Err(ApiError::scope_mismatch()),
        }
    }

    /// The path's parameter at this place, not counting the module. Ids and API names need no decoding.
    pub(crate) fn id(&self, place: usize) -> &str {
        let mut ids = self.segments().filter(|(wanted, _)| wanted.starts_with('{') && *wanted != "{module}");
        ids.nth(place).map_or("", |(_, written)| written)
    }

    /// The body as JSON, whatever the `Content-Type`: Zoho's SDKs send none.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        serde_json::from_slice(&self.body).map_err(|_| ApiError::invalid_body())
    }

    fn segments(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.operation.endpoint().template.split('/').zip(self.path.split('/'))
    }

    /// A module that no documented scope opens can be reached by nobody.
    ///
    /// Where the body names the module, the scopes that do not depend on it are looked at now, the others by
    /// [`Call::about`].
    fn may_pass(&self) -> bool {
        let covers = |scope: &Scope<'static>| self.scopes.covers(scope);
        let endpoint = self.operation.endpoint();
        if self.operation.module().is_some() || !endpoint.takes_module() {
            return self.operation.needs().is_ok_and(|needs| needs.is_satisfied_by(covers));
        }
        endpoint.needs().any(|scopes| {
            let mut fixed = scopes.filter(|scope| !scope.contains("{module}"));
            fixed.all(|scope| Scope::parse(scope).is_ok_and(|scope| covers(&scope)))
        })
    }
}

impl Crm {
    /// Refuses the call unless the profile of the user allows the action on the module.
    pub(crate) fn permits(&self, action: Action, module: Module) -> Result<(), ApiError> {
        let permission = module.permission(action);
        if self.zoho.faults.withholds(&permission) {
            Err(ApiError::no_permission(&permission))
        } else {
            Ok(())
        }
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    let known = ["Zoho-oauthtoken", "Bearer"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    known.then(|| token.trim())
}

/// What the operations table has for this method and path.
fn operation(method: &str, path: &str) -> Result<endpoint::Call, ApiError> {
    endpoint::find_request(method, path).map_err(|error| {
        let is_path = |method: &Method| endpoint::find_request(method.as_str(), path).is_ok();
        // A name like that of a module is taken for a slip. Any other is looked up among the custom modules, so that
        // their scope is asked for before the module is missed; which comes first in the real CRM is not known.
        if error.unknown_module().is_some() {
            ApiError::invalid_module()
        } else if Method::EVERY.iter().any(is_path) {
            ApiError::invalid_method()
        } else {
            ApiError::invalid_url()
        }
    })
}
