//! The person at the terminal: they are shown the consent link, and see that the program waits for them.

use std::convert::Infallible;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::time::Duration;

use requires_scope::{Channel, Notice};
use tokio::sync::Notify;
use tokio::time::{Instant, interval};

use crate::arguments::Asking;

/// How long somebody may take to read a consent page.
const PATIENCE: Duration = Duration::from_mins(10);

/// How often the spinner turns.
const TURN: Duration = Duration::from_millis(120);

const FRAMES: [char; 4] = ['|', '/', '-', '\\'];

/// Whoever reads standard error.
pub(crate) struct Person {
    may_be_asked: bool,
    sits_at_terminal: bool,
    told: Arc<Notify>,
}

impl Person {
    pub(crate) fn at_terminal(asking: Asking) -> Person {
        let sits_at_terminal = io::stderr().is_terminal();
        let may_be_asked = match asking {
            Asking::AtTerminal => sits_at_terminal,
            Asking::Always => true,
            Asking::Never => false,
        };
        Person { may_be_asked, sits_at_terminal, told: Arc::default() }
    }

    /// How a call reaches them. The consent link is served by this program, for as long as it waits.
    pub(crate) fn channel(&self) -> Channel {
        if !self.may_be_asked {
            return Channel::none();
        }
        let told = Arc::clone(&self.told);
        let show = move |notice: &Notice<'_>| {
            let mut err = io::stderr().lock();
            // Whoever closes standard error has no use for the lines.
            let _ = writeln!(err, "{}.", notice.missing);
            let _ = writeln!(err, "To allow it, open this link; the program goes on by itself afterwards:");
            let _ = writeln!(err, "\n  {}\n", notice.consent_link);
            told.notify_one();
        };
        Channel::notify(show, PATIENCE).with_loopback()
    }

    /// Runs a call, and shows that it waits from the moment at which the person was told.
    pub(crate) async fn may_be_asked_during<F: Future>(&self, call: F) -> F::Output {
        let waiting = async {
            self.told.notified().await;
            if self.sits_at_terminal { spin().await } else { std::future::pending::<Infallible>().await }
        };
        tokio::select! {
            output = call => output,
            never = waiting => match never {},
        }
    }
}

/// Turns until it is dropped.
async fn spin() -> Infallible {
    let line = Line;
    let since = Instant::now();
    let mut turns = interval(TURN);
    for frame in FRAMES.into_iter().cycle() {
        turns.tick().await;
        line.show(&format!("{frame} waiting for your answer ({} s)", since.elapsed().as_secs()));
    }
    unreachable!("a cycle has no end")
}

/// The last line of the terminal, which is empty again when this is gone: by Ctrl-C, too.
struct Line;

impl Line {
    #[expect(clippy::unused_self, reason = "nothing is shown on a line that nobody clears")]
    fn show(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = write!(err, "\r{text}").and_then(|()| err.flush());
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let mut err = io::stderr().lock();
        let _ = write!(err, "\r\x1b[2K").and_then(|()| err.flush());
    }
}
