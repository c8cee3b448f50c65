//! `GET /`: the sandbox at a glance, for a person.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use axum::extract::State;

use super::{
    Admin, Notice,
    page::{Banner, CenterRow, ClientRow, Dashboard, EntryRow, FaultRow, GrantRow, UserRow},
};
use crate::{
    console::Console,
    crm::timestamp,
    journal::{Entry, Server},
    ledger::Client,
    secret::masked,
    zoho::Zoho,
};

/// So many requests are shown, the latest first; the admin interface gives all.
const MOST_SHOWN: usize = 100;

pub(super) async fn show(State(admin): State<Arc<Admin>>) -> Dashboard {
    let first = admin.console.first();
    let entries = first.journal.entries();
    let advanced = first.clock.advanced();
    let notice = admin.notice().take();
    Dashboard {
        csrf: admin.csrf.clone(),
        notice: notice.map(banner),
        now: timestamp(first.clock.now()),
        advanced: (!advanced.is_zero()).then(|| spoken(advanced)),
        centers: admin.console.centers().iter().map(|zoho| center_row(zoho)).collect(),
        users: users(&admin.console),
        clients: clients(&admin.console),
        grants: grants(&admin.console),
        faults: faults(first),
        n_entries: entries.len(),
        entries: entries.into_iter().rev().take(MOST_SHOWN).map(entry_row).collect(),
    }
}

fn banner(notice: Notice) -> Banner {
    match notice {
        Notice::Done(text) => Banner { kind: "done", text, code: None },
        Notice::Code(code) => Banner {
            kind: "done",
            text: "A new code, good once. It is not shown again.".to_owned(),
            code: Some(code),
        },
        Notice::Failed(text) => Banner { kind: "failed", text, code: None },
    }
}

fn center_row(zoho: &Zoho) -> CenterRow {
    CenterRow {
        location: zoho.location.clone(),
        accounts_url: zoho.accounts_url.clone(),
        api_url: zoho.api_url.clone(),
    }
}

fn users(console: &Console) -> Vec<UserRow> {
    let mut rows = Vec::new();
    for zoho in console.centers() {
        for (email, user) in zoho.ledger().users.iter() {
            let (email, name, location) = (email.to_owned(), user.name.clone(), zoho.location.clone());
            rows.push(UserRow { email, name, location });
        }
    }
    rows
}

/// A client once, with all the data centres that know it.
fn clients(console: &Console) -> Vec<ClientRow> {
    let mut by_id: BTreeMap<String, (Client, Vec<&str>)> = BTreeMap::new();
    for zoho in console.centers() {
        for (id, client) in zoho.ledger().clients.iter() {
            let known = by_id.entry(id.to_owned()).or_insert_with(|| (client.clone(), Vec::new()));
            known.1.push(&zoho.location);
        }
    }
    by_id
        .into_iter()
        .map(|(id, (client, locations))| ClientRow {
            name: client.name,
            kind: client.kind.as_str(),
            id,
            locations: locations.join(", "),
            redirect_uris: client.redirect_uris,
        })
        .collect()
}

fn grants(console: &Console) -> Vec<GrantRow> {
    let mut rows = Vec::new();
    for zoho in console.centers() {
        let ledger = zoho.ledger();
        for (token, grant, n_active) in ledger.grants.in_order(zoho.clock.now()) {
            let client = ledger.clients.get(&grant.client_id);
            rows.push(GrantRow {
                user: grant.user.clone(),
                client: client.map_or_else(|| grant.client_id.clone(), |client| client.name.clone()),
                location: zoho.location.clone(),
                token: masked(token),
                n_active,
                scopes: grant.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
            });
        }
    }
    rows
}

fn faults(zoho: &Zoho) -> Vec<FaultRow> {
    let mut rows = Vec::new();
    let mut switched = |fault: &str| {
        rows.push(FaultRow {
            endpoint: "* /*".to_owned(),
            fault: fault.to_owned(),
            when: "every request, by switch",
        });
    };
    if zoho.faults.omits_scope() {
        switched("omit-scope");
    }
    if zoho.faults.localizes_errors() {
        switched("localized");
    }
    rows.extend(zoho.faults.pending().into_iter().map(|pending| FaultRow {
        endpoint: pending.endpoint,
        fault: pending.fault.to_string(),
        when: if pending.every { "every request" } else { "the next request" },
    }));
    rows
}

fn entry_row(entry: Entry) -> EntryRow {
    EntryRow {
        time: timestamp(entry.at).get(11..19).unwrap_or_default().to_owned(),
        location: entry.location,
        server: match entry.server {
            Server::Accounts => "accounts",
            Server::Api => "API",
        },
        verdict: match (entry.status, entry.code.as_deref()) {
            (None, _) => "none",
            // Zoho Accounts answers errors with status 200.
            (Some(200..400), None | Some("SUCCESS")) => "good",
            _ => "bad",
        },
        status: entry.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()),
        code: entry.code.unwrap_or_default(),
        method: entry.method,
        path: entry.path,
        parameters: entry.parameters,
        body: entry.body.as_deref().map(indented),
        answer: entry.answer.as_deref().map(indented),
    }
}

/// JSON for people; a text that was cut stays as it is.
fn indented(text: &str) -> String {
    let json: Option<serde_json::Value> = serde_json::from_str(text).ok();
    json.and_then(|json| serde_json::to_string_pretty(&json).ok()).unwrap_or_else(|| text.to_owned())
}

/// `1 h 30 min` for ninety minutes.
fn spoken(duration: Duration) -> String {
    let seconds = duration.as_secs();
    let parts = [(seconds / 3600, "h"), (seconds / 60 % 60, "min"), (seconds % 60, "s")];
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, unit)| format!("{number} {unit}")).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::spoken;

    #[test]
    fn a_duration_is_spoken_without_what_is_zero() {
        assert_eq!(spoken(Duration::from_mins(90)), "1 h 30 min");
        assert_eq!(spoken(Duration::from_secs(601)), "10 min 1 s");
    }
}
