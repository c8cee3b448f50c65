//! The folder in which Zylker keeps its sessions, its grants and the key that seals them.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use tempfile::TempDir;

use crate::config::Zoho;

/// The folder that is made beside the program.
const BESIDE_PROGRAM: &str = "zylker-data";

/// The folder, for as long as the application runs or longer.
#[derive(Debug)]
pub(crate) enum Data {
    Kept(PathBuf),
    Temporary(TempDir),
}

/// The folder cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DataError {
    #[error("no temporary folder can be made for the data")]
    Temporary(#[source] io::Error),
    #[error("the program does not know where it stands: name a folder with `--data`")]
    Program(#[source] io::Error),
    #[error("the folder {} cannot be made for the data", .0.display())]
    Chosen(PathBuf, #[source] io::Error),
}

impl Data {
    /// Opens the folder that was chosen.
    ///
    /// Without one the grants of the sandbox go when it goes; those of the real Zoho stay beside the program, where
    /// no other user of the machine could have put a folder of the same name.
    pub(crate) fn open(chosen: Option<&Path>, zoho: &Zoho) -> Result<Data, DataError> {
        let folder = match (chosen, zoho) {
            (Some(folder), _) => folder.to_owned(),
            (None, Zoho::Sandbox) => {
                let folder = tempfile::Builder::new().prefix("zylker-").tempdir();
                return folder.map(Data::Temporary).map_err(DataError::Temporary);
            }
            (None, Zoho::Registered(_)) => {
                env::current_exe().map_err(DataError::Program)?.with_file_name(BESIDE_PROGRAM)
            }
        };
        make_private(&folder).map_err(|error| DataError::Chosen(folder.clone(), error))?;
        Ok(Data::Kept(folder))
    }

    pub(crate) fn folder(&self) -> &Path {
        match self {
            Data::Kept(folder) => folder,
            Data::Temporary(folder) => folder.path(),
        }
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;

    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
