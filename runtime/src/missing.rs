//! Requirement minus grant: what a refused call needs and the user has not granted.

use std::fmt;

use zoho_scopes::ScopeSet;

#[cfg(feature = "reqwest")]
use crate::grant::Grant;
use crate::record::{Record, Site};

/// The smallest set of scopes to ask for so that a call may run.
///
/// # Examples
///
/// ```
/// # fn show(error: &requires_scope::Error) {
/// if let Some(missing) = error.missing() {
///     println!("{} is waiting for {}", missing.function(), missing.scopes());
/// }
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingScopes {
    scopes: ScopeSet,
    /// Of the guarded function that was refused. It is read when somebody asks.
    record: Option<Record>,
}

impl MissingScopes {
    /// Scopes that the application wants without a guard having refused a call.
    pub fn of(scopes: ScopeSet) -> MissingScopes {
        MissingScopes { scopes, record: None }
    }

    pub(crate) fn new(scopes: ScopeSet, record: Option<Record>) -> MissingScopes {
        MissingScopes { scopes, record }
    }

    /// Other scopes that are missing from the same call.
    pub(crate) fn with_scopes(&self, scopes: ScopeSet) -> MissingScopes {
        MissingScopes { scopes, record: self.record }
    }

    /// What of it `grant` lacks still.
    #[cfg(feature = "reqwest")]
    pub(crate) fn without_those_of(&self, grant: &Grant) -> MissingScopes {
        let lacks = self.scopes.iter().filter(|scope| !grant.standing(scope).allows_a_call());
        self.with_scopes(lacks.collect())
    }

    /// The scopes to ask for.
    pub fn scopes(&self) -> &ScopeSet {
        &self.scopes
    }

    /// The guarded function that was not run.
    pub fn function(&self) -> &'static str {
        self.site().map_or("the application", |site| site.function)
    }

    /// Where that function stands, if a guard refused it.
    pub fn site(&self) -> Option<Site> {
        self.record.map(Record::site)
    }
}

impl fmt::Display for MissingScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.site() {
            Some(site) => {
                write!(f, "`{}` needs {}, which the user has not granted", site.function, self.scopes)
            }
            None => write!(f, "{} is needed, which the user has not granted", self.scopes),
        }
    }
}
