//! Which scope covers which: the documented families of `SPEC.md`, section "Covers", and nothing else.

use super::folded;
use super::operation::Operation;
use super::scope::{Scope, last_dot};
#[cfg(feature = "alloc")]
use super::shape::Path;

const CRM: &[u8] = b"ZohoCRM.";

static GROUPS: [Group; 6] = [
    Group::above(b"ZohoCRM.mass_delete", Reach::EveryPath),
    Group::above(b"ZohoCRM.mass_update", Reach::EveryPath),
    Group::above(b"ZohoCRM.modules", Reach::RecordModules),
    Group::above(b"ZohoCRM.settings", Reach::EveryPathWithAll),
    Group::above(b"ZohoCRM.share", Reach::EveryPathWithAll),
    Group { stem: b"ZohoCRM.send_mail", ..Group::above(b"ZohoCRM.send_mail.all", Reach::EveryPath) },
];

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
    match held.operation() {
        Some(allowed) => covers_at(held.path().as_bytes(), allowed, required),
        None => held.equals(required),
    }
}

/// Whether the scope of this path and operation covers `required`.
pub(crate) const fn covers_at(path: &[u8], allowed: Operation, required: &Scope<'_>) -> bool {
    let Some(needed) = required.operation() else {
        return false;
    };
    operation_covers(path, allowed, needed) && path_covers(path, allowed, required.path().as_bytes())
}

/// Whether `scope` may cover anything but itself, by its form alone.
#[cfg(feature = "alloc")]
pub(crate) const fn may_cover_others(scope: &Scope<'_>) -> bool {
    match scope.operation() {
        None => false,
        Some(Operation::All | Operation::Write) => true,
        Some(_) => Group::of(scope.path().as_bytes()).is_some(),
    }
}

/// The segments with which everything begins that `scope` may cover.
#[cfg(feature = "alloc")]
pub(crate) const fn stem<'s>(scope: &Scope<'s>) -> &'s str {
    match Group::of(scope.path().as_bytes()) {
        Some(group) => scope.path().split_at(group.stem.len()).0,
        None => scope.path(),
    }
}

/// The path of the group that may cover `required`, unless it is that of `required` itself.
#[cfg(feature = "alloc")]
pub(crate) fn group_above(required: &Scope<'_>) -> Option<Path<'static>> {
    let path = required.path().as_bytes();
    let group = Group::with_member(path).filter(|group| !folded::eq(group.path, path))?;
    Some(Path { text: group.path, hash: group.hash })
}

/// How many operations at its own path `scope` covers.
#[cfg(feature = "alloc")]
pub(crate) fn count_operations(scope: &Scope<'_>) -> usize {
    let covered = |allowed| {
        let needed = Operation::EVERY.iter();
        needed.filter(|needed| operation_covers(scope.path().as_bytes(), allowed, **needed)).count()
    };
    scope.operation().map_or(0, covered)
}

const fn operation_covers(path: &[u8], allowed: Operation, needed: Operation) -> bool {
    match (allowed, needed) {
        (Operation::All, _) => true,
        (Operation::Write, Operation::Create | Operation::Update) => folded::starts_with(path, CRM),
        _ => allowed as u8 == needed as u8,
    }
}

const fn path_covers(path: &[u8], allowed: Operation, wanted: &[u8]) -> bool {
    if folded::eq(path, wanted) {
        return true;
    }
    let Some(group) = Group::of(path) else {
        return false;
    };
    let Some(member) = member(group.stem, wanted) else {
        return false;
    };
    match group.reach {
        Reach::EveryPath => true,
        Reach::EveryPathWithAll => matches!(allowed, Operation::All),
        Reach::RecordModules => is_record_module(member),
    }
}

/// A group of scopes that Zoho documents: a path that stands for the paths one segment below its stem.
#[derive(Clone, Copy)]
struct Group {
    path: &'static [u8],
    /// That of the path.
    #[cfg(feature = "alloc")]
    hash: u32,
    stem: &'static [u8],
    reach: Reach,
}

/// Which of the paths below its stem a group stands for.
#[derive(Clone, Copy)]
enum Reach {
    EveryPath,
    EveryPathWithAll,
    RecordModules,
}

impl Group {
    const fn above(path: &'static [u8], reach: Reach) -> Group {
        Group {
            path,
            #[cfg(feature = "alloc")]
            hash: folded::hash(path),
            stem: path,
            reach,
        }
    }

    /// The group that has this path.
    const fn of(path: &[u8]) -> Option<&'static Group> {
        let mut next = 0;
        while next < GROUPS.len() {
            if folded::eq(GROUPS[next].path, path) {
                return Some(&GROUPS[next]);
            }
            next += 1;
        }
        None
    }

    /// The group that may stand for this path.
    #[cfg(feature = "alloc")]
    fn with_member(path: &[u8]) -> Option<&'static Group> {
        let stem = &path[..last_dot(path)?];
        GROUPS.iter().find(|group| folded::eq(group.stem, stem))
    }
}

/// The one segment of `path` that follows `stem`; `None` if `path` is anything else.
const fn member<'p>(stem: &[u8], path: &'p [u8]) -> Option<&'p [u8]> {
    match last_dot(path) {
        Some(dot) if folded::eq(path.split_at(dot).0, stem) => Some(path.split_at(dot + 1).1),
        _ => None,
    }
}

const fn is_record_module(name: &[u8]) -> bool {
    let mut next = 0;
    while next < RECORD_MODULES.len() {
        if folded::eq(name, RECORD_MODULES[next]) {
            return true;
        }
        next += 1;
    }
    false
}
