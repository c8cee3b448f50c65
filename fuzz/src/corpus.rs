//! The inputs that are kept: a folder for each target, a file for each input.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::shape::Shape;
use crate::targets::Target;

/// Where the inputs of `target` are kept.
pub fn folder(target: &Target) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target.name)
}

/// The kept inputs with the files they are from, in the order of the files' names.
///
/// # Errors
///
/// When the folder or a file cannot be read.
pub fn read(target: &Target) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let entries = fs::read_dir(folder(target))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    paths.into_iter().map(|path| Ok((path.clone(), fs::read(path)?))).collect()
}

/// Keeps an input that was found, under a name that follows from it.
///
/// # Errors
///
/// When the file cannot be written.
pub fn keep(target: &Target, input: &[u8]) -> io::Result<PathBuf> {
    let folder = folder(target);
    fs::create_dir_all(&folder)?;
    let path = folder.join(format!("found-{}", Shape::of(input)));
    fs::write(&path, input)?;
    Ok(path)
}
