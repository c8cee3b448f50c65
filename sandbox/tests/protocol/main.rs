//! The sandbox against the facts about Zoho, over real sockets.

mod admin;
mod authorize;
mod browser;
mod coql;
mod dashboard;
mod data_centers;
mod enhance;
mod faults;
mod limits;
mod pages;
mod records;
mod self_client;
mod settings;
mod stage;
mod state;
mod token;
mod user_info;
