//! The state in a file: read when the sandbox starts, replaced as a whole whenever something has changed.
//!
//! One JSON file and no database: a sandbox holds some hundred tokens and records, its file can be read, edited and
//! put under version control as seed data, and a rename replaces it as atomically as a transaction would.

use std::{
    fmt,
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use tokio::{sync::watch, task::JoinHandle};

use super::{State, StateError, Trouble};
use crate::console::Console;

/// Where the state is kept.
#[derive(Clone)]
pub(crate) struct StateFile {
    path: PathBuf,
    /// What the file holds, so that nothing is written that is there already. The lock also keeps two writers apart.
    written: Arc<Mutex<String>>,
}

impl StateFile {
    pub(crate) fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), written: Arc::default() }
    }

    /// What the file holds; `None` if there is no file yet.
    pub(crate) fn read(&self) -> Result<Option<State>, StateError> {
        match fs::read_to_string(&self.path) {
            Ok(json) => State::from_json(&json).map(Some),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Trouble::Read { path: self.path.clone(), source }.into()),
        }
    }

    pub(crate) fn write(&self, console: &Console) -> Result<(), StateError> {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        let json = console.state().to_json();
        if *written == json {
            return Ok(());
        }
        self.replace(&json).map_err(|source| Trouble::Write { path: self.path.clone(), source })?;
        *written = json;
        Ok(())
    }

    /// Writes after every change, and once more when the sandbox stops or is dropped.
    pub(crate) fn keep(self, console: Console, mut stopping: watch::Receiver<bool>) -> JoinHandle<()> {
        let changes = Arc::clone(&console.first().changes);
        tokio::spawn(async move {
            loop {
                let goes_on = tokio::select! {
                    () = changes.notified() => true,
                    _ = stopping.changed() => false,
                };
                let (file, console) = (self.clone(), console.clone());
                match tokio::task::spawn_blocking(move || file.write(&console)).await {
                    Ok(Ok(())) => {}
                    Ok(Err(error)) => {
                        let cause = std::error::Error::source(&error).map(ToString::to_string);
                        tracing::error!(%error, cause, "the state is kept in memory only");
                    }
                    Err(error) => tracing::error!(%error, "the state could not be written"),
                }
                if !goes_on {
                    return;
                }
            }
        })
    }

    /// The file holds either the old state or the new one, also if the machine fails in between.
    fn replace(&self, json: &str) -> io::Result<()> {
        let mut name = self.path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.new", std::process::id()));
        let draft = self.path.with_file_name(name);
        let replaced = draft_file(&draft).and_then(|mut file| {
            file.write_all(json.as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &self.path)
        });
        if replaced.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&draft);
        }
        replaced
    }
}

impl fmt::Debug for StateFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StateFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// Only the user who runs the sandbox may read its secrets.
fn draft_file(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
