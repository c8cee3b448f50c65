//! One refresh at a time, whose answer is never lost: not by a caller that goes away, not by a store that fails, not by
//! another process.

mod ahead;
mod attempts;
mod beginning;
mod changes;
mod data_centers;
mod enhancement;
mod limits;
mod processes;
mod quota;
mod revocation;
mod sign_in;
mod single;
mod stage;
mod trouble;
mod unsaved;
mod verification;
