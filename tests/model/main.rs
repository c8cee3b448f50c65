//! The single flight of `runtime/src/token`, in every order in which its tasks can meet, within bounds: the very files,
//! with loom's locks in place of the standard library's.

#[path = "../../runtime/src/token/fence.rs"]
mod fence;
#[path = "../../runtime/src/token/flight.rs"]
mod flight;

mod leases;
mod waiting;

/// What a flight is made of here.
mod sync {
    pub(crate) use std::sync::PoisonError;

    pub(crate) use loom::sync::{Arc, Mutex, MutexGuard};
}

/// Tries every order with at most so many interruptions of a thread that could go on. Mistakes show up with two or
/// three.
fn check(interruptions: usize, story: impl Fn() + Send + Sync + 'static) {
    let mut model = loom::model::Builder::new();
    model.preemption_bound = Some(interruptions);
    model.check(story);
}
