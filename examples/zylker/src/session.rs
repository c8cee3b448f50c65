//! Who is signed in to Zylker, in which browser.
//!
//! A session is a random id in a cookie. The ids' fingerprints stand in a file, so that a browser that is away at
//! Zoho finds its session again when Zylker was restarted meanwhile, or at another Zylker beside this one.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::COOKIE;
use http::{HeaderMap, HeaderValue};
use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use crate::marketer::Marketer;

/// Browsers share cookies between the ports of a host, so it is named after the application.
const PLAIN_COOKIE: &str = "zylker_session";

/// The same where there is TLS: no other host of the domain can plant it (RFC 6265bis, section 4.1.3.2).
const HOST_COOKIE: &str = "__Host-zylker_session";

/// More browsers than this are not remembered: the one that signed in first has to do so again.
const REMEMBERED: usize = 1000;

/// Every session there is.
#[derive(Debug)]
pub(crate) struct Sessions {
    file: PathBuf,
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
        let sessions = Sessions { file: folder.join("sessions"), is_https };
        sessions.read()?;
        Ok(sessions)
    }

    /// Who is signed in in the browser that sent these headers.
    pub(crate) fn marketer(&self, headers: &HeaderMap) -> Option<Marketer> {
        let fingerprint = fingerprint(self.id_in(headers)?);
        let sessions =
            self.read().inspect_err(|error| tracing::error!(%error, "the sessions cannot be read"));
        let found = sessions.ok()?.into_iter().find(|session| session.fingerprint == fingerprint)?;
        Some(found.marketer)
    }

    /// Signs a marketer in, and gives the browser's cookie. Whoever was signed in there before no longer is.
    pub(crate) fn begin(&self, headers: &HeaderMap, marketer: Marketer) -> io::Result<HeaderValue> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let id = URL_SAFE_NO_PAD.encode(bytes);
        self.change(|sessions| {
            self.forget(sessions, headers);
            sessions.push(Session { fingerprint: fingerprint(&id), marketer });
            let too_many = sessions.len().saturating_sub(REMEMBERED);
            sessions.drain(..too_many);
        })?;
        self.cookie(&id, "")
    }

    /// Signs the browser out, and gives the cookie that says so.
    pub(crate) fn end(&self, headers: &HeaderMap) -> io::Result<HeaderValue> {
        self.change(|sessions| self.forget(sessions, headers))?;
        self.cookie("", "; Max-Age=0")
    }

    /// A line that cannot be read is a session that has ended.
    fn read(&self) -> io::Result<Vec<Session>> {
        let text = match fs::read_to_string(&self.file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            read => read?,
        };
        Ok(text.lines().filter_map(Session::from_line).collect())
    }

    /// One at a time changes the file, in all processes. It is replaced as a whole, so that whoever reads it, or comes
    /// after a crash, finds the old sessions or the new.
    fn change(&self, change: impl FnOnce(&mut Vec<Session>)) -> io::Result<()> {
        let turn = File::options().create(true).append(true).open(self.file.with_extension("lock"))?;
        turn.lock()?;
        let mut sessions = self.read()?;
        change(&mut sessions);
        let mut text = String::new();
        for Session { fingerprint, marketer } in &sessions {
            let _ = writeln!(text, "{fingerprint} {}", marketer.id());
        }
        let folder = self.file.parent().unwrap_or(Path::new("."));
        let mut replacement = NamedTempFile::new_in(folder)?;
        replacement.write_all(text.as_bytes())?;
        replacement.as_file().sync_all()?;
        replacement.persist(&self.file)?;
        turn.unlock()
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

    fn forget(&self, sessions: &mut Vec<Session>, headers: &HeaderMap) {
        if let Some(id) = self.id_in(headers) {
            let fingerprint = fingerprint(id);
            sessions.retain(|session| session.fingerprint != fingerprint);
        }
    }

    fn id_in<'a>(&self, headers: &'a HeaderMap) -> Option<&'a str> {
        let cookies = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(name, _)| *name == self.cookie_name()).map(|(_, id)| id)
    }
}

