//! One suite, every store; then what is of sealing, and of its keys. Those stores that need a server are tested by
//! `servers.rs`.

mod folder;
mod from_scratch;
mod key_file;
mod memory;
mod sealed;
mod sqlite;
