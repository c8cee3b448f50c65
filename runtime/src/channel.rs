//! How a caller can reach a person, which decides what a missing scope gives.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::time::Duration;

use once_cell::sync::OnceCell;
use tokio::time::Instant;
use url::Url;

use crate::attempt::{Attempt, Consent};
use crate::error::Error;
use crate::grant::Grant;
use crate::missing::MissingScopes;

/// Longer than anybody waits for an answer.
const LONGEST_WAIT: Duration = Duration::from_hours(24 * 365);

/// How the caller of a guarded function can reach the person whose grant it uses.
///
/// | channel | a missing scope gives |
/// | --- | --- |
/// | [`page`](Channel::page) | an error; the web layer redirects to the consent link and keeps the request |
/// | [`fetch`](Channel::fetch) | an error; the web layer answers 403 with the consent link |
/// | [`terminal`](Channel::terminal) | the link is printed, the future waits and goes on |
/// | [`notify`](Channel::notify) | the link is handed to a [`Notify`], the future waits and goes on |
/// | [`none`](Channel::none) | an error at once |
#[derive(Clone, Default)]
pub struct Channel(pub(crate) Reach);

#[derive(Clone, Default)]
pub(crate) enum Reach {
    #[default]
    None,
    Page,
    Fetch,
    Waiting(Waiting),
}

/// How a call waits for the person.
#[derive(Clone)]
pub(crate) struct Waiting {
    notify: Arc<dyn Notify>,
    pub(crate) timeout: Duration,
    #[cfg(feature = "loopback")]
    serves_the_link: bool,
}

impl Channel {
    /// Nobody can be reached: the default.
    pub const fn none() -> Channel {
        Channel(Reach::None)
    }

    /// A browser that navigates: it can be sent to the consent link and comes back.
    pub const fn page() -> Channel {
        Channel(Reach::Page)
    }

    /// A script or an API client: it must be told, and cannot be redirected.
    pub const fn fetch() -> Channel {
        Channel(Reach::Fetch)
    }

    /// A person at a terminal: the consent link is printed to standard error, and an `async` call waits at
    /// most `timeout` for the answer; more than a year counts as a year.
    ///
    /// The link is one of the web application that shares this client's store: it must be running. A tool that has none
    /// serves the link itself: `Channel::with_loopback`.
    ///
    /// Where standard error is no terminal (a job, a pipe), nobody would see the link: then this is
    /// [`Channel::none`], and the call fails at once instead of waiting.
    pub fn terminal(timeout: Duration) -> Channel {
        Channel::terminal_if(std::io::stderr().is_terminal(), timeout)
    }

    fn terminal_if(is_terminal: bool, timeout: Duration) -> Channel {
        if !is_terminal {
            return Channel::none();
        }
        // There is one terminal, and it is told once.
        let notify: Arc<dyn Notify> = Arc::<Terminal>::clone(TERMINAL.get_or_init(|| Arc::new(Terminal)));
        Channel::waiting(notify, timeout)
    }

    /// A person who is told by other means: a mail, a chat message. An `async` call waits at most `timeout`; more than a
    /// year counts as a year. The consent link is good for an hour longer.
    ///
    /// Clones of a channel share `notify`, which is told of an attempt once, however many calls wait on them. A channel
    /// of its own is told of its own, even when its call joins an attempt that others wait for: make one for each person
    /// who is to be told, and clone it for each call.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::time::Duration;
    /// use requires_scope::{Channel, Notice};
    ///
    /// let channel = Channel::notify(
    ///     |notice: &Notice<'_>| println!("please open {}", notice.consent_link),
    ///     Duration::from_secs(600),
    /// );
    /// # drop(channel);
    /// ```
    pub fn notify(notify: impl Notify, timeout: Duration) -> Channel {
        Channel::waiting(Arc::new(notify), timeout)
    }

    fn waiting(notify: Arc<dyn Notify>, timeout: Duration) -> Channel {
        Channel(Reach::Waiting(Waiting {
            notify,
            timeout: timeout.min(LONGEST_WAIT),
            #[cfg(feature = "loopback")]
            serves_the_link: false,
        }))
    }

