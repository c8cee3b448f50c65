//! Everything that a sandbox remembers, as JSON: to carry on tomorrow, and as seed data for tests.

mod file;

use std::{collections::BTreeMap, fmt, io, path::PathBuf, sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub(crate) use self::file::StateFile;
use crate::{
    clock::Clock,
    crm::{Records, Stamp, timestamp},
    ledger::{Clients, Grants, Ledger, Users},
    zoho::Zoho,
};

/// The state of a sandbox: users, clients, grants, tokens and records of every data centre, and how far its clock is
/// ahead. Browser sessions, faults and the journal are not part of it.
///
/// In JSON written by hand nearly everything may be left out. A data centre without `records` has those that a new
/// sandbox has.
///
/// # Security
///
/// The JSON holds every secret of the sandbox in clear. They are good for nothing but this sandbox.
///
/// # Examples
///
/// ```
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use zoho_sandbox::{Sandbox, State};
///
/// let state = State::from_json(r#"{
///     "data_centers": {
///         "eu": {
///             "users": {"marketer@zylker.example": {"password": "correct horse"}},
///             "clients": {"1000.APP": {"name": "My app", "secret": "s3cret", "redirect_uris": ["http://127.0.0.1:4000/cb"]}},
///             "records": {"Leads": [{"Last_Name": "Okafor"}]}
///         }
///     }
/// }"#)?;
/// let sandbox = Sandbox::builder().state(state).start().await?;
/// assert_eq!(sandbox.location(), "eu");
/// let later = sandbox.state().to_json();
/// # let _ = later;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct State {
    clock: ClockState,
    data_centers: BTreeMap<String, CenterState>,
}

/// Why a state cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct StateError(#[from] Trouble);

#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error("the state is not the JSON that a sandbox writes")]
    Malformed(#[source] serde_json::Error),
    #[error("the CRM has no module `{0}`, of which the state has records")]
    UnknownModule(String),
    #[error("the state file `{}` cannot be read", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("the state file `{}` cannot be written", path.display())]
    Write { path: PathBuf, source: io::Error },
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct ClockState {
    advanced_ms: u64,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct CenterState {
    users: Users,
    clients: Clients,
    grants: Grants,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<BTreeMap<String, Vec<Map<String, Value>>>>,
}

impl State {
    /// Reads what [`State::to_json`] has written, or a part of it that somebody wrote by hand.
    ///
    /// # Errors
    ///
    /// It is not JSON, or has a member that a state does not have.
    pub fn from_json(json: &str) -> Result<Self, StateError> {
        serde_json::from_str(json).map_err(|error| Trouble::Malformed(error).into())
    }

    /// The state as JSON, indented for people.
    pub fn to_json(&self) -> String {
        // Maps with text as keys and numbers that fit: nothing in a state can fail to be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The locations of its data centres, in alphabetical order.
    pub fn locations(&self) -> impl Iterator<Item = &str> {
        self.data_centers.keys().map(String::as_str)
    }

    pub(crate) fn of(centers: &[Arc<Zoho>]) -> Self {
        let advanced = centers.first().map(|center| center.clock.advanced()).unwrap_or_default();
        let of = |center: &Arc<Zoho>| (center.location.clone(), CenterState::of(&center.ledger()));
        Self {
            clock: ClockState { advanced_ms: u64::try_from(advanced.as_millis()).unwrap_or(u64::MAX) },
            data_centers: centers.iter().map(of).collect(),
        }
    }

    /// Sets the clock and gives the ledgers by location.
    pub(crate) fn into_ledgers(self, clock: &Clock) -> Result<BTreeMap<String, Ledger>, StateError> {
        let advanced = Duration::from_millis(self.clock.advanced_ms);
        let ledgers: Result<_, StateError> = self
            .data_centers
            .into_iter()
            .map(|(location, center)| Ok((location, center.into_ledger(clock)?)))
            .collect();
        let ledgers = ledgers?;
        clock.set_advanced(advanced);
        Ok(ledgers)
    }
}

impl CenterState {
    fn of(ledger: &Ledger) -> Self {
        Self {
            users: ledger.users.clone(),
            clients: ledger.clients.clone(),
            grants: ledger.grants.clone(),
            records: Some(ledger.records.export()),
        }
    }

    fn into_ledger(self, clock: &Clock) -> Result<Ledger, StateError> {
        let Self { mut users, clients, grants, records } = self;
        users.complete();
        let records = match records {
            Some(records) => Records::import(records).map_err(Trouble::UnknownModule)?,
            None => seeded(clock),
        };
        Ok(Ledger { users, clients, grants, records, ..Ledger::default() })
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let locations: Vec<_> = self.locations().collect();
        f.debug_struct("State").field("data_centers", &locations).finish_non_exhaustive()
    }
}

/// The records of a data centre that nobody has used yet.
pub(crate) fn seeded(clock: &Clock) -> Records {
    Records::seeded(&Stamp {
        user_id: "4150868000000000000".to_owned(),
        user_name: "Zylker".to_owned(),
        time: timestamp(clock.now()),
    })
}
