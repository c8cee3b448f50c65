//! Switches that make the sandbox misbehave as the real Zoho does on its bad days.

use std::{
    collections::{BTreeSet, HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// What happens to one request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// This status and body instead of the answer; nothing takes effect.
    Status(u16, String),
    /// An HTML error page with status 500 instead of JSON; nothing takes effect.
    Html,
    /// The answer of a refresh that came too often, whatever was asked; nothing takes effect.
    Throttled,
    /// The connection is closed before anything takes effect.
    Close,
    /// The request takes effect and then the connection is closed: the client never learns.
    LostAnswer,
    /// The answer is late by this much real time.
    Delay(Duration),
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
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Faults {
    switches: Arc<Mutex<Switches>>,
}

#[derive(Debug, Default)]
struct Switches {
    omit_scope: bool,
    next: HashMap<String, VecDeque<Fault>>,
    withheld: BTreeSet<String>,
}

impl Faults {
    /// Leaves `scope` out of the token endpoint's answers, as older data centres do.
    pub fn omit_scope_in_answers(&self, omit: bool) {
        self.switches().omit_scope = omit;
    }

    /// Lets the next request to `endpoint`, written as `"POST /oauth/v2/token"`, meet this fault.
    ///
    /// Several faults of one endpoint wait in line: the first request takes the first of them.
    pub fn fail_next(&self, endpoint: &str, fault: Fault) {
        self.switches().next.entry(endpoint.to_owned()).or_default().push_back(fault);
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

    pub(crate) fn omits_scope(&self) -> bool {
        self.switches().omit_scope
    }

    pub(crate) fn withholds(&self, permission: &str) -> bool {
        self.switches().withheld.contains(permission)
    }

    pub(crate) fn take(&self, method: &str, path: &str) -> Option<Fault> {
        self.switches().next.get_mut(&format!("{method} {path}"))?.pop_front()
    }

    fn switches(&self) -> MutexGuard<'_, Switches> {
        self.switches.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
