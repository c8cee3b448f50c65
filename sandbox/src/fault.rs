//! Switches that make the sandbox misbehave as the real Zoho does on its bad days.

mod spelling;

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use zoho_scopes::ScopeSet;

pub use self::spelling::ParseFaultError;

/// What happens to one request.
///
/// Each fault has a spelling, for the command line and the admin interface: `Display` writes it and `FromStr` reads it.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use zoho_sandbox::Fault;
///
/// let fault: Fault = "slow:250".parse()?;
/// assert_eq!(fault, Fault::Delay(Duration::from_millis(250)));
/// assert_eq!(Fault::LostAnswer.to_string(), "lost-answer");
/// # Ok::<(), zoho_sandbox::ParseFaultError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// `status:503` or `status:503:BODY`: this status and body instead of the answer; nothing takes effect.
    Status(u16, String),
    /// `html`: an HTML error page with status 500 instead of JSON; nothing takes effect.
    Html,
    /// `throttled`: the answer of a refresh that came too often, whatever was asked; nothing takes effect.
    Throttled,
    /// `reset`: the connection is closed before anything takes effect.
    Close,
    /// `torn`: the request takes effect, half of the answer's body arrives, and the connection is closed.
    Torn,
    /// `lost-answer`: the request takes effect and then the connection is closed: the client never learns.
    LostAnswer,
    /// `slow:MILLISECONDS`: the answer is late by this much real time.
    Delay(Duration),
    /// `omit-scope`: the answer of the token endpoint does not say which scopes the token has.
    OmitScope,
    /// `other-scopes:LIST`: these scopes are given, whatever was asked for or allowed. At the token endpoint it is the
    /// token that has them, and the grant too if a code is exchanged; at `POST /consent` it is what the person allows.
    OtherScopes(String),
    /// `localized`: an error's text is not in English.
    Localized,
}

/// The switches of one sandbox.
///
/// # Examples
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use zoho_sandbox::{Fault, Sandbox};
///
/// let sandbox = Sandbox::builder().start().await?;
/// sandbox.faults().omit_scope_in_answers(true);
/// sandbox.faults().fail_next("POST /oauth/v2/token", Fault::Status(503, "{}".to_owned()));
/// sandbox.faults().fail_every("GET /crm/*", Fault::LostAnswer);
/// sandbox.faults().heal("GET /crm/*");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults {
    switches: Arc<Mutex<Switches>>,
}

/// A fault that waits for a request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PendingFault {
    /// The endpoint, as it was written.
    pub endpoint: String,
    /// What will happen.
    pub fault: Fault,
    /// Whether it happens to every request, and not only to the next one.
    pub every: bool,
}

/// What a handler does otherwise than it should, because of a fault.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twist {
    pub(crate) omit_scope: bool,
    pub(crate) other_scopes: Option<ScopeSet>,
}

#[derive(Debug, Default)]
struct Switches {
    omit_scope: bool,
    localized: bool,
    pending: Vec<PendingFault>,
    withheld: BTreeSet<String>,
}

impl Faults {
    /// Leaves `scope` out of the token endpoint's answers, as older data centres do.
    pub fn omit_scope_in_answers(&self, omit: bool) {
        self.switches().omit_scope = omit;
    }

    /// Writes the texts of errors in another language than English, as Zoho does for some of its users. The codes by
    /// which a client should decide stay as they are, where there are any.
    pub fn localize_errors(&self, localize: bool) {
        self.switches().localized = localize;
    }

    /// Lets the next request to `endpoint`, written as `"POST /oauth/v2/token"`, meet this fault.
    ///
    /// Several faults of one endpoint wait in line: the first request takes the first of them. `*` stands for every
    /// method, and at the end of a path for all that may follow: `"* /crm/v8/*"`.
    pub fn fail_next(&self, endpoint: &str, fault: Fault) {
        self.put(endpoint, fault, false);
    }

