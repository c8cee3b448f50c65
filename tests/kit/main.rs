//! The test kit, used as its users use it: assertions, a handler of an application, the conformance of clients.

mod conformance;
mod expect;
mod granted;
mod guarded;
mod handler;
mod naive;

/// What a test may fail with.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;
