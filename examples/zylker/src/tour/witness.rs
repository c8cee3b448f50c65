//! What was seen since the last look: the browser's hops, and the requests that reached Zoho.

use std::error::Error;
use std::fmt::Debug;

use zoho_sandbox::browser::{Hop, Page, Person};
use zoho_sandbox::{Entry, Sandbox};

/// Why a step is not as it should be.
pub(crate) type Trouble = Box<dyn Error + Send + Sync>;

/// Sees what happens between two of the person's actions.
#[derive(Debug)]
pub(crate) struct Witness<'a> {
    sandbox: &'a Sandbox,
    n_hops: usize,
    n_entries: usize,
    n_prompts: usize,
}

impl<'a> Witness<'a> {
    pub(crate) fn of(sandbox: &'a Sandbox) -> Witness<'a> {
        Witness { sandbox, n_hops: 0, n_entries: 0, n_prompts: 0 }
    }

    /// What has happened so far no longer counts.
    pub(crate) fn look_anew(&mut self, person: &mut Person) {
        self.n_hops = person.browser().hops().len();
        self.n_entries = self.sandbox.journal().len();
        self.n_prompts = self.sandbox.prompts().len();
    }

    /// The first hop to this path, or to one below it where it ends with a slash.
    pub(crate) fn hop(&self, person: &mut Person, request: &str) -> Result<Hop, Trouble> {
        let hops = &person.browser().hops()[self.n_hops..];
        let is_it = |hop: &&Hop| {
            let sent = format!("{} {}", hop.method, path_of(&hop.url));
            sent == request || request.ends_with('/') && sent.starts_with(request)
        };
        let found = hops.iter().find(is_it).cloned();
        found.ok_or_else(|| format!("the browser did not send `{request}`: {hops:?}").into())
    }

    /// The requests of this kind that reached Zoho, such as `POST /oauth/v2/token`.
    pub(crate) fn at_zoho(&self, request: &str) -> Vec<Entry> {
        self.sandbox.journal().into_iter().skip(self.n_entries).filter(|entry| entry.is(request)).collect()
    }

    /// The only request of this kind.
    pub(crate) fn once_at_zoho(&self, request: &str) -> Result<Entry, Trouble> {
        let mut entries = self.at_zoho(request);
        match (entries.pop(), entries.len()) {
            (Some(entry), 0) => Ok(entry),
            (last, n) => {
                Err(format!("`{request}` reached Zoho {} times", n + usize::from(last.is_some())).into())
            }
        }
    }

    /// How many consent pages Zoho has shown.
    pub(crate) fn n_prompts(&self) -> usize {
        self.sandbox.prompts().len() - self.n_prompts
    }
}

/// The page that is open.
pub(crate) fn page(person: &Person) -> Result<&Page, Trouble> {
    person.page().ok_or_else(|| "no page is open".into())
}

/// An address without its origin and without its query, where the secrets are.
pub(crate) fn path_of(url: &str) -> &str {
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..]));
    path.unwrap_or(url).split('?').next().unwrap_or_default()
}

#[expect(clippy::needless_pass_by_value, reason = "both are made for the comparison, as with `assert_eq!`")]
pub(crate) fn same<T: Debug + PartialEq>(what: &str, found: T, expected: T) -> Result<(), Trouble> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?} instead of {expected:?}").into()) }
}

/// The open page shows all of these texts.
pub(crate) fn shows(page: &Page, texts: &[&str]) -> Result<(), Trouble> {
    match texts.iter().find(|text| !page.text().contains(*text)) {
        Some(text) => Err(format!("the page does not show `{text}`: {page:?}").into()),
        None => Ok(()),
    }
}
