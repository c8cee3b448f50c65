//! Default bodies in a trait and bodies in its implementations.

use requires_scope::{Error, requires_scope};

pub trait Directory {
    type Entry;

    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    fn count(&self) -> Result<usize, Error> {
        Ok(0)
    }

    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    #[allow(async_fn_in_trait)]
    async fn first(&self) -> Result<Option<Self::Entry>, Error> {
        Ok(None)
    }

    fn remove(&mut self) -> Result<(), Error>;
}

pub struct Contacts;

impl Directory for Contacts {
    type Entry = String;

    #[requires_scope("ZohoCRM.modules.contacts.READ", "ZohoCRM.modules.leads.READ")]
    async fn first(&self) -> Result<Option<String>, Error> {
        Ok(Some(String::new()))
    }

    #[requires_scope("ZohoCRM.modules.contacts.DELETE")]
    fn remove(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

fn main() {}
