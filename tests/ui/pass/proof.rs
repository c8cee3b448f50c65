//! Guarded functions that take a grant with the proof of what was checked already.

use std::sync::Arc;

use requires_scope::{AsGrant, Error, Grant, requires_scope};
use ui_tests::grant_of;

#[requires_scope("ZohoCRM.modules.ALL", grant = grant)]
async fn with_proof(grant: &Grant) -> Result<u64, Error> {
    let found = generic(grant).await?;
    let found = found + by_a_type_parameter(grant, 3)?;
    plain(grant).await?;
    let task = grant.clone();
    let in_a_task = async move { generic(&task).await };
    is_static(in_a_task).await?;
    Ok(found + of_a_module(grant, "Leads")? + not_guarded(grant))
}

#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
async fn generic(grant: &impl AsGrant) -> Result<u64, Error> {
    std::future::ready(()).await;
    Ok(not_guarded(grant))
}

/// It calls itself with its own proof, which does not grow.
#[requires_scope(any("ZohoCRM.modules.leads.READ", "ZohoCRM.coql.READ"), grant = grant)]
fn by_a_type_parameter<G: AsGrant>(grant: &G, depth: u64) -> Result<u64, Error> {
    if depth == 0 { Ok(0) } else { by_a_type_parameter(grant, depth - 1) }
}

#[requires_scope("ZohoCRM.modules.{module}.READ", grant = grant)]
fn of_a_module(grant: &impl AsGrant, module: &str) -> Result<u64, Error> {
    let _ = module;
    by_a_type_parameter(&**grant, 1)
}

/// A proof is of no use here, and does no harm.
#[requires_scope("ZohoCRM.coql.READ", grant = grant)]
async fn plain(grant: &Grant) -> Result<u64, Error> {
    Ok(not_guarded(grant))
}

fn not_guarded(grant: &Grant) -> u64 {
    u64::try_from(grant.key().user().len()).unwrap_or(0)
}

fn is_static<F: Future + Send + 'static>(future: F) -> F {
    future
}

struct Worker<G> {
    grant: G,
}

impl<G: AsGrant> Worker<G> {
    #[requires_scope("ZohoCRM.modules.leads.READ", grant = self.grant)]
    async fn work(&self) -> Result<(), Error> {
        Ok(())
    }
}

#[requires_scope("ZohoCRM.modules.ALL", grant = grant)]
async fn hires(grant: &Grant) -> Result<(), Error> {
    Worker { grant }.work().await?;
    Worker { grant: Box::new(grant.clone()) }.work().await?;
    Worker { grant: Arc::new(grant.clone()) }.work().await
}

/// What the function changes stays what it is, without proof.
#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
fn changes(grant: &mut Grant, other: &Grant) -> Result<(), Error> {
    *grant = other.clone();
    Ok(())
}

#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
fn is_rebound<'a>(mut grant: &'a Grant, other: &'a Grant) -> Result<&'a Grant, Error> {
    if grant.key() != other.key() {
        grant = other;
    }
    Ok(grant)
}

/// A pointer of the program's own stays what it is, without proof.
#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
async fn shares(grant: &Arc<Grant>) -> Result<(), Error> {
    let mine: Arc<Grant> = Arc::clone(grant);
    generic(grant).await?;
    drop(mine);
    Ok(())
}

#[requires_scope("ZohoCRM.modules.leads.READ", grant = grant)]
fn is_boxed(grant: &std::boxed::Box<Grant>) -> Result<Box<Grant>, Error> {
    Ok(grant.clone())
}

macro_rules! of_a_macro {
    ($name:ident, $grant:ident, $type:ty, $value:expr) => {
        #[requires_scope("ZohoCRM.modules.ALL", grant = $value)]
        fn $name($grant: $type) -> Result<u64, Error> {
            demands_proof($grant)
        }
    };
}

of_a_macro!(made, grant, &Grant, grant);

fn demands_proof<P: requires_scope::Proof>(grant: &requires_scope::Proven<'_, P>) -> Result<u64, Error> {
    by_a_type_parameter(grant, 1)
}

/// Without proof it is checked where it is called.
fn is_checked_without_proof() {
    let (coql, users) = (grant_of("ZohoCRM.coql.READ"), grant_of("ZohoCRM.users.READ"));
    assert_eq!(by_a_type_parameter(&coql, 2).unwrap(), 0);
    let refused = by_a_type_parameter(&users, 2).unwrap_err();
    assert!(refused.is_missing_scopes(), "{refused}");
}

fn main() {
    is_checked_without_proof();
    let _: (fn(&mut Grant, &Grant) -> _, fn(&Grant) -> _) = (changes, made);
    let leads = Box::new(grant_of("ZohoCRM.modules.leads.READ"));
    assert_eq!(is_boxed(&leads).unwrap().key(), leads.key());
    let _: for<'a> fn(&'a Grant, &'a Grant) -> Result<&'a Grant, Error> = is_rebound;
    fn is_send<F: Future + Send>(_: &F) {}
    let with = |grant: &Grant| {
        is_send(&with_proof(grant));
        is_send(&hires(grant));
        is_send(&shares(&Arc::new(grant.clone())));
    };
    let with: fn(&Grant) = with;
    println!("{with:?}");
}
