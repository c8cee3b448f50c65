//! Every mistake of `scopes!` is told, and the functions that use the names are not wrong.

use requires_scope::{Error, requires_scope, scopes};

scopes! {
    pub UNKNOWN = "ZohoCRM.contacts.READ";
    pub NOTHING = ;
    pub WITH_GRANT = "ZohoCRM.users.READ", grant = grant;
    pub ELSEWHERE = "ZohoCRM.users.READ", crate = ::requires_scope;
    pub BROAD = "ZohoCRM.coql.READ", "ZohoCRM.users.ALL", deny(broad);
}

#[requires_scope(UNKNOWN, NOTHING)]
pub async fn read() -> Result<(), Error> {
    Ok(())
}

fn main() {}
