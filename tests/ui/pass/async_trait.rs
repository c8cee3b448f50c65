//! Methods under `#[async_trait]` are guarded inside the future that they become, alone and together with other attributes.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;
use requires_scope::{Error, Grant, requires_scope};

#[async_trait]
pub trait Directory: Sync {
    type Entry: Send;

    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    async fn count(&self, ran: &mut bool) -> Result<usize, Error> {
        *ran = true;
        Ok(0)
    }

    async fn first(&self, ran: &mut bool) -> Result<Option<Self::Entry>, Error>;

    async fn of(&mut self, grant: &Grant) -> Result<(), Error>;

    async fn consume(self: Arc<Self>, ran: &mut bool) -> Result<(), Error>;
}

pub struct Contacts;

#[async_trait]
impl Directory for Contacts {
    type Entry = String;

    #[tracing::instrument(skip_all)]
    #[requires_scope("ZohoCRM.modules.contacts.READ", "ZohoCRM.modules.leads.READ")]
    async fn first(&self, ran: &mut bool) -> Result<Option<String>, Error> {
        use std::string::String;
        *ran = true;
        Ok(Some(String::new()))
    }

    #[requires_scope("ZohoCRM.modules.contacts.READ", grant = grant)]
    #[tracing::instrument(skip_all)]
    async fn of(&mut self, grant: &Grant) -> Result<(), Error> {
        grant.reload().await
    }

    #[requires_scope("ZohoCRM.modules.contacts.DELETE")]
    async fn consume(self: Arc<Self>, ran: &mut bool) -> Result<(), Error> {
        *ran = true;
        drop(self);
        Ok(())
    }
}

#[async_trait(?Send)]
pub trait Local {
    #[requires_scope("ZohoCRM.modules.contacts.READ")]
    async fn read<T: Default>(&self) -> Result<T, Error> {
        Ok(T::default())
    }
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a refusal without a grant has nothing to wait for"),
    }
}

fn main() {
    let mut ran = false;
    ready(Contacts.count(&mut ran)).unwrap_err();
    ready(Contacts.first(&mut ran)).unwrap_err();
    ready(Arc::new(Contacts).consume(&mut ran)).unwrap_err();
    assert!(!ran);
}
