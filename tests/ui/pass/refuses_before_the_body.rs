//! Without a grant the body does not run, and the refusal leaves as the function's own error.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use requires_scope::{Error, requires_scope};

#[derive(Debug)]
struct AppError;

impl From<Error> for AppError {
    fn from(_: Error) -> Self {
        Self
    }
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
fn plain(ran: &mut bool) -> Result<(), AppError> {
    *ran = true;
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
async fn asynchronous(ran: &mut bool) -> Result<(), AppError> {
    *ran = true;
    Ok(())
}

#[requires_scope("ZohoCRM.modules.contacts.CREATE")]
unsafe fn with_danger(ran: &mut bool) -> Result<(), AppError> {
    *ran = true;
    Ok(())
}

fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a refusal without a grant has nothing to wait for"),
    }
}

fn main() {
    let mut ran = false;
    plain(&mut ran).unwrap_err();
    ready(asynchronous(&mut ran)).unwrap_err();
    unsafe { with_danger(&mut ran) }.unwrap_err();
    assert!(!ran);
}
