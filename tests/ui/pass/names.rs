//! Names of the generated code and of the user's cannot meet.

use requires_scope::{Error, Grant, requires_scope, scopes};
use ui_tests::grant_of;

#[derive(Debug)]
pub struct Guard;
pub struct Site;
pub struct Refuse;
pub struct Result;
pub static GUARD: Guard = Guard;

#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub async fn body_sees_its_own(checked: u8, refused: u8, error: u8) -> core::result::Result<u8, Error> {
    let Guard = GUARD;
    'allowed: {
        if refused > error {
            break 'allowed;
        }
    }
    Ok(checked + refused + error)
}

fn pick<'a>(_: &Guard, grant: &'a Grant) -> &'a Grant {
    grant
}

#[requires_scope("ZohoCRM.modules.contacts.READ", grant = pick(&GUARD, grant))]
pub fn grant_sees_the_users(grant: &Grant) -> core::result::Result<&Grant, Error> {
    Ok(grant)
}

scopes! {
    NEED = "ZohoCRM.users.READ";
}

fn lent() -> Grant {
    grant_of("ZohoCRM.users.READ")
}

#[requires_scope(NEED)]
fn requirement_is_not_the_bodys() -> core::result::Result<(), Error> {
    let _ = NEED;
    scopes! {
        NEED = "ZohoCRM.org.READ";
    }
    Ok(())
}

#[requires_scope(NEED)]
fn requirement_is_not_the_futures() -> impl Future<Output = core::result::Result<(), Error>> {
    async move {
        let _ = NEED;
        scopes! {
            NEED = "ZohoCRM.org.READ";
        }
        Ok(())
    }
}

#[requires_scope("ZohoCRM.org.READ", grant = lent())]
fn grant_is_not_the_bodys() -> core::result::Result<(), Error> {
    drop(lent());
    fn lent() -> Grant {
        grant_of("ZohoCRM.org.READ")
    }
    Ok(())
}

mod core_of_the_user {
    pub mod core {}
    pub mod requires_scope {}

    #[::requires_scope::requires_scope("ZohoCRM.modules.contacts.READ")]
    pub fn modules_of_the_same_name() -> Result<(), ::requires_scope::Error> {
        Ok(())
    }
}

fn main() {
    core_of_the_user::modules_of_the_same_name().unwrap_err();

    let mut guarded = requires_scope::inventory();
    guarded.retain(|guarded| guarded.path().contains("requirement_is_not"));
    let needs = guarded.iter().map(requires_scope::GuardedFunction::requirement).collect::<Vec<_>>();
    assert_eq!(needs, ["ZohoCRM.users.READ"; 2]);
    drop((requirement_is_not_the_bodys(), requirement_is_not_the_futures()));
    assert!(grant_is_not_the_bodys().unwrap_err().is_missing_scopes());
}
