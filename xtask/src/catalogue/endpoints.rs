//! The operations of Zoho CRM: method, path template, id and what each needs, in catalogued scopes.

use std::collections::{BTreeMap, BTreeSet};

use super::CatalogueError;
use super::data::{File, Mistake, Place, Row, fold, provenance, rows};
use super::scopes::{Corrections, Scopes};

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Stands in a scope for the module in the path.
const MODULE: &str = "{module}";

/// A module whose scopes show that a scope with a parameter exists at all.
const EXAMPLE: &str = "leads";

/// An operation as it is generated.
pub(super) struct Endpoint<'f> {
    method: &'f str,
    template: &'f str,
    id: &'f str,
    /// Alternatives of conjunctions.
    needs: Vec<Vec<String>>,
}

impl Endpoint<'_> {
    /// As the table has it: `POST /v8/a createA Zoho.a.CREATE&Zoho.b.READ|Zoho.a.ALL`.
    pub(super) fn line(&self) -> String {
        let Endpoint { method, template, id, needs } = self;
        let needs = needs.iter().map(|scopes| scopes.join("&")).collect::<Vec<_>>().join("|");
        format!("{method} {template} {id} {needs}")
    }
}

pub(super) fn read<'f>(
    list: Option<&'f File>,
    corrected: Option<&File>,
    corrections: &Corrections<'_>,
    scopes: &Scopes<'_>,
    sources: &BTreeSet<&str>,
) -> Result<Vec<Endpoint<'f>>, CatalogueError> {
    let list: Vec<Row<'f, 5>> =
        list.map_or(Ok(Vec::new()), |file| rows(file, "template,method,id,needs,provenance"))?;
    let replaced: Vec<Row<'_, 4>> =
        corrected.map_or(Ok(Vec::new()), |file| rows(file, "template,method,becomes,reason"))?;
    let mut unused: BTreeMap<(&str, &str), &Row<'_, 4>> = BTreeMap::new();
    for row in &replaced {
        let [template, method, _, reason] = row.fields;
        if reason.is_empty() {
            return Err(row.place.refuses(Mistake::NoReason));
        }
        if let Some(first) = unused.insert((template, method), row) {
            let (name, first) = (format!("{method} {template}"), first.place.clone());
            return Err(row.place.refuses(Mistake::Duplicate { name, first }));
        }
    }
    let mut endpoints = Vec::new();
    let mut places: BTreeMap<(&str, String), Place> = BTreeMap::new();
    for row in &list {
        let [template, method, id, needs, origin] = row.fields;
        check_form(row)?;
        provenance(origin, sources, &row.place)?;
        if let Some(first) = places.insert((method, shape(template)), row.place.clone()) {
            let name = format!("{method} {template}");
            return Err(row.place.refuses(Mistake::Duplicate { name, first }));
        }
        let (needs, place) = match unused.remove(&(template, method)) {
            Some(correction) => (correction.fields[2], &correction.place),
            None => (needs, &row.place),
        };
        let needs = resolve(needs, place, corrections, scopes)?;
        endpoints.push(Endpoint { method, template, id, needs });
    }
    if let Some(((template, method), row)) = unused.pop_first() {
        return Err(row.place.refuses(Mistake::CorrectsNothing(format!("{method} {template}"))));
    }
    Ok(endpoints)
}

fn check_form(row: &Row<'_, 5>) -> Result<(), CatalogueError> {
    let [template, method, id, ..] = row.fields;
    if !METHODS.contains(&method) {
        return Err(row.place.refuses(Mistake::Method(method.to_owned())));
    }
    let is_template = template.strip_prefix('/').is_some_and(|path| path.split('/').all(is_segment));
    if !is_template {
        return Err(row.place.refuses(Mistake::Template(template.to_owned())));
    }
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(row.place.refuses(Mistake::Id(id.to_owned())));
    }
    Ok(())
}

fn is_segment(segment: &str) -> bool {
    let name = segment.strip_prefix('{').map_or(Some(segment), |rest| rest.strip_suffix('}'));
    name.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    })
}

/// The template without the names of its parameters: two of one shape could not be told apart.
fn shape(template: &str) -> String {
    let segments = template.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    fold(&segments.collect::<Vec<_>>().join("/"))
}

/// Reads `A & B | C`, corrects each scope and gives it the spelling of the catalogue.
fn resolve(
    needs: &str,
    place: &Place,
    corrections: &Corrections<'_>,
    scopes: &Scopes<'_>,
) -> Result<Vec<Vec<String>>, CatalogueError> {
    let scope = |text: &str| {
        let corrected = corrections.apply(text.trim()).and_then(|text| spelling(&text, scopes));
        corrected.ok_or_else(|| place.refuses(Mistake::Uncatalogued(text.trim().to_owned())))
    };
    needs.split('|').map(|all| all.split('&').map(scope).collect()).collect()
}

fn spelling(text: &str, scopes: &Scopes<'_>) -> Option<String> {
    let example = scopes.get(&fold(&text.replace(MODULE, EXAMPLE)))?;
    // The segment that the example took is in the same place in the catalogue's spelling.
    Some(match text.find(MODULE) {
        None => example.scope.clone(),
        Some(at) => format!("{}{MODULE}{}", &example.scope[..at], &example.scope[at + EXAMPLE.len()..]),
    })
}
