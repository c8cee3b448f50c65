//! Zylker in a real browser, by clicks.

mod answers;
mod history;
mod story;
mod trouble;
