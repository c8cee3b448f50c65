//! Which scope covers which: the documented families of `SPEC.md`, section "Covers", and nothing else.

use crate::operation::Operation;
use crate::scope::{Scope, last_dot};

const CRM: &[u8] = b"ZohoCRM";

/// The paths under `ZohoCRM.modules` that hold records, notes or attachments. Those that need a scope beside the group
/// scope (`emails`, `lockinginformation`, `entity_scores`) and those that no document names together with it
/// (`appointments`, `approvals`, `dashboards`, `search`, `services`) are left out on purpose.
const RECORD_MODULES: [&[u8]; 22] = [
    b"accounts",
    b"activities",
    b"attachments",
    b"calls",
    b"campaigns",
    b"cases",
    b"contacts",
    b"custom",
    b"deals",
    b"events",
    b"forecasts",
    b"invoices",
    b"leads",
    b"notes",
    b"pricebooks",
    b"products",
    b"purchaseorders",
    b"quotes",
    b"salesorders",
    b"solutions",
    b"tasks",
    b"vendors",
];

pub(crate) const fn covers(held: &Scope<'_>, required: &Scope<'_>) -> bool {
    if held.as_str().eq_ignore_ascii_case(required.as_str()) {
        return true;
    }
    if !share_stem(held.as_str().as_bytes(), required.as_str().as_bytes()) {
        return false;
    }
    let (Some(allowed), Some(needed)) = (held.operation(), required.operation()) else {
        return false;
    };
    let (group, path) = (held.path_bytes(), required.path_bytes());
    operation_covers(group, allowed, needed) && path_covers(group, allowed, path)
}

/// Whether `scope` may cover anything but itself, by its form alone.
#[cfg(feature = "alloc")]
pub(crate) fn may_cover_others(scope: &Scope<'_>) -> bool {
    match scope.operation() {
        None => false,
        Some(Operation::All | Operation::Write) => true,
        Some(_) => Family::of(scope.path_bytes()).is_some(),
    }
}

/// Whether `scope` stands for the paths below its own.
#[cfg(feature = "alloc")]
pub(crate) fn is_group(scope: &Scope<'_>) -> bool {
    scope.operation().is_some() && Family::of(scope.path_bytes()).is_some()
}

/// How many operations at its own path `scope` covers.
#[cfg(feature = "alloc")]
pub(crate) fn count_operations(scope: &Scope<'_>) -> usize {
    let covered = |allowed| {
        let needed = Operation::EVERY.iter();
        needed.filter(|needed| operation_covers(scope.path_bytes(), allowed, **needed)).count()
    };
    scope.operation().map_or(0, covered)
}

const fn operation_covers(path: &[u8], allowed: Operation, needed: Operation) -> bool {
    match (allowed, needed) {
        (Operation::All, _) => true,
        (Operation::Write, Operation::Create | Operation::Update) => is_crm(path),
        _ => allowed as u8 == needed as u8,
    }
}

const fn path_covers(group: &[u8], allowed: Operation, path: &[u8]) -> bool {
    if group.eq_ignore_ascii_case(path) {
        return true;
    }
    let Some(family) = Family::of(group) else {
        return false;
    };
    let Some(member) = member(family.stem(group), path) else {
        return false;
    };
    match family {
        Family::Modules => is_record_module(member),
        Family::Settings | Family::Share => matches!(allowed, Operation::All),
        Family::MassDelete | Family::MassUpdate | Family::SendMail => true,
    }
}

/// A group of scopes that Zoho documents: a path that stands for the paths below it.
#[derive(Clone, Copy)]
enum Family {
    MassDelete,
    MassUpdate,
    Modules,
    SendMail,
    Settings,
    Share,
}

impl Family {
    const fn of(path: &[u8]) -> Option<Family> {
        let Some(name) = member(CRM, path) else {
            return match member(b"ZohoCRM.send_mail", path) {
                Some(every) if every.eq_ignore_ascii_case(b"all") => Some(Family::SendMail),
                _ => None,
            };
        };
        if name.eq_ignore_ascii_case(b"modules") {
            Some(Family::Modules)
        } else if name.eq_ignore_ascii_case(b"settings") {
            Some(Family::Settings)
        } else if name.eq_ignore_ascii_case(b"share") {
            Some(Family::Share)
        } else if name.eq_ignore_ascii_case(b"mass_update") {
            Some(Family::MassUpdate)
        } else if name.eq_ignore_ascii_case(b"mass_delete") {
            Some(Family::MassDelete)
        } else {
            None
        }
    }

    /// The part of the group's path that its members share.
    const fn stem(self, group: &[u8]) -> &[u8] {
        match self {
            Family::SendMail => match last_dot(group) {
                Some(dot) => group.split_at(dot).0,
                None => group,
            },
            _ => group,
        }
    }
}

/// The one segment of `path` that follows `stem`; `None` if `path` is anything else.
const fn member<'p>(stem: &[u8], path: &'p [u8]) -> Option<&'p [u8]> {
    match last_dot(path) {
        Some(dot) if path.split_at(dot).0.eq_ignore_ascii_case(stem) => Some(path.split_at(dot + 1).1),
        _ => None,
    }
}

/// Whether both have the same service and name, and more. No family reaches further, and most pairs differ there.
const fn share_stem(ours: &[u8], theirs: &[u8]) -> bool {
    let (mut at, mut dots) = (0, 0);
    while at < ours.len() && at < theirs.len() && ours[at].eq_ignore_ascii_case(&theirs[at]) {
        if ours[at] == b'.' {
            dots += 1;
        }
        if dots == 2 {
            return true;
        }
        at += 1;
    }
    false
}

const fn is_crm(path: &[u8]) -> bool {
    path.len() > CRM.len() && path[CRM.len()] == b'.' && path.split_at(CRM.len()).0.eq_ignore_ascii_case(CRM)
}

const fn is_record_module(name: &[u8]) -> bool {
    let mut next = 0;
    while next < RECORD_MODULES.len() {
        if name.eq_ignore_ascii_case(RECORD_MODULES[next]) {
            return true;
        }
        next += 1;
    }
    false
}
