//! Zylker in a real browser, by clicks.

mod answers;
mod connection;
mod files;
mod history;
mod story;
mod trouble;
