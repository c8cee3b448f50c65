//! The runtime under another name.

mod facade {
    pub use requires_scope as scopes;
}

#[facade::scopes::requires_scope("ZohoCRM.modules.contacts.READ", crate = crate::facade::scopes)]
pub async fn through_the_crate() -> Result<(), facade::scopes::Error> {
    Ok(())
}

#[requires_scope::requires_scope(crate = ::requires_scope, "ZohoCRM.modules.contacts.READ")]
pub fn absolute() -> Result<(), requires_scope::Error> {
    Ok(())
}

macro_rules! of_this_crate {
    () => {
        #[requires_scope::requires_scope("ZohoCRM.modules.contacts.READ", crate = $crate::facade::scopes)]
        pub fn through_a_macro() -> Result<(), requires_scope::Error> {
            Ok(())
        }
    };
}

of_this_crate!();

fn main() {}
