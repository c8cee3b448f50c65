//! Inherent methods, associated functions, and a grant that is a field.

use std::sync::Arc;

use requires_scope::{Error, Grant, requires_scope};

pub struct Contacts {
    grant: Grant,
    shared: Arc<Grant>,
}

impl Contacts {
    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    pub fn list() -> Result<Vec<Self>, Error> {
        Ok(Vec::new())
    }

    #[requires_scope("ZohoCRM.modules.contacts.READ", grant = self.grant)]
    pub async fn borrowed(&self) -> Result<&Self, Error> {
        Ok(self)
    }

    #[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = self.shared)]
    pub async fn changed(&mut self) -> Result<&mut Grant, Error> {
        Ok(&mut self.grant)
    }

    #[requires_scope("ZohoCRM.modules.contacts.DELETE", grant = &self.grant)]
    pub fn consumed(self) -> Result<Grant, Error> {
        Ok(self.grant)
    }

    #[requires_scope("ZohoCRM.modules.contacts.DELETE")]
    pub async fn shared(self: Arc<Self>) -> Result<(), Error> {
        drop(self);
        Ok(())
    }
}

fn main() {}
