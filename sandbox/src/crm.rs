//! The part of Zoho CRM that people test with: records, notes, attachments, queries, a bulk job, and the settings that
//! clients read first. `crm/README.md` says what is faithful, simplified and unknown.
//!
//! A request is admitted by `call`, which looks up what the operations table of `zoho-scopes` says that it needs, and
//! performed by `operations`, which is the list of what the sandbox plays.

mod answer;
mod apis;
mod attachments;
mod bulk_read;
mod call;
mod changes;
mod condition;
mod coql;
mod criteria;
mod deletion;
mod field;
mod listing;
mod module;
mod notes;
mod operations;
mod page;
mod people;
mod query;
mod record_calls;
mod records;
mod search;
mod seed;
mod settings;
mod timestamp;
mod upload;
mod upsert;
mod zip;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    response::Response,
};

use self::{answer::ApiError, attachments::Attachments, bulk_read::Jobs, call::Call};
pub(crate) use self::{
    module::Module,
    records::{Records, Stamp},
    timestamp::timestamp,
};
use crate::{ledger::Ledger, zoho::Zoho};

/// The CRM of one data centre: the ledger that it shares with Zoho Accounts, and what only the CRM knows.
#[derive(Clone)]
pub(crate) struct Crm {
    zoho: Arc<Zoho>,
    desk: Arc<Mutex<Desk>>,
}

/// What does not outlive the process.
#[derive(Default)]
struct Desk {
    attachments: Attachments,
    jobs: Jobs,
}

pub(crate) fn router(zoho: Arc<Zoho>) -> Router {
    Router::new().fallback(answer).with_state(Crm { zoho, desk: Arc::default() })
}

/// Every request comes here: which operation it is decides the table, not a second list of routes.
async fn answer(State(crm): State<Crm>, request: Request) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    // The reception has read the body already, and limited it.
    let body = to_bytes(body, usize::MAX).await.map_err(|_| ApiError::invalid_body())?;
    let call = Call::admit(&crm.zoho, parts, body)?;
    operations::perform(&crm, &call)
}

impl Crm {
    /// Nobody takes the ledger while holding the desk.
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who acts in this call, and when.
    fn stamp(&self, ledger: &Ledger, call: &Call) -> Stamp {
        let user = ledger.users.get(&call.user);
        Stamp {
            user_id: user.map_or_else(String::new, |user| user.id.clone()),
            user_name: user.map_or_else(String::new, |user| user.name.clone()),
            time: timestamp(self.zoho.clock.now()),
        }
    }
}