impl Session {
    fn from_line(line: &str) -> Option<Session> {
        let (fingerprint, marketer) = line.split_once(' ')?;
        Some(Session { fingerprint: fingerprint.to_owned(), marketer: Marketer::named(marketer)? })
    }
}

fn fingerprint(id: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser sends that was given this cookie.
    fn headers(cookie: &HeaderValue) -> HeaderMap {
        let pair = cookie.to_str().expect("a cookie of letters").split(';').next().unwrap_or_default();
        HeaderMap::from_iter([(COOKIE, HeaderValue::try_from(format!("other=1; {pair}")).expect("a header"))])
    }

    fn open(folder: &tempfile::TempDir) -> Sessions {
        Sessions::open(folder.path(), false).expect("a readable file")
    }

    #[test]
    fn a_session_survives_a_restart() {
        let folder = tempfile::tempdir().expect("a folder");
        let cookie = open(&folder).begin(&HeaderMap::new(), Marketer::Tom).expect("a session");
        assert_eq!(open(&folder).marketer(&headers(&cookie)), Some(Marketer::Tom));
    }

    #[test]
    fn nobody_signs_in_with_what_the_file_holds() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        sessions.begin(&HeaderMap::new(), Marketer::Nadia).expect("a session");
        let text = fs::read_to_string(folder.path().join("sessions")).expect("the file");
        let (fingerprint, _) = text.split_once(' ').expect("a line");
        let forged = HeaderValue::try_from(format!("{PLAIN_COOKIE}={fingerprint}")).expect("a header");
        assert_eq!(sessions.marketer(&headers(&forged)), None);
    }

    #[test]
    fn signing_out_ends_this_browsers_session_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        let [nadia, tom] = Marketer::ALL
            .map(|marketer| headers(&sessions.begin(&HeaderMap::new(), marketer).expect("a session")));
        let cookie = sessions.end(&nadia).expect("an end");
        assert!(cookie.to_str().expect("a cookie of letters").contains("Max-Age=0"));
        let reopened = open(&folder);
        for sessions in [&sessions, &reopened] {
            assert_eq!(sessions.marketer(&nadia), None);
            assert_eq!(sessions.marketer(&tom), Some(Marketer::Tom));
        }
    }

    #[test]
    fn many_sign_in_at_once_at_two_zylkers_and_none_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let both = [open(&folder), open(&folder)];
        let cookies: Vec<_> = std::thread::scope(|scope| {
            let sign_in = |n: usize| both[n % 2].begin(&HeaderMap::new(), Marketer::Tom).expect("a session");
            let threads: Vec<_> = (0..16).map(|n| scope.spawn(move || sign_in(n))).collect();
            threads.into_iter().map(|thread| thread.join().expect("no panic")).collect()
        });
        for cookie in cookies {
            let seen = both.each_ref().map(|sessions| sessions.marketer(&headers(&cookie)));
            assert_eq!(seen, [Some(Marketer::Tom); 2]);
        }
    }

    #[test]
    fn signing_in_anew_ends_the_session_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let sessions = open(&folder);
        let before = headers(&sessions.begin(&HeaderMap::new(), Marketer::Nadia).expect("a session"));
        let after = headers(&sessions.begin(&before, Marketer::Tom).expect("a session"));
        assert_eq!(sessions.marketer(&before), None);
        assert_eq!(sessions.marketer(&after), Some(Marketer::Tom));
    }

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_of_other_sites_forms() {
        let folder = tempfile::tempdir().expect("a folder");
        for (is_https, secure) in [(false, false), (true, true)] {
            let sessions = Sessions::open(folder.path(), is_https).expect("a readable file");
            let cookie = sessions.begin(&HeaderMap::new(), Marketer::Nadia).expect("a session");
            let cookie = cookie.to_str().expect("a cookie of letters").to_owned();
            assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
            assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
        }
    }
}
