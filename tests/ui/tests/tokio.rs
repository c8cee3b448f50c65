//! The attribute above and below those of tokio.

use requires_scope::{Error, requires_scope};
use tokio::runtime::Handle;
use ui_tests::grant_of;

#[tokio::test]
#[requires_scope("ZohoCRM.users.READ", grant = grant_of("ZohoCRM.users.ALL"))]
async fn a_test_under_its_attribute() -> Result<(), Error> {
    assert!(Handle::try_current().is_ok());
    Ok(())
}

#[requires_scope("ZohoCRM.users.READ", grant = grant_of("ZohoCRM.users.ALL"))]
#[tokio::test]
async fn a_test_over_its_attribute() -> Result<(), Error> {
    assert!(Handle::try_current().is_ok());
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
#[requires_scope("ZohoCRM.users.READ", grant = grant_of("ZohoCRM.org.READ"))]
async fn under() -> Result<(), Error> {
    unreachable!("the scope is missing");
}

#[requires_scope("ZohoCRM.users.READ", grant = grant_of("ZohoCRM.org.READ"))]
#[tokio::main(flavor = "current_thread")]
async fn over() -> Result<(), Error> {
    unreachable!("the scope is missing");
}

#[test]
fn refusals_leave_a_runtime_of_their_own() {
    assert!(under().is_err_and(|error| error.is_missing_scopes()));
    assert!(over().is_err_and(|error| error.is_missing_scopes()));
}
