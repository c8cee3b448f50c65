//! The sandbox against the facts about Zoho, over real sockets.

mod authorize;
mod browser;
mod coql;
mod enhance;
mod faults;
mod operations;
mod pages;
mod records;
mod settings;
mod stage;
mod token;
