//! The data files: their lines, and what is refused in one.

use std::collections::BTreeSet;

use super::{CatalogueError, OPERATIONS};

/// A data file: its name and its text.
pub(super) type File = (String, String);

/// A line of a data file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("scopes/data/{file}:{line}")]
pub(crate) struct Place {
    file: String,
    line: usize,
}

impl Place {
    pub(super) fn refuses(&self, mistake: Mistake) -> CatalogueError {
        CatalogueError::Data { place: self.clone(), mistake }
    }
}

/// What is wrong in a line of the data.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Mistake {
    #[error("the first line must be `{0}`")]
    Header(&'static str),
    #[error("{0} fields are expected, with commas between them and without quotes")]
    Fields(usize),
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
    #[error("`{name}` is already listed at {first}")]
    Duplicate { name: String, first: Place },
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
    #[error("`{0}` is not a method: write GET, POST, PUT, PATCH or DELETE")]
    Method(String),
    #[error("`{0}` is not a path template: write `/` before each segment and `{{…}}` around a parameter")]
    Template(String),
    #[error("`{0}` is not an operation id: ASCII letters and digits are expected")]
    Id(String),
    #[error("`{0}` is not in the catalogue: list it or correct it")]
    Uncatalogued(String),
}

/// A line of a data file with its fields.
pub(super) struct Row<'f, const N: usize> {
    pub(super) place: Place,
    pub(super) fields: [&'f str; N],
}

/// The lines below the header, sorted by their first field.
pub(super) fn rows<'f, const N: usize>(
    (file, text): &'f File,
    header: &'static str,
) -> Result<Vec<Row<'f, N>>, CatalogueError> {
    let place = |line| Place { file: file.clone(), line };
    let mut lines = text.lines().zip(1..);
    if lines.next().is_none_or(|(first, _)| first != header) {
        return Err(place(1).refuses(Mistake::Header(header)));
    }
    let mut rows: Vec<Row<'f, N>> = Vec::new();
    for (text, line) in lines {
        let fields: Vec<&str> = text.split(',').map(str::trim).collect();
        let (Ok(fields), false) = (<[&str; N]>::try_from(fields), text.contains('"')) else {
            return Err(place(line).refuses(Mistake::Fields(N)));
        };
        if rows.last().is_some_and(|before| fold(before.fields[0]) > fold(fields[0])) {
            return Err(place(line).refuses(Mistake::Unsorted(fields[0].to_owned())));
        }
        rows.push(Row { place: place(line), fields });
    }
    Ok(rows)
}

/// The ids in a provenance, each of which `sources.csv` must have.
pub(super) fn provenance<'f>(
    text: &'f str,
    known: &BTreeSet<&str>,
    place: &Place,
) -> Result<BTreeSet<&'f str>, CatalogueError> {
    let sources: BTreeSet<&str> = text.split_whitespace().collect();
    if let Some(unknown) = sources.iter().find(|source| !known.contains(**source)) {
        return Err(place.refuses(Mistake::Source((*unknown).to_owned())));
    }
    if sources.is_empty() { Err(place.refuses(Mistake::NoSource)) } else { Ok(sources) }
}

pub(super) fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}
