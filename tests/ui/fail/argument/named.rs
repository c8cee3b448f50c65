//! A named requirement is a constant, which has no arguments.

use requires_scope::scopes;

scopes! {
    pub READ = "ZohoCRM.modules.{module}.READ";
    pub DELETE = "ZohoCRM.users.READ", endpoint = "DELETE /crm/v8/{module}";
}

fn main() {}
