//! Which Zoho it is, and whose grant in it.

use std::env;
use std::io::{self, Write as _};
use std::net::{Ipv4Addr, TcpListener};

use registration::{INITIAL_SCOPE, Registration};
use requires_scope::{Client, Error, Grant, GrantImport, GrantKey, ScopeSet};
use zoho_sandbox::Sandbox;

use crate::arguments::Arguments;
use crate::failure::Failure;

const EMAIL: &str = "marketer@zylker.example";
const PASSWORD: &str = "password";

/// The folder that is made beside the program.
const BESIDE_PROGRAM: &str = "terminal-data";

/// The Zoho that the program works with.
pub(crate) struct Place {
    zoho: Client,
    sandbox: Option<Sandbox>,
}

impl Place {
    pub(crate) async fn open(arguments: &Arguments) -> Result<Place, Failure> {
        if arguments.sandbox {
            return Place::in_sandbox().await;
        }
        let folder = match &arguments.data {
            Some(folder) => folder.clone(),
            None => env::current_exe().map_err(Failure::Program)?.with_file_name(BESIDE_PROGRAM),
        };
        Ok(Place { zoho: Registration::from_environment()?.client(&folder).await?, sandbox: None })
    }

    /// A sandbox whose marketer has allowed this program to read leads, some time ago.
    async fn in_sandbox() -> Result<Place, Failure> {
        let sandbox = Sandbox::builder().user(EMAIL, PASSWORD).start().await?;
        let redirect_uri =
            format!("http://127.0.0.1:{}/scopes/callback", free_port().map_err(Failure::Port)?);
        let registration = Registration::at(&sandbox, "Terminal", redirect_uri)?;
        let zoho = registration.forgetful_client()?;
        let issued = sandbox.issue_grant(registration.client_id(), EMAIL, INITIAL_SCOPE);
        let scopes = ScopeSet::parse_lenient(INITIAL_SCOPE).0;
        zoho.import_grant(&me(), GrantImport::new(issued.refresh_token).assuming(scopes)).await?;
        // Whoever closes standard error does not want to know.
        let _ = writeln!(
            io::stderr().lock(),
            "Zoho is a sandbox; sign in there as {EMAIL} with the password `{PASSWORD}`."
        );
        Ok(Place { zoho, sandbox: Some(sandbox) })
    }

    /// The grant of whoever runs the program.
    pub(crate) async fn grant(&self) -> Result<Grant, Error> {
        self.zoho.grant(&me()).await
    }

    pub(crate) async fn close(self) {
        if let Some(sandbox) = self.sandbox {
            sandbox.stop().await;
        }
    }
}

fn me() -> GrantKey {
    GrantKey::new("terminal", "me")
}

/// A port for the callback. Zoho takes the registered one only, so it is chosen before anybody listens on it.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
