//! Keeps a server running: one that dies is started again, because that is what some tests are about.

use std::io;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often it is looked at.
const INTERVAL: Duration = Duration::from_millis(50);

/// How many looks it has to end in peace.
const GRACE: u32 = 200;

/// A server that runs as long as this value lives.
pub(super) struct Kept {
    stop: Option<Sender<()>>,
    keeper: Option<JoinHandle<()>>,
}

impl Kept {
    /// Starts it. Its output must go to a file, which it shares with those that come after it.
    pub(super) fn start(mut server: Command) -> io::Result<Kept> {
        let (stop, stopped) = channel();
        let (started, starting) = channel();
        // The operating system ends a server with the thread that has started it.
        let keeper = thread::Builder::new().spawn(move || match server.spawn() {
            Ok(child) => {
                drop(started.send(Ok(())));
                keep(server, child, &stopped);
            }
            Err(error) => drop(started.send(Err(error))),
        })?;
        starting.recv().unwrap_or_else(|_| Err(io::ErrorKind::BrokenPipe.into()))?;
        Ok(Kept { stop: Some(stop), keeper: Some(keeper) })
    }
}

impl Drop for Kept {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(keeper) = self.keeper.take() {
            drop(keeper.join());
        }
    }
}

/// It cannot tell anybody if the server does not start again; the tests that wait for it will.
fn keep(mut server: Command, mut child: Child, stopped: &Receiver<()>) {
    while stopped.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
        if let Ok(Some(_)) = child.try_wait() {
            match server.spawn() {
                Ok(next) => child = next,
                Err(_) => return,
            }
        }
    }
    end(child);
}

/// In peace, so that PostgreSQL gives its shared memory back; by force if that takes too long.
fn end(mut child: Child) {
    drop(Command::new("kill").args(["-INT", &child.id().to_string()]).status());
    for _ in 0..GRACE {
        if let Ok(Some(_)) = child.try_wait() {
            return;
        }
        thread::sleep(INTERVAL);
    }
    drop(child.kill());
    drop(child.wait());
}
