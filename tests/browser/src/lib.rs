//! What the browser tests are made of: Chromium, and Zylker as a process beside a sandbox.

mod browser;
mod driver;
mod front;
mod keyboard;
mod look;
mod session;
mod stage;

pub use self::browser::{Browser, Cookies};
pub use self::driver::DriverError;
pub use self::keyboard::Key;
pub use self::session::BrowserError;
pub use self::stage::{EMAIL, PASSWORD, Stage, Zylker};

/// What a test may fail with.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;
