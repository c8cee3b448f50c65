//! The inventory of the program in `src/main.rs` and of its dependency, whatever the linker was told.

use std::error::Error;
use std::path::Path;
use std::process::Command;

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

fn printed_by(program: &mut Command) -> Result<String, Box<dyn Error>> {
    let output = program.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn every_guard_of_a_debug_build_is_listed() -> Result<(), Box<dyn Error>> {
    assert_eq!(printed_by(&mut Command::new(env!("CARGO_BIN_EXE_inventory-tests")))?, EXPECTED);
    Ok(())
}

#[test]
fn every_guard_of_a_release_build_is_listed() -> Result<(), Box<dyn Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")));
    cargo.args(["run", "--quiet", "--release", "--package", "inventory-tests"]);
    assert_eq!(printed_by(&mut cargo)?, EXPECTED);
    Ok(())
}
