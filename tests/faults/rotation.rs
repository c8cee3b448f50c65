//! A server that gives a new refresh token at every refresh, in front of the sandbox, which does as Zoho and never does.
//!
//! Its old refresh token is good until the new one is used, as such servers do it, because answers are lost.

use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Request, Response};
use requires_scope::TransportError;

use crate::zoho::exchange;

/// The refresh tokens that are good for the one of the sandbox.
#[derive(Debug)]
pub(crate) struct Rotation {
    real: String,
    good: Mutex<Good>,
}

#[derive(Debug)]
struct Good {
    oldest: String,
    later: Vec<String>,
    given: u32,
}

impl Rotation {
    /// In front of the sandbox's refresh token, which is also the first of its own.
    pub(crate) fn of(real: &str) -> Rotation {
        let good = Good { oldest: real.to_owned(), later: Vec::new(), given: 0 };
        Rotation { real: real.to_owned(), good: Mutex::new(good) }
    }

    /// Whether a refresh with this token would be answered.
    pub(crate) fn accepts(&self, token: &str) -> bool {
        let good = self.good();
        good.oldest == token || good.later.iter().any(|later| later == token)
    }

    pub(crate) fn exchange(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let (parts, body) = request.into_parts();
        let form = String::from_utf8(body.to_vec())?;
        let (rest, token) =
            form.split_once("&refresh_token=").ok_or("the last parameter is no refresh token")?;
        if !self.accepts(token) {
            return Ok(Response::new(Bytes::from_static(br#"{"error":"invalid_code"}"#)));
        }
        let request = format!("{rest}&refresh_token={}", self.real);
        let mut answer = exchange(Request::from_parts(parts, request.into()))?;
        let mut members: serde_json::Value = serde_json::from_slice(answer.body())?;
        members["refresh_token"] = self.rotate(token).into();
        *answer.body_mut() = members.to_string().into();
        Ok(answer)
    }

    /// `used` is good still, what was before it is not any more.
    fn rotate(&self, used: &str) -> String {
        let mut good = self.good();
        if good.oldest != used {
            used.clone_into(&mut good.oldest);
            good.later.clear();
        }
        good.given += 1;
        let next = format!("1000.rotated-{}", good.given);
        good.later.push(next.clone());
        next
    }

    fn good(&self) -> MutexGuard<'_, Good> {
        self.good.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
