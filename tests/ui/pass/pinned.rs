//! `self` behind a `Pin`, by value and through a box.

use std::pin::Pin;

use requires_scope::{Error, requires_scope};

pub struct Export(Vec<u8>);

impl Export {
    #[requires_scope("ZohoCRM.bulk.READ")]
    pub fn poll(mut self: Pin<&mut Self>) -> Result<Option<u8>, Error> {
        Ok(self.0.pop())
    }

    #[requires_scope("ZohoCRM.bulk.READ")]
    pub async fn next(mut self: Pin<&mut Self>) -> Result<Option<u8>, Error> {
        std::future::ready(()).await;
        Ok(self.0.pop())
    }

    #[requires_scope("ZohoCRM.bulk.READ")]
    pub async fn collect(self: Pin<Box<Self>>) -> Result<Vec<u8>, Error> {
        Ok(Pin::into_inner(self).0)
    }

    #[requires_scope("ZohoCRM.bulk.READ")]
    pub fn take(mut self) -> Result<Vec<u8>, Error> {
        Ok(std::mem::take(&mut self.0))
    }
}

fn main() {
    let mut export = Export(vec![1]);
    Pin::new(&mut export).poll().unwrap_err();
    assert_eq!(export.0, [1]);
    export.take().unwrap_err();
}
