//! Makes the tables of `zoho-scopes` from the curated data in `scopes/data`.
//!
//! It does not depend on `zoho-scopes`, which cannot be built while its generated file is broken, but compiles the
//! files of that crate that need no table.

mod data;
mod endpoints;
mod language;
mod render;
mod scopes;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use self::data::{File, Mistake, Place, Row, rows};
use self::scopes::Corrections;

const OPERATIONS: [&str; 7] = ["ALL", "READ", "CREATE", "UPDATE", "DELETE", "WRITE", "CUSTOM"];

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

/// Why the tables cannot be made.
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
    let [mut sources, mut corrections, mut endpoints, mut endpoint_corrections] = [None; 4];
    let mut lists = Vec::new();
    for file in files {
        match file.0.as_str() {
            "sources.csv" => sources = Some(file),
            "corrections.csv" => corrections = Some(file),
            "endpoints.csv" => endpoints = Some(file),
            "endpoint_corrections.csv" => endpoint_corrections = Some(file),
            _ => lists.push(file),
        }
    }
    let sources: Vec<Row<'_, 3>> = sources.map_or(Ok(Vec::new()), |file| rows(file, "id,dated,what"))?;
    let sources: BTreeSet<&str> = sources.into_iter().map(|row| row.fields[0]).collect();
    let corrections = Corrections::read(corrections)?;
    let scopes = scopes::read(&lists, &corrections, &sources)?;
    let endpoints = endpoints::read(endpoints, endpoint_corrections, &corrections, &scopes, &sources)?;
    Ok(render::render(&scopes, &endpoints))
}

#[cfg(test)]
mod tests;
