//! Why a request, a template or an id names no operation.

use core::error::Error;
use core::fmt;

use super::Endpoint;
use crate::module::UnknownModule;

/// A text names no operation of the table, or what the operation needs cannot be told.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint;
///
/// let error = endpoint::find("GET /crm/v8/settings/feilds").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "no operation of Zoho CRM has this method and path: did you mean `GET /crm/v8/settings/fields`?",
/// );
/// assert_eq!(error.nearest().map(|endpoint| endpoint.id), Some("getFields"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndpointError {
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Form,
    Method,
    OtherMethods { endpoint: Endpoint },
    Path { nearest: Option<Endpoint> },
    Id { nearest: Option<Endpoint> },
    SharedId { first: Endpoint, second: Endpoint },
    Module(UnknownModule),
    ModuleNotNamed(Endpoint),
    NoScope { endpoint: Endpoint, module: &'static str },
}

impl EndpointError {
    pub(super) const fn new(kind: Kind) -> Self {
        Self { kind }
    }

    pub(super) const fn module(error: UnknownModule) -> Self {
        Self::new(Kind::Module(error))
    }

    /// The operation that was probably meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::find;
    ///
    /// let error = find("DELETE /crm/v8/users").unwrap_err();
    /// assert_eq!(error.nearest().map(|endpoint| endpoint.to_string()).as_deref(), Some("GET /crm/v8/users"));
    /// ```
    pub const fn nearest(&self) -> Option<Endpoint> {
        match self.kind {
            Kind::Path { nearest } | Kind::Id { nearest } => nearest,
            Kind::OtherMethods { endpoint }
            | Kind::ModuleNotNamed(endpoint)
            | Kind::NoScope { endpoint, .. } => Some(endpoint),
            Kind::SharedId { first, .. } => Some(first),
            Kind::Form | Kind::Method | Kind::Module(_) => None,
        }
    }

    /// The module that the path names and that does not exist.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::find;
    ///
    /// let error = find("POST /crm/v8/Contcts").unwrap_err();
    /// assert_eq!(error.unknown_module().and_then(|module| module.nearest()), Some("Contacts"));
    /// ```
    pub const fn unknown_module(&self) -> Option<UnknownModule> {
        match self.kind {
            Kind::Module(module) => Some(module),
            _ => None,
        }
    }
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            Kind::Form => f.write_str(
                "an operation is a method and a path, as in `POST /crm/v8/Contacts`, or an operation id",
            ),
            Kind::Method => {
                f.write_str("no operation has this method: write GET, POST, PUT, PATCH or DELETE")
            }
            Kind::OtherMethods { endpoint } => {
                write!(f, "the path has no such method: there is `{endpoint}`")
            }
            Kind::Path { nearest } => {
                f.write_str("no operation of Zoho CRM has this method and path")?;
                suggest(nearest, f)
            }
            Kind::Id { nearest } => {
                f.write_str("no operation of Zoho CRM has this id")?;
                match nearest {
                    Some(nearest) => write!(f, ": did you mean `{}`?", nearest.id),
                    None => Ok(()),
                }
            }
            Kind::SharedId { first, second } => {
                write!(f, "two operations have this id: write `{first}` or `{second}`")
            }
            Kind::Module(module) => module.fmt(f),
            Kind::ModuleNotNamed(endpoint) => {
                write!(f, "what `{endpoint}` needs depends on the module: name it")
            }
            Kind::NoScope { endpoint, module } => {
                write!(f, "no scope is documented that lets `{endpoint}` reach the module `{module}`")
            }
        }
    }
}

fn suggest(nearest: Option<Endpoint>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match nearest {
        Some(nearest) => write!(f, ": did you mean `{nearest}`?"),
        None => f.write_str(": write the whole path, as in `/crm/v8/Contacts`"),
    }
}

impl Error for EndpointError {}
