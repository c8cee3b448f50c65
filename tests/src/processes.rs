//! Driving `store_process` from a test.

use std::io::{self, BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use requires_scope::Version;

/// Another process that has opened the file and waits to be told to go on. It ends with this value.
#[derive(Debug)]
pub struct Process {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts `store_process`, which stands at `program`.
    ///
    /// # Errors
    ///
    /// When it does not start, or cannot open the file.
    pub fn start(program: &str, file: &Path, keys: &str, work: &[&str]) -> io::Result<Process> {
        let mut child = Command::new(program)
            .arg(file)
            .args(work)
            .env("ZYLKER_KEYS", keys)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let said = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        let mut process = Process { child, said: BufReader::new(said).lines() };
        match process.hear()?.as_deref() {
            Some("ready") => Ok(process),
            said => Err(io::Error::other(format!("instead of being ready it said {said:?}"))),
        }
    }

    /// Lets it go to work.
    ///
    /// # Errors
    ///
    /// When it is gone.
    pub fn go(&mut self) -> io::Result<()> {
        self.child.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?.write_all(b"go\n")
    }

    /// The next line that it says.
    ///
    /// # Errors
    ///
    /// When it cannot be read.
    pub fn hear(&mut self) -> io::Result<Option<String>> {
        self.said.next().transpose()
    }

    /// Waits until it has done its work, and gives all that it has said.
    ///
    /// # Errors
    ///
    /// When it fails.
    pub fn finish(mut self) -> io::Result<Vec<String>> {
        let said: Vec<String> = self.said.by_ref().collect::<Result<_, _>>()?;
        if self.child.wait()?.success() { Ok(said) } else { Err(io::Error::other(said.join("; "))) }
    }

    /// Ends it in the middle of whatever it does, as `kill -9` would, and gives what it had yet said.
    ///
    /// # Errors
    ///
    /// When it cannot be ended.
    pub fn kill(mut self) -> io::Result<Vec<String>> {
        self.child.kill()?;
        self.child.wait()?;
        self.said.by_ref().collect()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already in every test that goes well.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Several pages that say throughout which version they are, so that a torn record is seen.
pub fn filled_with(version: Version) -> Vec<u8> {
    version.number().to_le_bytes().repeat(2000)
}
