//! The sandbox against the facts about Zoho, over real sockets.

mod admin;
mod authorize;
mod browser;
mod bulk_read;
mod changes;
mod coql;
mod dashboard;
mod data_centers;
mod enhance;
mod faults;
mod limits;
mod listing;
mod operations;
mod pages;
mod records;
mod related;
mod search;
mod self_client;
mod settings;
mod stage;
mod state;
mod token;
mod user_info;
