//! What a call needs: any of several alternatives, each of them scopes that are all needed.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::fmt;
use core::str;

use super::error::Kind;
use super::{Endpoint, EndpointError, MODULE};
use crate::catalogue;
#[cfg(feature = "alloc")]
use crate::requirement::Requirement;
use crate::scope::Scope;
#[cfg(feature = "alloc")]
use crate::set::ScopeSet;

/// Segments that no page names for `{module}`: some are needed beside the scope of a module, the others have no
/// operation with a module in its path.
const NEVER_BOUND: [&str; 6] =
    ["approvals", "dashboards", "emails", "entity_scores", "lockinginformation", "search"];

/// A longer scope is not in the table.
const LONGEST_SCOPE: usize = 96;

/// What a call needs, in catalogued scopes.
///
/// # Examples
///
/// ```
/// use zoho_scopes::{ScopeSet, endpoint};
///
/// let granted = ScopeSet::parse_list("ZohoCRM.modules.ALL")?;
/// let needs = endpoint::find("GET /crm/v8/Contacts/search")?.needs()?;
/// assert!(!needs.is_satisfied_by(|scope| granted.covers(scope)));
/// assert_eq!(needs.missing(|scope| granted.covers(scope)).to_request(), "ZohoSearch.securesearch.READ");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Needs {
    endpoint: Endpoint,
    module: Option<&'static str>,
}

impl Needs {
    pub(super) fn of(endpoint: Endpoint, module: Option<&'static str>) -> Result<Needs, EndpointError> {
        if module.is_none() && endpoint.takes_module() {
            return Err(EndpointError::new(Kind::ModuleNotNamed(endpoint)));
        }
        let needs = Self { endpoint, module };
        match (needs.alternatives().next(), module) {
            (None, Some(module)) => Err(EndpointError::new(Kind::NoScope { endpoint, module })),
            _ => Ok(needs),
        }
    }

    /// The alternatives, of which one is needed, and the scopes of each, of which all are.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, endpoint};
    ///
    /// let needs = endpoint::find("POST /crm/v8/Leads/actions/mass_delete")?.needs()?;
    /// let alternatives: Vec<Vec<Scope<'_>>> = needs.alternatives().map(Iterator::collect).collect();
    /// assert_eq!(alternatives.len(), 2);
    /// assert_eq!(alternatives[0], [Scope::parse("ZohoCRM.mass_delete.leads.DELETE")?]);
    /// assert_eq!(alternatives[1], [Scope::parse("ZohoCRM.mass_delete.DELETE")?]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn alternatives(
        &self,
    ) -> impl Iterator<Item = impl Iterator<Item = Scope<'static>> + Clone + use<>> + Clone + use<> {
        let module = self.module;
        let alternatives = self.endpoint.needs();
        let alternatives =
            alternatives.filter(move |scopes| scopes.clone().all(|text| bind(text, module).is_some()));
        alternatives.map(move |scopes| scopes.filter_map(move |text| bind(text, module)))
    }

    /// Whether the needs are met by one who holds those scopes for which `held` answers `true`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Scope, endpoint};
    ///
    /// let group = Scope::parse("ZohoCRM.modules.READ")?;
    /// assert!(endpoint::find("GET /crm/v8/Leads")?.needs()?.is_satisfied_by(|scope| group.covers(scope)));
    /// assert!(!endpoint::find("PUT /crm/v8/Leads")?.needs()?.is_satisfied_by(|scope| group.covers(scope)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_satisfied_by(&self, mut held: impl FnMut(&Scope<'static>) -> bool) -> bool {
        self.alternatives().any(|mut scopes| scopes.all(|scope| held(&scope)))
    }

    /// The smallest set of scopes to ask for, as [`Requirement::missing`] chooses it.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint;
    ///
    /// let needs = endpoint::find("POST /crm/v8/Leads/7/actions/send_mail")?.needs()?;
    /// assert_eq!(needs.missing(|_| false).to_request(), "ZohoCRM.send_mail.leads.CREATE");
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    #[cfg(feature = "alloc")]
    pub fn missing(&self, held: impl FnMut(&Scope<'_>) -> bool) -> ScopeSet {
        self.with_requirement(|requirement| requirement.missing(held))
    }

    /// Calls `look` with the needs as a requirement, whose parts live as long as the call.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::{Requirement, endpoint};
    ///
    /// let needs = endpoint::find("GET /crm/v8/users")?.needs()?;
    /// let is_one_scope = needs.with_requirement(|requirement| matches!(requirement, Requirement::Scope(_)));
    /// assert!(is_one_scope);
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    #[cfg(feature = "alloc")]
    pub fn with_requirement<R>(&self, look: impl FnOnce(Requirement<'_>) -> R) -> R {
        let scopes: Vec<Vec<Requirement<'static>>> =
            self.alternatives().map(|scopes| scopes.map(Requirement::Scope).collect()).collect();
        let alternatives: Vec<Requirement<'_>> =
            scopes.iter().map(|scopes| only_or(scopes, Requirement::All)).collect();
        look(only_or(&alternatives, Requirement::Any))
    }
}

/// As the requirement would print: `A`, `A and B`, `(A and B) or C`.
impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_choice = self.alternatives().nth(1).is_some();
        for (index, scopes) in self.alternatives().enumerate() {
            let is_compound = is_choice && scopes.clone().nth(1).is_some();
            f.write_str(if index > 0 { " or " } else { "" })?;
            f.write_str(if is_compound { "(" } else { "" })?;
            for (index, scope) in scopes.enumerate() {
                f.write_str(if index > 0 { " and " } else { "" })?;
                f.write_str(scope.as_str())?;
            }
            f.write_str(if is_compound { ")" } else { "" })?;
        }
        Ok(())
    }
}

/// The single part, or all of them under `compound`.
#[cfg(feature = "alloc")]
fn only_or<'a>(
    parts: &'a [Requirement<'a>],
    compound: impl FnOnce(&'a [Requirement<'a>]) -> Requirement<'a>,
) -> Requirement<'a> {
    match parts {
        [only] => *only,
        parts => compound(parts),
    }
}

/// The scope that `text` is for this module, in the catalogue's spelling; `None` if there is none.
fn bind(text: &'static str, module: Option<&str>) -> Option<Scope<'static>> {
    let Some((before, after)) = text.split_once(MODULE) else {
        return Some(Scope::known(text));
    };
    let module = module?;
    if NEVER_BOUND.contains(&module) {
        return None;
    }
    let mut buffer = [0; LONGEST_SCOPE];
    let mut len = 0;
    for part in [before, module, after] {
        buffer.get_mut(len..len + part.len())?.copy_from_slice(part.as_bytes());
        len += part.len();
    }
    let bound = Scope::parse(str::from_utf8(&buffer[..len]).ok()?).ok()?;
    catalogue::find(&bound).map(|entry| Scope::known(entry.scope))
}
