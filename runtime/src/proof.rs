//! Proof, as a type, of what was checked already: a function that is called with it needs no check of its own.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

use zoho_scopes::Requirement;

use crate::grant::Grant;
use crate::text::Text;

/// What a guard has checked, as a type.
///
/// The attribute makes one for each function that names its grant; nothing else has a use for it.
pub trait Proof: 'static {
    /// What the grant was checked for.
    #[doc(hidden)]
    const REQUIREMENT: Requirement<'static>;

    /// The function that has checked it.
    #[doc(hidden)]
    const FUNCTION: &'static str;

    /// Whether nothing was checked.
    #[doc(hidden)]
    const IS_ABSENT: bool = false;
}

/// No proof: the grant is checked where the program runs.
#[derive(Clone, Copy, Debug)]
pub enum Unproven {}

impl Proof for Unproven {
    const REQUIREMENT: Requirement<'static> = Requirement::All(&[]);
    const FUNCTION: &'static str = "";
    const IS_ABSENT: bool = true;
}

/// A grant that was checked for what `P` says.
///
/// Inside `#[requires_scope(…, grant = grant)]` the argument `grant` is a reference to one. It can be used wherever a
/// `&Grant` can, and handed on to guarded functions that take an [`AsGrant`].
///
/// # Security
///
/// It proves what was true when the guard passed. A scope that is withdrawn while the function runs is found missing by
/// the server and by every check after that, but a callee with proof is not checked again: where a task is long and
/// goes on after a refusal, lend `&**grant`, which carries no proof.
pub struct Proven<'g, P: Proof = Unproven> {
    grant: &'g Grant,
    proof: PhantomData<fn() -> P>,
}

/// Something that holds a grant, with or without proof of what was checked already.
///
/// It is implemented for [`Grant`], [`Proven`], and references and smart pointers to them, and for nothing else.
///
/// A guarded function that takes `&impl AsGrant` is checked when the program is compiled wherever its caller has proof:
/// if the caller's requirement covers its own, no check is left in the program; if it does not, that is an error. With a
/// grant without proof it is checked when it is called, like every other function.
///
/// # Examples
///
/// ```
/// use requires_scope::{AsGrant, Error, Grant, requires_scope};
///
/// #[requires_scope("ZohoCRM.modules.leads.UPDATE", "ZohoCRM.modules.contacts.CREATE", grant = grant)]
/// async fn convert_lead(grant: &Grant, lead: u64) -> Result<u64, Error> {
///     create_contact(grant, lead).await // is not checked again
/// }
///
/// #[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
/// async fn create_contact(grant: &impl AsGrant, lead: u64) -> Result<u64, Error> {
/// #   let _ = grant.key();
///     Ok(lead)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no grant",
    label = "expected a `Grant`, or a reference or smart pointer to one",
    note = "of something else that dereferences to a `Grant`, write `grant = *it`"
)]
pub trait AsGrant: Sync + sealed::Sealed {
    /// What was checked already.
    type Proof: Proof;

    /// The grant, with its proof.
    fn proven(&self) -> Proven<'_, Self::Proof>;
}

/// What is checked and what is proven must be the same grant, so nobody else says which one a value holds.
mod sealed {
    pub trait Sealed {}
}

impl sealed::Sealed for Grant {}

impl<P: Proof> sealed::Sealed for Proven<'_, P> {}

impl AsGrant for Grant {
    type Proof = Unproven;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is a copy of a reference, on the way to every check")]
    fn proven(&self) -> Proven<'_, Unproven> {
        Proven { grant: self, proof: PhantomData }
    }
}

impl<P: Proof> AsGrant for Proven<'_, P> {
    type Proof = P;

    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is a copy of a reference, on the way to every check")]
    fn proven(&self) -> Proven<'_, P> {
        Proven { grant: self.grant, proof: PhantomData }
    }
}

macro_rules! as_grant_through {
    ($($pointer:ty $(where $bound:path)?),*) => {$(
        impl<G: sealed::Sealed + ?Sized> sealed::Sealed for $pointer {}

        impl<G: AsGrant $(+ $bound)? + ?Sized> AsGrant for $pointer {
            type Proof = G::Proof;

            #[inline(always)]
            fn proven(&self) -> Proven<'_, G::Proof> {
                (**self).proven()
            }
        }
    )*};
}

as_grant_through!(&G, &mut G, Box<G>, Arc<G> where Send);

impl<P: Proof> Proven<'_, P> {
    /// The grant itself, without its proof: for a task of its own, which may outlive what was checked.
    #[expect(
        clippy::should_implement_trait,
        reason = "a function's body means the same with proof and without"
    )]
    pub fn clone(&self) -> Grant {
        self.grant.clone()
    }
}

impl<'g, P: Proof> Proven<'g, P> {
    /// The grant, for as long as it was lent.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is a copy of a reference, on the way to every check")]
    pub(crate) fn grant(&self) -> &'g Grant {
        self.grant
    }

    /// For what runs only where `Q` was checked.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "it is a copy of a reference, on the way to every check")]
    pub(crate) fn for_checked<Q: Proof>(self) -> Proven<'g, Q> {
        Proven { grant: self.grant, proof: PhantomData }
    }
}

impl<P: Proof> Deref for Proven<'_, P> {
    type Target = Grant;

    #[inline]
    fn deref(&self) -> &Grant {
        self.grant
    }
}

impl<P: Proof> fmt::Debug for Proven<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.grant.fmt(f)
    }
}

/// Whether a caller with the proof `P` needs no check for `Q`.
///
/// # Panics
///
/// When the program is compiled: if there is proof, and it does not cover what is needed.
pub(crate) const fn discharges<P: Proof, Q: Proof>() -> bool {
    if P::IS_ABSENT || Q::IS_ABSENT {
        return false;
    }
    if !Q::REQUIREMENT.is_implied_by(&P::REQUIREMENT) {
        let beyond = match Q::REQUIREMENT.first_beyond(&P::REQUIREMENT) {
            Some(scope) => scope.as_str(),
            None => "what cannot be granted",
        };
        let message = Text::<1024>::new()
            .and("`")
            .and(P::FUNCTION)
            .and("` calls `")
            .and(Q::FUNCTION)
            .and("`, which requires `")
            .and(beyond)
            .and("`: add it to the `#[requires_scope(…)]` of `")
            .and(P::FUNCTION)
            .and("`");
        panic!("{}", message.as_str_or("the caller's requirement does not cover its callee's"));
    }
    true
}
