//! Whether one requirement follows from another, in constants too.

use core::slice;

use crate::requirement::Requirement;
use crate::scope::Scope;

impl<'a> Requirement<'a> {
    /// Whether everybody who meets `known` meets this requirement as well.
    ///
    /// The time it takes doubles with every `Any` in `known`.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Requirement;
    ///
    /// const EVERY_MODULE: Requirement<'static> = Requirement::scope("ZohoCRM.modules.ALL");
    /// const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    /// const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");
    ///
    /// const { assert!(LEADS.is_implied_by(&EVERY_MODULE)) };
    /// assert!(LEADS.is_implied_by(&Requirement::Any(&[EVERY_MODULE, LEADS])));
    /// assert!(!LEADS.is_implied_by(&Requirement::Any(&[EVERY_MODULE, COQL])));
    /// ```
    pub const fn is_implied_by(&self, known: &Requirement<'_>) -> bool {
        matches!(gap(self, Some(&Known { parts: slice::from_ref(known), next: None }), None), Gap::None)
    }

    /// A scope that is needed and does not follow from `known`: the first of the requirement, and of its first
    /// alternative. `None` if all follows, or if no scope would help.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::Requirement;
    ///
    /// const LEADS: Requirement<'static> = Requirement::scope("ZohoCRM.modules.leads.READ");
    /// const COQL: Requirement<'static> = Requirement::scope("ZohoCRM.coql.READ");
    ///
    /// let beyond = Requirement::All(&[LEADS, COQL]).first_beyond(&LEADS);
    /// assert_eq!(beyond.map(|scope| scope.as_str()), Some("ZohoCRM.coql.READ"));
    /// ```
    pub const fn first_beyond(&self, known: &Requirement<'_>) -> Option<Scope<'a>> {
        match gap(self, Some(&Known { parts: slice::from_ref(known), next: None }), None) {
            Gap::Scope(scope) => Some(scope),
            Gap::None | Gap::Unsatisfiable => None,
        }
    }
}

/// What lies between what is known and what is needed.
#[derive(Clone, Copy)]
enum Gap<'a> {
    None,
    Scope(Scope<'a>),
    Unsatisfiable,
}

/// Requirements that are met, still to be taken apart.
struct Known<'k, 'r> {
    parts: &'k [Requirement<'r>],
    next: Option<&'k Known<'k, 'r>>,
}

/// Scopes that are held.
struct Held<'k, 'r> {
    scope: &'k Scope<'r>,
    next: Option<&'k Held<'k, 'r>>,
}

/// Takes the known requirements apart until only scopes are left; of alternatives each must do.
const fn gap<'a>(
    needed: &Requirement<'a>,
    known: Option<&Known<'_, '_>>,
    held: Option<&Held<'_, '_>>,
) -> Gap<'a> {
    let Some(Known { parts, next }) = known else { return lacking(needed, held) };
    let [first, rest @ ..] = *parts else { return gap(needed, *next, held) };
    let rest = Known { parts: rest, next: *next };
    match first {
        Requirement::Scope(scope) => gap(needed, Some(&rest), Some(&Held { scope, next: held })),
        Requirement::All(parts) => gap(needed, Some(&Known { parts, next: Some(&rest) }), held),
        Requirement::Any(alternatives) => {
            let mut next = 0;
            while next < alternatives.len() {
                let parts = slice::from_ref(&alternatives[next]);
                match gap(needed, Some(&Known { parts, next: Some(&rest) }), held) {
                    Gap::None => next += 1,
                    gap => return gap,
                }
            }
            Gap::None
        }
    }
}

const fn lacking<'a>(needed: &Requirement<'a>, held: Option<&Held<'_, '_>>) -> Gap<'a> {
    match needed {
        Requirement::Scope(scope) => {
            if is_covered(scope, held) {
                Gap::None
            } else {
                Gap::Scope(*scope)
            }
        }
        Requirement::All(parts) => {
            let mut next = 0;
            while next < parts.len() {
                match lacking(&parts[next], held) {
                    Gap::None => next += 1,
                    gap => return gap,
                }
            }
            Gap::None
        }
        Requirement::Any(parts) => {
            let mut first = Gap::Unsatisfiable;
            let mut next = 0;
            while next < parts.len() {
                match (lacking(&parts[next], held), first) {
                    (Gap::None, _) => return Gap::None,
                    (gap, Gap::Unsatisfiable) => first = gap,
                    _ => {}
                }
                next += 1;
            }
            first
        }
    }
}

const fn is_covered(scope: &Scope<'_>, mut held: Option<&Held<'_, '_>>) -> bool {
    while let Some(Held { scope: one, next }) = held {
        if one.covers(scope) {
            return true;
        }
        held = *next;
    }
    false
}
