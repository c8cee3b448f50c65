//! Names of the generated code and of the user's cannot meet.

use requires_scope::{Error, Grant, requires_scope};

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
}