    /// Serves the consent link and the callback from this process while a call waits, for a tool without a web server
    /// (RFC 8252, section 7.3). A channel on which no call waits stays as it is.
    ///
    /// The client's redirect URI must lead to this machine, with a port of the tool's own, such as
    /// `http://127.0.0.1:8085/scopes/callback`: Zoho takes only the port that is registered. It is listened on from the
    /// moment the person is told until the answer is there; calls that miss nothing open no port. Where another program
    /// has the port, the call fails at once. Where an earlier call of this one still has it, because nobody drives its
    /// `tokio` runtime, the call waits for it, and fails when its time is over.
    ///
    /// # Security
    ///
    /// Whoever has the link counts as the user of the grant, so it must be told to that user alone: the terminal is
    /// right, a mail is not. Nobody can guess it, it leads nowhere on another machine, and its callback is taken from
    /// the browser that has opened it. The listener takes connections of this machine alone, and only under the redirect
    /// URI's own name, so that no web site can rebind its name to it.
    ///
    /// # Examples
    ///
    /// ```no_run
    /// # async fn sync_contacts() -> Result<(), requires_scope::Error> { Ok(()) }
    /// # async fn run() -> Result<(), requires_scope::Error> {
    /// use std::time::Duration;
    /// use requires_scope::{Channel, Client, GrantKey, MemoryStore};
    ///
    /// let zoho = Client::builder("1000.CLIENT", "secret", "http://127.0.0.1:8085/scopes/callback")
    ///     .store(MemoryStore::new())
    ///     .build()?;
    /// let grant = zoho.grant(&GrantKey::new("terminal", "me")).await?;
    /// let channel = Channel::terminal(Duration::from_secs(600)).with_loopback();
    /// grant.on(channel).scope(sync_contacts()).await
    /// # }
    /// ```
    #[cfg(feature = "loopback")]
    #[must_use]
    pub fn with_loopback(mut self) -> Channel {
        if let Reach::Waiting(waiting) = &mut self.0 {
            waiting.serves_the_link = true;
        }
        self
    }

    /// Whether a browser navigates here.
    pub fn is_page(&self) -> bool {
        matches!(self.0, Reach::Page)
    }

    /// How long a call waits for the person; `None`: it does not.
    pub(crate) fn waits(&self) -> Option<Duration> {
        match &self.0 {
            Reach::Waiting(waiting) => Some(waiting.timeout),
            Reach::None | Reach::Page | Reach::Fetch => None,
        }
    }

    /// Whether a script or an API client calls here.
    pub fn is_fetch(&self) -> bool {
        matches!(self.0, Reach::Fetch)
    }
}

impl fmt::Debug for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reach::None => f.write_str("none"),
            Reach::Page => f.write_str("page"),
            Reach::Fetch => f.write_str("fetch"),
            Reach::Waiting(Waiting { timeout, .. }) => write!(f, "waiting({timeout:?})"),
        }
    }
}

impl Waiting {
    /// Tells the person, unless somebody has, and waits at most for `left`. `None`: nobody has answered.
    pub(crate) async fn ask(
        &self,
        grant: &Grant,
        attempt: &Attempt,
        missing: &MissingScopes,
        left: Duration,
    ) -> Result<Option<Consent>, Error> {
        let deadline = Instant::now() + left;
        #[cfg(feature = "loopback")]
        let listening = if self.serves_the_link {
            Some(grant.oauth_client().loopback().listen_for(grant, attempt.id(), left).await?)
        } else {
            None
        };
        if grant.shared().attempts().is_first_to_tell(attempt.id(), &self.notify) {
            self.notify.notify(&Notice { consent_link: &attempt.consent_link(), missing });
        }
        let answer = attempt.wait(deadline.saturating_duration_since(Instant::now())).await;
        #[cfg(feature = "loopback")]
        if let Some(listening) = listening {
            listening.close().await;
        }
        answer
    }
}

/// What a person is told who is to consent.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Notice<'a> {
    /// The application's URL to open in the browser in which the user is signed in.
    pub consent_link: &'a Url,
    /// What is missing, and for which function.
    pub missing: &'a MissingScopes,
}

/// Tells a person that a call waits for consent. One attempt is told once, however many calls wait on the channel.
///
/// Implemented for closures that take a [`Notice`].
pub trait Notify: Send + Sync + 'static {
    /// Hands the notice over. It must not block: a slow mail server belongs into a task of its own.
    fn notify(&self, notice: &Notice<'_>);
}

impl<F: Fn(&Notice<'_>) + Send + Sync + 'static> Notify for F {
    fn notify(&self, notice: &Notice<'_>) {
        self(notice);
    }
}

/// Prints to standard error, so that a program's output stays its own.
struct Terminal;

static TERMINAL: OnceCell<Arc<Terminal>> = OnceCell::new();

impl Notify for Terminal {
    fn notify(&self, notice: &Notice<'_>) {
        // Whoever closes standard error has no use for the line.
        let _ = writeln!(
            std::io::stderr().lock(),
            "{}.\nTo allow it, open this link; this program goes on by itself afterwards:\n\n  {}\n",
            notice.missing,
            notice.consent_link
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_nobody_reads_is_no_channel() {
        let timeout = Duration::from_mins(10);
        assert!(matches!(Channel::terminal_if(false, timeout).0, Reach::None));
        assert!(
            matches!(Channel::terminal_if(true, timeout).0, Reach::Waiting(waiting) if waiting.timeout == timeout)
        );
    }

    #[test]
    fn the_default_reaches_nobody() {
        assert!(matches!(Channel::default().0, Reach::None));
    }
}
