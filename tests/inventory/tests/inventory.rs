//! The inventory of the program in `src/main.rs` and of its dependency, whatever the linker was told.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::str;

use object::{Object as _, ObjectSection as _};

const EXPECTED: &str = "\
dependency refused: [true, true, true]
inventory_dependency::unused (tests/inventory/dependency/src/lib.rs:14): Desk.tickets.READ
inventory_dependency::generic (tests/inventory/dependency/src/lib.rs:24): Desk.tickets.CREATE
inventory_dependency::close (tests/inventory/dependency/src/lib.rs:36): Desk.tickets.DELETE
inventory_tests::used (tests/inventory/src/main.rs:14): ZohoCRM.modules.contacts.READ
inventory_tests::unused (tests/inventory/src/main.rs:20): (ZohoCRM.coql.READ or (ZohoCRM.modules.leads.READ and \
ZohoCRM.modules.deals.READ)) and ZohoCRM.users.READ
inventory_tests::generic (tests/inventory/src/main.rs:26): ZohoCRM.modules.contacts.CREATE
inventory_tests::of_an_argument (tests/inventory/src/main.rs:35): ZohoCRM.users.READ and \
(ZohoCRM.modules.{module}.READ or ((ZohoCRM.coql.READ or (ZohoCRM.modules.leads.READ and ZohoCRM.modules.deals.READ)) \
and the scopes of GET /crm/v8/{module}))
inventory_tests::work (tests/inventory/src/main.rs:44): ZohoCRM.modules.tasks.UPDATE
";

/// The section that holds the same lines.
const SECTION: &str = if cfg!(target_vendor = "apple") {
    "__requires_scope"
} else if cfg!(windows) {
    ".zscopes"
} else {
    ".requires_scope"
};

fn check(program: &Path) -> Result<(), Box<dyn Error>> {
    let output = Command::new(program).output()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8(output.stdout)?, EXPECTED);
    let listed = EXPECTED.lines().skip(1).map(str::to_owned);
    assert_eq!(recorded_in(program)?, listed.collect(), "in the section {SECTION}");
    Ok(())
}

/// What a tool reads from the program's file without running it.
fn recorded_in(program: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let bytes = fs::read(program)?;
    let program = object::File::parse(&*bytes)?;
    let section = program.section_by_name(SECTION).ok_or("the section is not there")?;
    let text = str::from_utf8(section.data()?)?;
    let lines = text.split(['\n', '\0']).filter(|line| !line.is_empty());
    let functions = lines.map(|line| match line.splitn(6, '\t').collect::<Vec<_>>()[..] {
        ["requires_scope 1", module, function, number, requirement, file] => {
            Ok(format!("{module}::{function} ({file}:{number}): {requirement}"))
        }
        _ => Err(format!("not a record: {line:?}").into()),
    });
    functions.collect()
}

#[test]
fn every_guard_of_a_debug_build_is_listed() -> Result<(), Box<dyn Error>> {
    check(Path::new(env!("CARGO_BIN_EXE_inventory-tests")))
}

#[test]
fn every_guard_of_a_release_build_is_listed() -> Result<(), Box<dyn Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    cargo.args(["build", "--quiet", "--release", "--package", "inventory-tests"]);
    assert!(cargo.status()?.success());
    let debug = Path::new(env!("CARGO_BIN_EXE_inventory-tests"));
    let folder = debug.ancestors().nth(2).ok_or("a program stands in the folder of its profile")?;
    let name = debug.file_name().ok_or("a program has a name")?;
    check(&folder.join("release").join(name))
}
