//! Bytes that the language and its tables add to a release binary: four small programs, stripped, weighed against each
//! other.

use std::env;
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What each of the programs of `examples/` has beside what the first has.
const PROGRAMS: [(&str, &str); 4] = [
    ("bare", "nothing of the language"),
    ("language", "scopes and sets"),
    ("catalogue", "scopes and sets, and the catalogue's table"),
    ("endpoints", "scopes, both tables and the nearest name"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut bare = None;
    let mut out = io::stdout().lock();
    for (program, content) in PROGRAMS {
        let bytes = fs::metadata(build(program)?)?.len();
        let bare = *bare.get_or_insert(bytes);
        writeln!(out, "{program:<10}{bytes:>9} bytes{:>9} more: {content}", bytes - bare)?;
    }
    Ok(())
}

/// The path of the stripped program.
fn build(program: &str) -> Result<PathBuf, Box<dyn Error>> {
    let status = Command::new(env!("CARGO"))
        .args(["rustc", "--quiet", "--release", "--package", env!("CARGO_PKG_NAME"), "--example", program])
        .args(["--", "-C", "strip=symbols"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()?;
    if !status.success() {
        return Err(format!("`{program}` cannot be built").into());
    }
    // This program lies in `release/deps` of the same folder.
    let executable = env::current_exe()?;
    let release =
        executable.parent().and_then(Path::parent).ok_or("this program lies in no folder of cargo's")?;
    Ok(release.join("examples").join(program))
}
