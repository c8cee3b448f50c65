//! A conformance test for clients of Zoho's incremental authorization.
//!
//! A client is whatever makes calls to Zoho for a user and asks for a scope that is missing: a library, a web
//! application, a program in another language behind a few lines of Rust ([`ClientUnderTest`]). [`check`] starts it
//! against a sandbox, once for each [`Scenario`], plays the person in the browser, and looks at what reached Zoho. What
//! the client says of itself counts only where Zoho cannot see it.
//!
//! # Examples
//!
//! ```
//! use zoho_sandbox::browser::Person;
//! use zoho_sandbox::conformance::{self, ClientUnderTest, Failure, GuardedCall, Outcome, Setting};
//!
//! struct MyClient { /* … */ }
//!
//! impl ClientUnderTest for MyClient {
//!     fn redirect_uri(&self) -> String {
//!         "http://127.0.0.1:4000/scopes/callback".to_owned()
//!     }
//!
//!     async fn start(&mut self, zoho: &Setting) -> Result<(), Failure> {
//!         println!("{} {} {}", zoho.accounts_url, zoho.client_id, zoho.scopes);
//!         Ok(())
//!     }
//!
//!     async fn call(&mut self, call: GuardedCall, person: &mut Person) -> Result<Outcome, Failure> {
//!         // Check `call.scopes()`; send `call.requests()`, or open the consent page in the person's browser.
//!         # let _ = (call, person);
//!         Ok(Outcome::Refused("not written yet".to_owned()))
//!     }
//!
//!     async fn outcome(&mut self, person: &mut Person) -> Result<Outcome, Failure> {
//!         # let _ = person;
//!         Ok(Outcome::Refused("not written yet".to_owned()))
//!     }
//! }
//!
//! # async fn example() {
//! let report = conformance::check(async || Ok(MyClient {})).await;
//! println!("{report}");
//! # report.assert_conformant();
//! # }
//! ```

mod client;
mod report;
mod scenario;
mod stage;

use std::time::Duration;

use self::stage::Trouble;
pub use self::{
    client::{ApiRequest, ClientUnderTest, Failure, GuardedCall, Outcome, Setting},
    report::{Finding, Report, Verdict},
    scenario::Scenario,
};

/// A client that does nothing for so long hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// Plays every scenario, each with a client of its own that `make` gives and a sandbox of its own.
pub async fn check<C, M>(make: M) -> Report
where
    C: ClientUnderTest,
    M: AsyncFn() -> Result<C, Failure>,
{
    let mut verdicts = Vec::new();
    for scenario in Scenario::ALL {
        let played = tokio::time::timeout(PATIENCE, scenario.play(&make)).await;
        let finding = match played {
            Ok(Ok(())) => Finding::Passed,
            Ok(Err(Trouble::Flaw(finding))) => Finding::Flawed(finding),
            Ok(Err(Trouble::Failed(why))) => Finding::Unclear(why),
            Err(_) => Finding::Unclear(format!("the client does not come to an end within {PATIENCE:?}")),
        };
        verdicts.push(Verdict { scenario, finding });
    }
    Report::new(verdicts)
}
