//! Type, lifetime and constant parameters, `where`, and `impl Trait` on both sides.

use std::fmt::{Debug, Display};

use requires_scope::{Error, Grant, requires_scope};

pub struct AppError<E>(pub Option<E>);

impl<E> From<Error> for AppError<E> {
    fn from(_: Error) -> Self {
        Self(None)
    }
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub async fn longest<'a, T, const N: usize>(names: &'a [T; N], or: &'a T) -> Result<&'a T, AppError<T>>
where
    T: AsRef<str> + ?Sized + Sized,
{
    Ok(names.iter().max_by_key(|name| name.as_ref().len()).unwrap_or(or))
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub fn shown(name: impl Display) -> Result<impl Debug, Error> {
    Ok(name.to_string())
}

#[requires_scope("ZohoCRM.modules.contacts.READ", grant = grant.as_ref())]
pub async fn reached<G: AsRef<Grant>, E: From<Error>>(grant: G) -> Result<G, E> {
    Ok(grant)
}

#[requires_scope("ZohoCRM.modules.contacts.READ")]
pub fn opaque() -> impl Debug {
    Ok::<u8, Error>(7)
}

fn main() {}
