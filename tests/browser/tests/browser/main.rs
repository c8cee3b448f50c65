//! Zylker in a real browser, by clicks.

mod answers;
mod connection;
mod files;
mod history;
mod keyboard;
mod plain;
mod servers;
mod story;
mod tls;
mod trouble;
