//! The sandbox against the facts about Zoho, over real sockets.

mod authorize;
mod browser;
mod bulk_read;
mod changes;
mod coql;
mod enhance;
mod faults;
mod listing;
mod operations;
mod pages;
mod records;
mod related;
mod search;
mod settings;
mod stage;
mod token;
