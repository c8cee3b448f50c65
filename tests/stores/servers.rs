//! The suite once more for the stores that need a server. `cargo xtask stores` starts the servers, and runs it.

mod postgres;
mod proxy;
mod redis;
mod server;
