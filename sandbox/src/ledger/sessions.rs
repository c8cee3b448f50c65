//! Browsers: who is signed in, and which consent page is open.

use std::collections::HashMap;

use zoho_scopes::ScopeSet;

use crate::{journal, secret};

/// Browser sessions and the consent pages that they have open.
#[derive(Default)]
pub(crate) struct Sessions {
    by_id: HashMap<String, Session>,
    pages: HashMap<String, (ConsentPage, journal::Place)>,
}

/// One browser.
#[derive(Clone)]
pub(crate) struct Session {
    pub(crate) id: String,
    pub(crate) csrf: String,
    pub(crate) user: Option<String>,
}

/// A consent page that waits for its answer.
#[derive(Clone)]
pub(crate) struct ConsentPage {
    pub(crate) session_id: String,
    pub(crate) user: String,
    pub(crate) client_id: String,
    pub(crate) redirect_uri: String,
    pub(crate) scopes: ScopeSet,
    pub(crate) purpose: Purpose,
}

/// What the answer of a consent page is for.
#[derive(Clone)]
pub(crate) enum Purpose {
    /// A new grant.
    Authorize { state: Option<String>, offline: bool, reissue: bool },
    /// More scopes for the grant of this enhancement token.
    Enhance { enhance_token: String, logout: bool },
}

impl Sessions {
    /// The session of that cookie, or a new one in which nobody is signed in.
    pub(crate) fn resume_or_begin(&mut self, cookie: Option<&str>) -> Session {
        if let Some(session) = cookie.and_then(|id| self.by_id.get(id)) {
            return session.clone();
        }
        self.begin(None)
    }

    /// The session of that cookie, if the form that it sent was made for it.
    pub(crate) fn with_form(&self, cookie: Option<&str>, csrf: &str) -> Option<Session> {
        let session = self.by_id.get(cookie?)?;
        (session.csrf == csrf).then(|| session.clone())
    }

    /// Signs a user in: under a new id, so that an id that somebody planted before is worth nothing.
    pub(crate) fn sign_in(&mut self, previous: &Session, user: String) -> Session {
        self.end(&previous.id);
        self.begin(Some(user))
    }

    /// Ends a session and closes its consent pages.
    pub(crate) fn end(&mut self, id: &str) {
        self.by_id.remove(id);
        self.pages.retain(|_, (page, _)| page.session_id != id);
    }

    /// Opens a page that the journal has as this prompt.
    pub(crate) fn open(&mut self, page: ConsentPage, prompt: journal::Place) -> String {
        let id = secret::nonce();
        self.pages.insert(id.clone(), (page, prompt));
        id
    }

    /// Takes the open page of that id: it can be answered once, by the browser that was shown it.
    pub(crate) fn close(&mut self, id: &str, session: &Session) -> Option<(ConsentPage, journal::Place)> {
        let (page, _) = self.pages.get(id)?;
        if page.session_id != session.id {
            return None;
        }
        self.pages.remove(id)
    }

    fn begin(&mut self, user: Option<String>) -> Session {
        let session = Session { id: secret::nonce(), csrf: secret::nonce(), user };
        self.by_id.insert(session.id.clone(), session.clone());
        session
    }
}

impl std::fmt::Debug for Sessions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sessions").field("open", &self.by_id.len()).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session").field("user", &self.user).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for ConsentPage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConsentPage")
            .field("user", &self.user)
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
