//! Compiles `pass/` and `fail/`, and the snapshots of the expansion, which are programs too.
//!
//! `TRYBUILD=overwrite` writes the texts of `fail/` anew.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

/// The compiler whose words the `.stderr` files repeat.
const COMPILER: &str = "1.95";

#[test]
fn cases() -> Result<(), Box<dyn std::error::Error>> {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.pass("../../macros/tests/expanded/*.rs");

    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = String::from_utf8(Command::new(rustc).arg("--version").output()?.stdout)?;
    if version.starts_with(&format!("rustc {COMPILER}.")) {
        cases.compile_fail("fail/*/*.rs");
    } else {
        let version = version.trim();
        writeln!(
            std::io::stderr(),
            "the texts in `fail/` are those of rustc {COMPILER}; this is {version}: they are NOT compared"
        )?;
    }
    Ok(())
}

#[test]
fn the_page_shows_the_compilers_words() -> Result<(), Box<dyn std::error::Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(folder.join("../../runtime/src/requires_scope.md"))?;
    let words = fs::read_to_string(folder.join("fail/scope/unknown.stderr"))?;
    let (before, after) =
        words.split_once(" --> fail/scope/unknown.rs").ok_or("no place in the compiler's words")?;
    assert!(page.contains(&format!("{before} --> src/main.rs{after}")), "requires_scope.md is out of date");
    Ok(())
}
