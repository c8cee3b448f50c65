//! The machine code of a release build: what a guard costs a caller with proof.

#![cfg(all(target_arch = "x86_64", target_os = "linux"))]

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

type Functions = BTreeMap<String, Vec<String>>;

#[test]
fn with_proof_no_check_is_left() -> Result<(), Box<dyn Error>> {
    let functions = functions(&assembly()?);
    let of = |name: &str, proof: &str| {
        let found = functions.iter().filter(|(symbol, _)| symbol.contains(name) && symbol.contains(proof));
        found.map(|(_, operations)| operations).collect::<Vec<_>>()
    };
    let [bare] = of("bare", "Proven")[..] else { return Err("`bare` is not there once".into()) };
    let without = of("create_contact", "GrantE");
    let without = without.iter().find(|code| code.iter().any(|line| line.starts_with("call")));
    assert!(without.is_some(), "without proof, the check and its cold path are there: {functions:?}");
    // Functions that do the same may have been merged into one.
    for with_proof in of("create_contact", "Proven") {
        assert_eq!(with_proof, bare);
    }
    assert!(!bare.iter().any(|line| line.starts_with("call")), "{bare:?}");
    Ok(())
}

/// The assembly of this package's library, optimised.
fn assembly() -> Result<String, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join("proof.s");
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo.args([
        "rustc",
        "--quiet",
        "--release",
        "--lib",
        "--",
        "-Ccodegen-units=1",
        "-Csymbol-mangling-version=v0",
    ]);
    cargo.arg(format!("--emit=asm={}", file.display()));
    let output = cargo.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(fs::read_to_string(file)?)
}

/// The operations of each function by its symbol, without their registers: an unused argument shifts those.
fn functions(assembly: &str) -> Functions {
    let mut functions = Functions::new();
    let mut current: Option<(String, Vec<String>)> = None;
    for line in assembly.lines() {
        let text = line.split('#').next().unwrap_or_default().trim();
        match text.strip_suffix(':') {
            Some(symbol) if symbol.starts_with("_R") => current = Some((symbol.to_owned(), Vec::new())),
            _ if text.starts_with(".cfi_endproc") => functions.extend(current.take()),
            _ if text.starts_with('.') || text.is_empty() => {}
            _ => {
                let operation = text.split_whitespace().next().unwrap_or_default();
                if let Some((_, operations)) = &mut current {
                    operations.push(operation.to_owned());
                }
            }
        }
    }
    functions
}
