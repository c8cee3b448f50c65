//! Every flow once more with one fault at every await, every store call and every request to Zoho.
//!
//! A run without faults counts the points; then the flow is run on a fresh stage for each point and each fault that can
//! strike there, goes on without faults as a caller or a person would, and what must always hold is looked at. Time is
//! virtual, the sandbox and its sockets are real.

mod consent;
mod fault;
mod refresh;
mod revocation;
mod rotation;
mod sign_in;
mod stage;
mod store;
mod visit;
mod zoho;
