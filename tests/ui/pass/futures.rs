//! Functions whose whole body is a future are guarded inside it: calling them does nothing yet.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use requires_scope::{Error, requires_scope};

#[requires_scope("ZohoCRM.users.READ")]
fn opaque(ran: &mut bool) -> impl Future<Output = Result<(), Error>> + Send {
    async move {
        *ran = true;
        Ok(())
    }
}

#[requires_scope("ZohoCRM.users.READ")]
fn boxed<'a>(ran: &'a mut bool) -> Pin<Box<dyn Future<Output = Result<u8, Error>> + Send + 'a>> {
    Box::pin(async move {
        const ONE: u8 = 1;
        *ran = true;
        Ok(ONE)
    })
}

#[requires_scope("ZohoCRM.users.READ")]
fn by_its_path(ran: &mut bool) -> Pin<::std::boxed::Box<dyn Future<Output = Result<(), Error>> + '_>> {
    ::std::boxed::Box::pin(async {
        *ran = true;
        std::future::ready(Ok(())).await
    })
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a refusal without a grant has nothing to wait for"),
    }
}

fn main() {
    let mut ran = false;
    drop(opaque(&mut ran));
    ready(opaque(&mut ran)).unwrap_err();
    ready(boxed(&mut ran)).unwrap_err();
    ready(by_its_path(&mut ran)).unwrap_err();
    assert!(!ran);
}
