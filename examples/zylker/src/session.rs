//! Who is signed in to Zylker, in which browser.
//!
//! A session is a random id in a cookie. The ids' fingerprints stand in a file, so that a browser that is away at
//! Zoho finds its session again when Zylker was restarted meanwhile, or at another Zylker beside this one.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::COOKIE;
use http::request::Parts;
use http::{HeaderMap, HeaderValue};
use requires_scope_axum::{Whose, WhoseGrant};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;
use tokio::task::spawn_blocking;

use crate::marketer::Marketer;

/// Browsers share cookies between the ports of a host, so it is named after the application.
const PLAIN_COOKIE: &str = "zylker_session";

/// The same where there is TLS: no other host of the domain can plant it (RFC 6265bis, section 4.1.3.2).
const HOST_COOKIE: &str = "__Host-zylker_session";

/// More browsers than this are not remembered: the one that signed in first has to do so again.
const REMEMBERED: usize = 1000;

/// Every session there is.
#[derive(Clone, Debug)]
pub(crate) struct Sessions {
    file: Arc<Path>,
    is_https: bool,
}

#[derive(Clone, Debug)]
struct Session {
    /// What the file holds in place of the id: whoever reads the file can sign in as nobody.
    fingerprint: String,
    marketer: Marketer,
}

impl Sessions {
    /// The sessions of this folder, those of earlier runs among them.
    pub(crate) fn open(folder: &Path, is_https: bool) -> io::Result<Sessions> {
        let file = folder.join("sessions");
        read(&file)?;
        Ok(Sessions { file: file.into(), is_https })
    }

    /// Who is signed in in the browser that sent these headers.
    pub(crate) async fn marketer(&self, headers: &HeaderMap) -> Option<Marketer> {
        let fingerprint = self.fingerprint_in(headers)?;
        let file = Arc::clone(&self.file);
        let sessions = beside(move || read(&file)).await;
        let sessions = sessions.inspect_err(|error| tracing::error!(%error, "the sessions cannot be read"));
        let found = sessions.ok()?.into_iter().find(|session| session.fingerprint == fingerprint)?;
        Some(found.marketer)
    }

    /// Signs a marketer in, and gives the browser's cookie. Whoever was signed in there before no longer is.
    pub(crate) async fn begin(&self, headers: &HeaderMap, marketer: Marketer) -> io::Result<HeaderValue> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let id = URL_SAFE_NO_PAD.encode(bytes);
        let (before, fingerprint) = (self.fingerprint_in(headers), fingerprint(&id));
        self.change(move |sessions| {
            forget(sessions, before.as_deref());
            sessions.push(Session { fingerprint, marketer });
            let too_many = sessions.len().saturating_sub(REMEMBERED);
            sessions.drain(..too_many);
        })
        .await?;
        self.cookie(&id, "")
    }

    /// Signs the browser out, and gives the cookie that says so.
    pub(crate) async fn end(&self, headers: &HeaderMap) -> io::Result<HeaderValue> {
        let before = self.fingerprint_in(headers);
        self.change(move |sessions| forget(sessions, before.as_deref())).await?;
        self.cookie("", "; Max-Age=0")
    }

    /// One at a time changes the file, in all processes. It is replaced as a whole, so that whoever reads it, or comes
    /// after a crash, finds the old sessions or the new.
    async fn change(&self, change: impl FnOnce(&mut Vec<Session>) + Send + 'static) -> io::Result<()> {
        let file = Arc::clone(&self.file);
        beside(move || {
            let turn = File::options().create(true).append(true).open(file.with_extension("lock"))?;
            turn.lock()?;
            let mut sessions = read(&file)?;
            change(&mut sessions);
            replace(&file, &sessions)?;
            turn.unlock()
        })
        .await
    }

    /// `Lax`, and not `Strict`: the browser must bring it along when Zoho sends it back.
    fn cookie(&self, id: &str, more: &str) -> io::Result<HeaderValue> {
        let secure = if self.is_https { "; Secure" } else { "" };
        let name = self.cookie_name();
        let cookie = format!("{name}={id}; Path=/; HttpOnly; SameSite=Lax{secure}{more}");
        let mut cookie = HeaderValue::try_from(cookie).map_err(io::Error::other)?;
        cookie.set_sensitive(true);
        Ok(cookie)
    }

    fn cookie_name(&self) -> &'static str {
        if self.is_https { HOST_COOKIE } else { PLAIN_COOKIE }
    }

    fn fingerprint_in(&self, headers: &HeaderMap) -> Option<String> {
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.cookie_name()).map(|(_, id)| fingerprint(id))
    }
}

/// Whoever is signed in acts with the grant of their own.
impl WhoseGrant for Sessions {
    fn whose_grant<'a>(&'a self, parts: &'a Parts) -> Whose<'a> {
        Whose::by(async { self.marketer(&parts.headers).await.map(Marketer::grant_key) })
    }
}

impl Session {
    fn from_line(line: &str) -> Option<Session> {
        let (fingerprint, marketer) = line.split_once(' ')?;
        Some(Session { fingerprint: fingerprint.to_owned(), marketer: Marketer::named(marketer)? })
    }
}

