//! Makes the catalogue of `zoho-scopes` from the curated data in `scopes/data`.
//!
//! It does not use `zoho-scopes` itself: that crate cannot be built while its generated file is broken.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const OPERATIONS: [&str; 7] = ["ALL", "READ", "CREATE", "UPDATE", "DELETE", "WRITE", "CUSTOM"];

/// What stands in the operations column for the scope that has none.
const NO_OPERATION: &str = "-";

const MAX_WIDTH: usize = 110;

/// Writes the generated file.
pub(crate) fn write() -> Result<(), CatalogueError> {
    let path = generated_path();
    fs::write(&path, generate(&read_data()?)?).map_err(|source| CatalogueError::Write { path, source })
}

/// Fails if the generated file is not what the data say.
pub(crate) fn check() -> Result<(), CatalogueError> {
    let path = generated_path();
    let current = fs::read_to_string(&path).map_err(|source| CatalogueError::Read { path, source })?;
    if current == generate(&read_data()?)? { Ok(()) } else { Err(CatalogueError::Stale) }
}

/// Why the catalogue cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CatalogueError {
    #[error("cannot read {}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{place}: {mistake}")]
    Data { place: Place, mistake: Mistake },
    #[error("scopes/src/catalogue/generated.rs is not what scopes/data says: run `cargo xtask catalogue`")]
    Stale,
}

/// A line of a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("scopes/data/{file}:{line}")]
pub(crate) struct Place {
    file: String,
    line: usize,
}

impl Place {
    fn refuses(&self, mistake: Mistake) -> CatalogueError {
        CatalogueError::Data { place: self.clone(), mistake }
    }
}

/// What is wrong in a line of the data.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Mistake {
    #[error("the first line must be `{0}`")]
    Header(&'static str),
    #[error("three fields are expected, without quotes and with two commas")]
    Fields,
    #[error("`{0}` is out of order: sort the lines by their first field in lower case")]
    Unsorted(String),
    #[error("`{0}` has a placeholder: list the scopes that it stands for")]
    Placeholder(String),
    #[error("`{0}` is not a scope: 2 to 5 segments of ASCII letters, digits and `_` are expected")]
    Malformed(String),
    #[error("`{operation}` is not an operation: write {}, or `-` for none", OPERATIONS.join(", "))]
    Operation { operation: String },
    #[error("no operations are given: write `-` for a scope that has none")]
    NoOperations,
    #[error("`{scope}` is already listed at {first}")]
    Duplicate { scope: String, first: Place },
    #[error("`{0}` is not an id of sources.csv")]
    Source(String),
    #[error("no provenance is given")]
    NoSource,
    #[error("a correction needs a reason")]
    NoReason,
    #[error("nothing is listed as `{0}`: remove the correction or mend its spelling")]
    CorrectsNothing(String),
    #[error("the service `{written}` is spelt `{earlier}` elsewhere")]
    Service { written: String, earlier: String },
}

/// A data file: its name and its text.
type File = (String, String);

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn generated_path() -> PathBuf {
    root().join("scopes/src/catalogue/generated.rs")
}

fn read_data() -> Result<Vec<File>, CatalogueError> {
    let directory = root().join("scopes/data");
    let unreadable = |path: &Path| {
        let path = path.to_owned();
        move |source| CatalogueError::Read { path, source }
    };
    let mut files = Vec::new();
    for entry in fs::read_dir(&directory).map_err(unreadable(&directory))? {
        let entry = entry.map_err(unreadable(&directory))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if Path::new(&name).extension().is_some_and(|extension| extension == "csv") {
            let text = fs::read_to_string(entry.path()).map_err(unreadable(&entry.path()))?;
            files.push((name, text));
        }
    }
    files.sort();
    Ok(files)
}

/// The text of the generated file.
fn generate(files: &[File]) -> Result<String, CatalogueError> {
    let mut sources = BTreeSet::new();
    let mut corrections = Vec::new();
    let mut lists = Vec::new();
    for (name, text) in files {
        match name.as_str() {
            "sources.csv" => {
                sources = rows(name, text, "id,dated,what")?.into_iter().map(|row| row.fields[0]).collect();
            }
            "corrections.csv" => corrections = rows(name, text, "scope,becomes,reason")?,
            _ => lists.extend(rows(name, text, "path,operations,provenance")?),
        }
    }
    let mut listed = Vec::new();
    for row in &lists {
        list(row, &sources, &mut listed)?;
    }
    let scopes = merge(correct(listed, &corrections)?)?;
    check_services(&scopes)?;
    Ok(render(&scopes))
}

/// A line of a data file.
struct Row<'f> {
    place: Place,
    fields: [&'f str; 3],
}

