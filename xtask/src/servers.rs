//! PostgreSQL and Redis for the store tests: on free ports, in folders of their own, and gone when the tests are done.

mod install;
mod keep;

use std::env;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use self::install::{InstallError, Programs, as_ourselves};
use self::keep::Kept;

/// No secret: the servers can only be reached from this machine, and are gone in a minute.
const PASSWORD: &str = "zylker-0f3a";

/// How long a server may take to start.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why there are no servers to test with.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServersError {
    #[error(transparent)]
    Install(#[from] InstallError),
    #[error("`{0}` cannot be made")]
    Folder(PathBuf, #[source] io::Error),
    #[error("there is no free port")]
    Port(#[source] io::Error),
    #[error("`{0}` cannot be started")]
    Start(&'static str, #[source] io::Error),
    #[error("`{0}` failed ({1})")]
    Failed(&'static str, ExitStatus),
    #[error("a server does not start: see `{0}`")]
    Silent(PathBuf),
}

/// Running servers. They are stopped with this value, and by the operating system if this process is killed.
pub(crate) struct Servers(Vec<Server>);

struct Server {
    /// The variable that tells the tests where it is.
    variable: &'static str,
    url: String,
    _kept: Kept,
}

impl Servers {
    /// Starts two servers of each kind: one for all tests, and one for those that kill it.
    pub(crate) fn start() -> Result<Servers, ServersError> {
        let programs = Programs::find_or_install()?;
        Ok(Servers(vec![
            postgres(&programs, "ZYLKER_POSTGRES")?,
            postgres(&programs, "ZYLKER_POSTGRES_TO_KILL")?,
            redis(&programs, "ZYLKER_REDIS")?,
            redis(&programs, "ZYLKER_REDIS_TO_KILL")?,
        ]))
    }

    /// Where the tests find them.
    pub(crate) fn environment(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|server| (server.variable, server.url.as_str()))
    }
}

fn postgres(programs: &Programs, variable: &'static str) -> Result<Server, ServersError> {
    let folder = fresh_folder(variable)?;
    let (data, password) = (folder.join("data"), folder.join("password"));
    fs::write(&password, PASSWORD).map_err(|error| ServersError::Folder(password.clone(), error))?;
    if programs.is_root {
        finish("chown", Command::new("chown").args(["-R", "postgres"]).arg(&folder))?;
    }
    let mut initdb = programs.as_postgres(&programs.initdb);
    initdb.arg("-D").arg(&data).arg("--pwfile").arg(&password).stdout(Stdio::null());
    initdb.args(["-U", "zylker", "-A", "scram-sha-256", "-E", "UTF8", "--locale", "C", "--no-sync"]);
    finish("initdb", &mut initdb)?;

    let port = free_port()?;
    let mut server = programs.as_postgres(&programs.postgres);
    server.arg("-D").arg(&data).args(["-h", "127.0.0.1", "-k", "", "-p", &port.to_string()]);
    // The tests kill servers, not machines: what was handed to the operating system is not lost.
    server.args(["-c", "fsync=off"]);
    let kept = keep(server, &folder, port)?;
    let url = format!("postgres://zylker:{PASSWORD}@127.0.0.1:{port}/postgres");
    Ok(Server { variable, url, _kept: kept })
}

fn redis(programs: &Programs, variable: &'static str) -> Result<Server, ServersError> {
    let folder = fresh_folder(variable)?;
    let port = free_port()?;
    let mut server = as_ourselves(&programs.redis);
    server.arg("--dir").arg(&folder).args(["--bind", "127.0.0.1", "--port", &port.to_string()]);
    server.args(["--requirepass", PASSWORD, "--save", "", "--appendonly", "yes", "--appendfsync", "no"]);
    let kept = keep(server, &folder, port)?;
    Ok(Server { variable, url: format!("redis://:{PASSWORD}@127.0.0.1:{port}/0"), _kept: kept })
}

/// An empty folder below `target`.
fn fresh_folder(name: &str) -> Result<PathBuf, ServersError> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let folder = target.join("servers").join(name.to_lowercase());
    let made = match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => fs::create_dir_all(&folder).and_then(|()| fs::canonicalize(&folder)),
    };
    made.map_err(|error| ServersError::Folder(folder, error))
}

/// One that is free now, and that nobody else will be given for a while.
fn free_port() -> Result<u16, ServersError> {
    let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(ServersError::Port)
}

fn finish(name: &'static str, command: &mut Command) -> Result<(), ServersError> {
    let status = command.status().map_err(|error| ServersError::Start(name, error))?;
    if status.success() { Ok(()) } else { Err(ServersError::Failed(name, status)) }
}

/// Runs the server until it is no longer needed, and waits until it listens.
fn keep(mut server: Command, folder: &Path, port: u16) -> Result<Kept, ServersError> {
    let log = folder.join("log");
    let file = fs::File::create(&log).and_then(|file| Ok((file.try_clone()?, file)));
    let (out, err) = file.map_err(|error| ServersError::Folder(log.clone(), error))?;
    server.stdin(Stdio::null()).stdout(out).stderr(err);
    let kept = Kept::start(server).map_err(|error| ServersError::Start("setpriv", error))?;
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        if Instant::now() > deadline {
            return Err(ServersError::Silent(log));
        }
        thread::sleep(PATIENCE / 1000);
    }
    Ok(kept)
}
