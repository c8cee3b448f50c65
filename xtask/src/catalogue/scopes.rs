//! The scopes that exist: what the sources list, corrected, merged and checked.

use std::collections::{BTreeMap, BTreeSet};

use super::data::{File, Mistake, Place, Row, fold, provenance, rows};
use super::{CatalogueError, OPERATIONS};

/// What stands in the operations column for the scope that has none.
const NO_OPERATION: &str = "-";

/// A scope as a source lists it.
pub(super) struct Listed<'f> {
    path: &'f str,
    pub(super) scope: String,
    sources: BTreeSet<&'f str>,
    place: Place,
    corrected: bool,
}

impl Listed<'_> {
    fn service(&self) -> &str {
        self.scope.split_once('.').map_or(&self.scope, |(service, _)| service)
    }

    /// The sources as the table has them: with spaces between them.
    pub(super) fn provenance(&self) -> String {
        self.sources.iter().copied().collect::<Vec<_>>().join(" ")
    }
}

/// Where the sources are wrong. A correction names one scope, or else a path with all its operations.
pub(super) struct Corrections<'f> {
    rows: Vec<Row<'f, 3>>,
}

impl<'f> Corrections<'f> {
    pub(super) fn read(file: Option<&'f File>) -> Result<Self, CatalogueError> {
        let rows = file.map_or(Ok(Vec::new()), |file| rows(file, "scope,becomes,reason"))?;
        for row in &rows {
            if row.fields[2].is_empty() {
                return Err(row.place.refuses(Mistake::NoReason));
            }
        }
        Ok(Self { rows })
    }

    /// What `scope` should read; `None` if it is no scope.
    pub(super) fn apply(&self, scope: &str) -> Option<String> {
        let path = scope.rsplit_once('.').map_or(scope, |(path, _)| path);
        let named = |name: &str| self.rows.iter().find(|row| fold(row.fields[0]) == fold(name));
        let (row, name) = match (named(scope), named(path)) {
            (Some(row), _) => (row, scope),
            (None, Some(row)) => (row, path),
            (None, None) => return Some(scope.to_owned()),
        };
        let becomes = row.fields[1];
        (!becomes.is_empty()).then(|| format!("{becomes}{}", &scope[name.len()..]))
    }
}

/// The catalogue by folded spelling.
pub(super) type Scopes<'f> = BTreeMap<String, Listed<'f>>;

pub(super) fn read<'f>(
    lists: &[&'f File],
    corrections: &Corrections<'_>,
    sources: &BTreeSet<&str>,
) -> Result<Scopes<'f>, CatalogueError> {
    let mut listed = Vec::new();
    for file in lists {
        for row in rows(file, "path,operations,provenance")? {
            list(&row, sources, &mut listed)?;
        }
    }
    let scopes = merge(correct(listed, corrections)?)?;
    check_services(&scopes)?;
    Ok(scopes)
}

fn list<'f>(
    row: &Row<'f, 3>,
    known: &BTreeSet<&str>,
    listed: &mut Vec<Listed<'f>>,
) -> Result<(), CatalogueError> {
    let [path, operations, sources] = row.fields;
    if path.contains(['{', '}']) {
        return Err(row.place.refuses(Mistake::Placeholder(path.to_owned())));
    }
    let sources = provenance(sources, known, &row.place)?;
    if operations.is_empty() {
        return Err(row.place.refuses(Mistake::NoOperations));
    }
    for operation in operations.split_whitespace() {
        let scope = match operation {
            NO_OPERATION => path.to_owned(),
            _ => format!("{path}.{operation}"),
        };
        listed.push(Listed {
            path,
            scope,
            sources: sources.clone(),
            place: row.place.clone(),
            corrected: false,
        });
    }
    Ok(())
}

/// Applies the corrections, each of which must have something to correct, and refuses what is no scope after them.
fn correct<'f>(
    mut listed: Vec<Listed<'f>>,
    corrections: &Corrections<'_>,
) -> Result<Vec<Listed<'f>>, CatalogueError> {
    for correction in &corrections.rows {
        let [wrong, becomes, _] = correction.fields;
        // In lower case a scope may read as a path does: `Zoho.a` with `SEARCH` and the path `Zoho.a.search`.
        let names_scope = listed.iter().any(|scope| fold(&scope.scope) == fold(wrong));
        let mut matched = false;
        listed.retain_mut(|scope| {
            let named = if names_scope { &scope.scope } else { scope.path };
            if fold(named) != fold(wrong) {
                return true;
            }
            matched = true;
            scope.scope = format!("{becomes}{}", &scope.scope[named.len()..]);
            scope.corrected = true;
            !becomes.is_empty()
        });
        if !matched {
            return Err(correction.place.refuses(Mistake::CorrectsNothing(wrong.to_owned())));
        }
    }
    for scope in &listed {
        check_form(scope)?;
    }
    Ok(listed)
}

fn check_form(listed: &Listed<'_>) -> Result<(), CatalogueError> {
    let segments: Vec<&str> = listed.scope.split('.').collect();
    let is_segment = |segment: &&str| {
        !segment.is_empty() && segment.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    if !(2..=5).contains(&segments.len()) || !segments.iter().all(is_segment) {
        return Err(listed.place.refuses(Mistake::Malformed(listed.scope.clone())));
    }
    let last = segments[segments.len() - 1];
    if listed.scope.len() > listed.path.len() && !listed.corrected && !is_operation(last) {
        return Err(listed.place.refuses(Mistake::Operation { operation: last.to_owned() }));
    }
    Ok(())
}

/// Services write their operations in upper or in lower case, and none in both.
fn is_operation(text: &str) -> bool {
    OPERATIONS.iter().any(|operation| text == *operation || text == fold(operation))
}

/// Sorts by folded spelling. What a correction turned into a scope that is listed anyway adds its sources to that.
fn merge(mut listed: Vec<Listed<'_>>) -> Result<Scopes<'_>, CatalogueError> {
    listed.sort_by_key(|scope| scope.corrected);
    let mut scopes: Scopes<'_> = BTreeMap::new();
    for scope in listed {
        match scopes.get_mut(&fold(&scope.scope)) {
            None => {
                scopes.insert(fold(&scope.scope), scope);
            }
            Some(first) if scope.corrected => first.sources.extend(scope.sources),
            Some(first) => {
                let first = first.place.clone();
                return Err(scope.place.refuses(Mistake::Duplicate { name: scope.scope, first }));
            }
        }
    }
    Ok(scopes)
}

fn check_services(scopes: &Scopes<'_>) -> Result<(), CatalogueError> {
    let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
    for scope in scopes.values() {
        let written = scope.service();
        let earlier = *spellings.entry(fold(written)).or_insert(written);
        if earlier != written {
            let mistake = Mistake::Service { written: written.to_owned(), earlier: earlier.to_owned() };
            return Err(scope.place.refuses(mistake));
        }
    }
    Ok(())
}