    /// Lets every request to `endpoint` meet this fault until it is healed. What waits for the next request comes first.
    pub fn fail_every(&self, endpoint: &str, fault: Fault) {
        self.put(endpoint, fault, true);
    }

    /// Takes back all faults of the endpoint, which is written as when they were set.
    pub fn heal(&self, endpoint: &str) {
        self.switches().pending.retain(|pending| pending.endpoint != endpoint);
    }

    /// Takes back every fault and every switch; permissions stay as they are.
    pub fn heal_all(&self) {
        let mut switches = self.switches();
        let withheld = std::mem::take(&mut switches.withheld);
        *switches = Switches { withheld, ..Switches::default() };
    }

    /// The faults that wait for a request, in the order in which they were set.
    pub fn pending(&self) -> Vec<PendingFault> {
        self.switches().pending.clone()
    }

    /// Takes a permission from the profile of every user: calls that need it answer 403 `NO_PERMISSION`, which no
    /// consent can heal.
    ///
    /// Permissions have Zoho's names: `Crm_Implied_View_Leads`, `Crm_Implied_Create_Contacts`,
    /// `Crm_Implied_Edit_Deals`, `Crm_Implied_Delete_Deals`.
    pub fn withhold_permission(&self, permission: &str) {
        self.switches().withheld.insert(permission.to_owned());
    }

    /// Gives a permission back to the profile of every user.
    pub fn restore_permission(&self, permission: &str) {
        self.switches().withheld.remove(permission);
    }

    /// Whether `scope` is left out of every answer.
    pub fn omits_scope(&self) -> bool {
        self.switches().omit_scope
    }

    /// Whether every error's text is in another language than English.
    pub fn localizes_errors(&self) -> bool {
        self.switches().localized
    }

    pub(crate) fn withholds(&self, permission: &str) -> bool {
        self.switches().withheld.contains(permission)
    }

    pub(crate) fn take(&self, method: &str, path: &str) -> Option<Fault> {
        let pending = &mut self.switches().pending;
        let meets = |fault: &PendingFault| matches(&fault.endpoint, method, path);
        if let Some(place) = pending.iter().position(|fault| !fault.every && meets(fault)) {
            return Some(pending.remove(place).fault);
        }
        pending.iter().find(|fault| meets(fault)).map(|fault| fault.fault.clone())
    }

    fn put(&self, endpoint: &str, fault: Fault, every: bool) {
        self.switches().pending.push(PendingFault { endpoint: endpoint.to_owned(), fault, every });
    }

    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(crate) fn matches(endpoint: &str, method: &str, path: &str) -> bool {
    let Some((wanted_method, wanted_path)) = endpoint.split_once(' ') else { return false };
    let same_path = match wanted_path.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => path == wanted_path,
    };
    same_path && (wanted_method == "*" || wanted_method == method)
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, matches};

    #[test]
    fn an_endpoint_is_a_method_and_a_path_and_either_may_be_open() {
        let cases = [
            ("POST /oauth/v2/token", true),
            ("GET /oauth/v2/token", false),
            ("* /oauth/v2/token", true),
            ("POST /oauth/*", true),
            ("POST /oauth/v2/token/revoke", false),
            ("* /*", true),
            ("/oauth/v2/token", false),
        ];
        for (endpoint, expected) in cases {
            assert_eq!(matches(endpoint, "POST", "/oauth/v2/token"), expected, "{endpoint}");
        }
    }

    #[test]
    fn what_waits_for_the_next_request_comes_before_what_happens_to_every_one() {
        let faults = Faults::default();
        faults.fail_every("* /a", Fault::Html);
        faults.fail_next("GET /a", Fault::Close);
        faults.fail_next("GET /a", Fault::Torn);
        let taken: Vec<_> = (0..4).filter_map(|_| faults.take("GET", "/a")).collect();
        assert_eq!(taken, [Fault::Close, Fault::Torn, Fault::Html, Fault::Html]);
        faults.heal("* /a");
        assert_eq!(faults.take("GET", "/a"), None);
    }
}
