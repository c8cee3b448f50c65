//! An entry without its end.

use requires_scope::scopes;

scopes! {
    pub FIRST = "ZohoCRM.users.READ";
    pub SECOND = "ZohoCRM.coql.READ"
}

scopes! {
    "ZohoCRM.users.READ"
}

fn main() {
    let _ = FIRST;
}