fn rows<'f>(file: &str, text: &'f str, header: &'static str) -> Result<Vec<Row<'f>>, CatalogueError> {
    let place = |line| Place { file: file.to_owned(), line };
    let mut lines = text.lines().zip(1..);
    if lines.next().is_none_or(|(first, _)| first != header) {
        return Err(place(1).refuses(Mistake::Header(header)));
    }
    let mut rows: Vec<Row<'f>> = Vec::new();
    for (text, line) in lines {
        let mut fields = text.split(',').map(str::trim);
        let (Some(first), Some(second), Some(third), None, false) =
            (fields.next(), fields.next(), fields.next(), fields.next(), text.contains('"'))
        else {
            return Err(place(line).refuses(Mistake::Fields));
        };
        if first.contains(['{', '}']) {
            return Err(place(line).refuses(Mistake::Placeholder(first.to_owned())));
        }
        if rows.last().is_some_and(|before| fold(before.fields[0]) > fold(first)) {
            return Err(place(line).refuses(Mistake::Unsorted(first.to_owned())));
        }
        rows.push(Row { place: place(line), fields: [first, second, third] });
    }
    Ok(rows)
}

/// A scope as a source lists it.
struct Listed<'f> {
    path: &'f str,
    scope: String,
    sources: BTreeSet<&'f str>,
    place: Place,
    corrected: bool,
}

fn list<'f>(
    row: &Row<'f>,
    known: &BTreeSet<&str>,
    listed: &mut Vec<Listed<'f>>,
) -> Result<(), CatalogueError> {
    let [path, operations, provenance] = row.fields;
    let sources: BTreeSet<&str> = provenance.split_whitespace().collect();
    if let Some(unknown) = sources.iter().find(|source| !known.contains(**source)) {
        return Err(row.place.refuses(Mistake::Source((*unknown).to_owned())));
    }
    if sources.is_empty() {
        return Err(row.place.refuses(Mistake::NoSource));
    }
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
    corrections: &[Row<'_>],
) -> Result<Vec<Listed<'f>>, CatalogueError> {
    for correction in corrections {
        let [wrong, becomes, reason] = correction.fields;
        if reason.is_empty() {
            return Err(correction.place.refuses(Mistake::NoReason));
        }
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
    if listed.scope.len() > listed.path.len() && !listed.corrected && !OPERATIONS.contains(&last) {
        return Err(listed.place.refuses(Mistake::Operation { operation: last.to_owned() }));
    }
    Ok(())
}

/// Sorts by folded spelling. What a correction turned into a scope that is listed anyway adds its sources to that.
fn merge(mut listed: Vec<Listed<'_>>) -> Result<BTreeMap<String, Listed<'_>>, CatalogueError> {
    listed.sort_by_key(|scope| scope.corrected);
    let mut scopes: BTreeMap<String, Listed<'_>> = BTreeMap::new();
    for scope in listed {
        match scopes.get_mut(&fold(&scope.scope)) {
            None => {
                scopes.insert(fold(&scope.scope), scope);
            }
            Some(first) if scope.corrected => first.sources.extend(scope.sources),
            Some(first) => {
                let first = first.place.clone();
                return Err(scope.place.refuses(Mistake::Duplicate { scope: scope.scope, first }));
            }
        }
    }
    Ok(scopes)
}

fn check_services(scopes: &BTreeMap<String, Listed<'_>>) -> Result<(), CatalogueError> {
    let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
    for scope in scopes.values() {
        let written = service(&scope.scope);
        let earlier = *spellings.entry(fold(written)).or_insert(written);
        if earlier != written {
            let mistake = Mistake::Service { written: written.to_owned(), earlier: earlier.to_owned() };
            return Err(scope.place.refuses(mistake));
        }
    }
    Ok(())
}

fn service(scope: &str) -> &str {
    scope.split_once('.').map_or(scope, |(service, _)| service)
}

/// The generated file as rustfmt would leave it.
fn render(scopes: &BTreeMap<String, Listed<'_>>) -> String {
    let mut text = String::from(
        "//! Generated from `scopes/data` by `cargo xtask catalogue`; edit the data.\n\n\
         use super::Entry;\n\n\
         /// Every scope of the catalogue, sorted by its spelling in lower case.\n\
         pub static ENTRIES: &[Entry] = &[\n",
    );
    for listed in scopes.values() {
        let scope = &listed.scope;
        let service = service(scope);
        let provenance = listed.sources.iter().copied().collect::<Vec<_>>().join(" ");
        let line =
            format!("    Entry {{ scope: {scope:?}, service: {service:?}, provenance: {provenance:?} }},");
        if line.len() <= MAX_WIDTH {
            text.push_str(&line);
            text.push('\n');
        } else {
            let broken = write!(
                text,
                "    Entry {{\n        scope: {scope:?},\n        service: {service:?},\n        \
                 provenance: {provenance:?},\n    }},\n"
            );
            broken.expect("a string takes any text");
        }
    }
    text.push_str("];\n");
    text
}

fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
