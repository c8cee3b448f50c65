//! Requirement minus grant: what a refused call needs and the user has not granted.

use std::fmt;

use zoho_scopes::ScopeSet;

#[cfg(feature = "reqwest")]
use crate::grant::Grant;
use crate::record::Site;

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
    site: Option<Site>,
}

impl MissingScopes {
    /// Scopes that the application wants without a guard having refused a call.
    pub fn of(scopes: ScopeSet) -> MissingScopes {
        MissingScopes { scopes, site: None }
    }

    pub(crate) fn new(scopes: ScopeSet, site: Option<Site>) -> MissingScopes {
        MissingScopes { scopes, site }
    }

    /// What of it `grant` lacks still.
    #[cfg(feature = "reqwest")]
    pub(crate) fn without_those_of(&self, grant: &Grant) -> MissingScopes {
        let lacks = self.scopes.iter().filter(|scope| !grant.standing(scope).allows_a_call());
        MissingScopes { scopes: lacks.collect(), site: self.site }
    }

    /// The scopes to ask for.
    pub fn scopes(&self) -> &ScopeSet {
        &self.scopes
    }

    /// The guarded function that was not run.
    pub fn function(&self) -> &'static str {
        self.site.map_or("the application", |site| site.function)
    }

    /// Where that function stands, if a guard refused it.
    pub fn site(&self) -> Option<Site> {
        self.site
    }
}

impl fmt::Display for MissingScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.site {
            Some(site) => {
                write!(f, "`{}` needs {}, which the user has not granted", site.function, self.scopes)
            }
            None => write!(f, "{} is needed, which the user has not granted", self.scopes),
        }
    }
}