/// A disk may let one wait, and other requests must not.
async fn beside<T: Send + 'static>(work: impl FnOnce() -> io::Result<T> + Send + 'static) -> io::Result<T> {
    spawn_blocking(work).await?
}

/// A line that cannot be read is a session that has ended.
fn read(file: &Path) -> io::Result<Vec<Session>> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        read => read?,
    };
    Ok(text.lines().filter_map(Session::from_line).collect())
}

fn replace(file: &Path, sessions: &[Session]) -> io::Result<()> {
    let mut text = String::new();
    for Session { fingerprint, marketer } in sessions {
        let _ = writeln!(text, "{fingerprint} {}", marketer.id());
    }
    let mut replacement = NamedTempFile::new_in(file.parent().unwrap_or(Path::new(".")))?;
    replacement.write_all(text.as_bytes())?;
    replacement.as_file().sync_all()?;
    replacement.persist(file)?;
    Ok(())
}

fn forget(sessions: &mut Vec<Session>, fingerprint: Option<&str>) {
    sessions.retain(|session| Some(session.fingerprint.as_str()) != fingerprint);
}

fn fingerprint(id: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(id))
}

#[cfg(test)]
mod tests {
    use tokio::task::JoinSet;

    use super::*;

    /// What a browser sends that was given this cookie.
    fn headers(cookie: &HeaderValue) -> HeaderMap {
        let pair = cookie.to_str().expect("a cookie of letters").split(';').next().unwrap_or_default();
        HeaderMap::from_iter([(COOKIE, HeaderValue::try_from(format!("other=1; {pair}")).expect("a header"))])
    }

    fn open(folder: &tempfile::TempDir) -> Sessions {
        Sessions::open(folder.path(), false).expect("a readable file")
    }

    async fn begin(sessions: &Sessions, headers: &HeaderMap, marketer: Marketer) -> HeaderValue {
        sessions.begin(headers, marketer).await.expect("a session")
    }

    #[tokio::test]
    async fn a_session_survives_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let cookie = begin(&open(&folder), &HeaderMap::new(), Marketer::Tom).await;
        assert_eq!(open(&folder).marketer(&headers(&cookie)).await, Some(Marketer::Tom));
    }

    #[tokio::test]
    async fn nobody_signs_in_with_what_the_file_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        begin(&sessions, &HeaderMap::new(), Marketer::Nadia).await;
        let text = fs::read_to_string(folder.path().join("sessions")).expect("the file");
        let (fingerprint, _) = text.split_once(' ').expect("a line");
        let forged = HeaderValue::try_from(format!("{PLAIN_COOKIE}={fingerprint}")).expect("a header");
        assert_eq!(sessions.marketer(&headers(&forged)).await, None);
    }

    #[tokio::test]
    async fn signing_out_ends_this_browsers_session_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        let nadia = headers(&begin(&sessions, &HeaderMap::new(), Marketer::Nadia).await);
        let tom = headers(&begin(&sessions, &HeaderMap::new(), Marketer::Tom).await);
        let cookie = sessions.end(&nadia).await.expect("an end");
        assert!(cookie.to_str().expect("a cookie of letters").contains("Max-Age=0"));
        let reopened = open(&folder);
        for sessions in [&sessions, &reopened] {
            assert_eq!(sessions.marketer(&nadia).await, None);
            assert_eq!(sessions.marketer(&tom).await, Some(Marketer::Tom));
        }
    }

    #[tokio::test]
    async fn many_sign_in_at_once_at_two_zylkers_and_none_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let both = [open(&folder), open(&folder)];
        let sign_in = |sessions: Sessions| async move {
            sessions.begin(&HeaderMap::new(), Marketer::Tom).await.expect("a session")
        };
        let mut signing_in: JoinSet<_> = (0..16).map(|n| sign_in(both[n % 2].clone())).collect();
        while let Some(cookie) = signing_in.join_next().await {
            let cookie = headers(&cookie.expect("no panic"));
            for sessions in &both {
                assert_eq!(sessions.marketer(&cookie).await, Some(Marketer::Tom));
            }
        }
    }

    #[tokio::test]
    async fn signing_in_anew_ends_the_session_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        let before = headers(&begin(&sessions, &HeaderMap::new(), Marketer::Nadia).await);
        let after = headers(&begin(&sessions, &before, Marketer::Tom).await);
        assert_eq!(sessions.marketer(&before).await, None);
        assert_eq!(sessions.marketer(&after).await, Some(Marketer::Tom));
    }

    #[tokio::test]
    async fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites_forms() {
        let folder = tempfile::tempdir().expect("a folder");
        for (is_https, secure) in [(false, false), (true, true)] {
            let sessions = Sessions::open(folder.path(), is_https).expect("a readable file");
            let cookie = begin(&sessions, &HeaderMap::new(), Marketer::Nadia).await;
            let cookie = cookie.to_str().expect("a cookie of letters").to_owned();
            assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
            assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
        }
    }
}
