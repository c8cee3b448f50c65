//! Generated code names nothing that a prelude would have to bring.

#![no_implicit_prelude]

pub struct AppError;

impl ::core::convert::From<::requires_scope::Error> for AppError {
    fn from(_: ::requires_scope::Error) -> Self {
        AppError
    }
}

#[::requires_scope::requires_scope("ZohoCRM.modules.contacts.CREATE")]
pub fn plain() -> ::core::result::Result<(), AppError> {
    ::core::result::Result::Ok(())
}

#[::requires_scope::requires_scope(any("ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.leads.READ"))]
pub async fn asynchronous() -> ::core::result::Result<(), AppError> {
    ::core::result::Result::Ok(())
}

#[::requires_scope::requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
pub async fn with_grant(grant: &::requires_scope::Grant) -> ::core::result::Result<(), AppError> {
    ::core::result::Result::Ok(())
}

::requires_scope::scopes! {
    pub READ_LEADS = "ZohoCRM.modules.leads.READ";
}

#[::requires_scope::requires_scope(READ_LEADS, "ZohoCRM.modules.{module}.READ", endpoint = "GET /crm/v8/{module}")]
pub async fn of_an_argument(module: &str) -> ::core::result::Result<&str, AppError> {
    ::core::result::Result::Ok(module)
}

fn main() {}
