//! Which scope a refused request needs: the server does not say.

use std::collections::BTreeSet;

use http::Method;
use zoho_scopes::endpoint::{self, Needs};
use zoho_scopes::{Requirement, Scope, ScopeSet};

use super::Believed;
use crate::grant::Grant;
use crate::records::GrantRecord;

/// What a refused request needs. There are two witnesses.
pub(super) enum Needed<'a> {
    /// Zoho's own description of the operation, which is about this request.
    Described(Needs),
    /// The same, where the body names a module, and the guard tells which it is.
    DescribedInPart(Needs),
    /// All that the call was checked for; the request may be about something else.
    Guarded { requirement: Requirement<'static>, path: &'a str },
}

impl<'a> Needed<'a> {
    pub(super) fn by(grant: &Grant, method: &Method, path: &'a str) -> Option<Needed<'a>> {
        let requirement = grant.call().only_requirement();
        let described = endpoint::find_request(method.as_str(), path).ok().and_then(|call| {
            let by_endpoint = || call.needs().ok().map(Needed::Described);
            by_endpoint().or_else(|| needs_about(call, &requirement?).map(Needed::DescribedInPart))
        });
        described.or_else(|| Some(Needed::Guarded { requirement: requirement?, path }))
    }

    pub(super) fn look<T>(&self, look: impl FnOnce(&Requirement<'_>) -> T) -> T {
        match self {
            Needed::Described(needs) | Needed::DescribedInPart(needs) => {
                needs.with_requirement(|requirement| look(&requirement))
            }
            Needed::Guarded { requirement, .. } => look(requirement),
        }
    }

    /// What was believed granted and is refused: first of all what no token answer has shown. What one has shown is
    /// doubted on the best witness alone; the guard is certain of a single scope of the product that was asked.
    pub(super) fn doubtful_in(&self, record: &GrantRecord) -> ScopeSet {
        self.look(|requirement| {
            if !record.meets(requirement) {
                return ScopeSet::new();
            }
            let believed = Believed::of(record, requirement.scopes());
            match self {
                Needed::Described(_) => believed.least_certain(),
                Needed::DescribedInPart(_) => believed.unproven,
                Needed::Guarded { path, .. } => {
                    let unproven = believed.unproven;
                    let is_certain =
                        unproven.len() == 1 && unproven.iter().all(|scope| is_of_product(&scope, path));
                    if is_certain { unproven } else { ScopeSet::new() }
                }
            }
        })
    }
}

/// What the call needs if it is about the one module that the requirement names.
fn needs_about(call: endpoint::Call, requirement: &Requirement<'_>) -> Option<Needs> {
    let modules: BTreeSet<_> = requirement.scopes().filter_map(|scope| module_of(&scope)).collect();
    let mut modules = modules.into_iter();
    let (Some(module), None) = (modules.next(), modules.next()) else { return None };
    call.about(module).and_then(|call| call.needs()).ok()
}

/// `contacts` of `ZohoCRM.modules.contacts.READ`.
fn module_of<'a>(scope: &Scope<'a>) -> Option<&'a str> {
    let mut segments = scope.segments().skip(1);
    segments.next().filter(|family| family.eq_ignore_ascii_case("modules"))?;
    segments.next().filter(|_| segments.next().is_some())
}

/// Whether a path at an API host is one of the product that the scope is about: `/books/v3/invoices` is of Zoho Books,
/// whose scopes begin with `ZohoBooks`. Where that cannot be told, it is not.
fn is_of_product(scope: &Scope<'_>, path: &str) -> bool {
    let service = scope.service();
    let product = match service.split_at_checked("zoho".len()) {
        Some((zoho, product)) if zoho.eq_ignore_ascii_case("zoho") => product,
        _ => service,
    };
    path.split('/').nth(1).is_some_and(|folder| folder.eq_ignore_ascii_case(product))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_of_one_product() {
        for (scope, path, is_of) in [
            ("ZohoCRM.modules.contacts.ALL", "/crm/v8/Contacts", true),
            ("ZohoCRM.modules.contacts.ALL", "/books/v3/invoices", false),
            ("ZohoBooks.invoices.READ", "/books/v3/invoices", true),
            ("ZOHOPEOPLE.forms.ALL", "/people/api/forms", true),
            ("WorkDrive.files.READ", "/workdrive/api/v1/files", true),
            ("Desk.tickets.READ", "/api/v1/tickets", false),
            ("ZohoCRM.modules.contacts.ALL", "/", false),
        ] {
            let scope = Scope::parse(scope).expect("a scope");
            assert_eq!(is_of_product(&scope, path), is_of, "{scope} {path}");
        }
    }
}
