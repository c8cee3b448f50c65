use requires_scope::{AsGrant, Error, Grant, requires_scope};

#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
fn convert_lead(grant: &Grant) -> Result<(), Error> {
    create_contact(grant)
}

#[requires_scope("ZohoCRM.modules.leads.READ", "ZohoCRM.modules.contacts.CREATE", grant = grant)]
fn create_contact(grant: &impl AsGrant) -> Result<(), Error> {
    drop(grant.key().to_string());
    Ok(())
}

fn main() {
    let convert_lead: fn(&Grant) -> Result<(), Error> = convert_lead;
    println!("{convert_lead:?}");
}
