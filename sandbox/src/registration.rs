//! How an application is registered, as in Zoho's developer console.

use std::fmt;

use crate::ledger::ClientKind;

/// What is filled in to register an application.
///
/// # Examples
///
/// ```
/// use zoho_sandbox::Registration;
///
/// let app = Registration::server_based("Zylker Marketing", "http://127.0.0.1:4000/callback").multi_dc();
/// let script = Registration::self_client("Nightly export").at("eu");
/// # let _ = (app, script);
/// ```
#[derive(Clone)]
#[must_use = "a registration does nothing until the sandbox is given it"]
pub struct Registration {
    pub(crate) name: String,
    pub(crate) kind: ClientKind,
    pub(crate) redirect_uris: Vec<String>,
    pub(crate) home: Option<String>,
    pub(crate) reach: Reach,
    pub(crate) credentials: Option<ClientCredentials>,
}

/// At which data centres an application is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    Home,
    Everywhere,
    EverywhereWithOwnSecrets,
}

/// What an application is known by.
#[derive(Clone)]
#[non_exhaustive]
pub struct ClientCredentials {
    /// The id, which is no secret.
    pub client_id: String,
    /// The secret, at the data centre where the application is registered.
    pub client_secret: String,
}

impl Registration {
    /// A web application that sends its users to Zoho and gets them back at this redirect URI.
    pub fn server_based(name: &str, redirect_uri: &str) -> Self {
        Self::new(name, ClientKind::ServerBased).redirect_uri(redirect_uri)
    }

    /// A program without users of its own: it gets codes from the console, or uses its own credentials.
    pub fn self_client(name: &str) -> Self {
        Self::new(name, ClientKind::SelfClient)
    }

    pub(crate) fn new(name: &str, kind: ClientKind) -> Self {
        Self {
            name: name.to_owned(),
            kind,
            redirect_uris: Vec::new(),
            home: None,
            reach: Reach::Home,
            credentials: None,
        }
    }

    /// One more redirect URI.
    pub fn redirect_uri(mut self, redirect_uri: &str) -> Self {
        self.redirect_uris.push(redirect_uri.to_owned());
        self
    }

    /// The location of the data centre where the application is registered; the sandbox's first if this is not called.
    pub fn at(mut self, location: &str) -> Self {
        self.home = Some(location.to_owned());
        self
    }

    /// Lets users of every data centre use the application, with the same credentials everywhere.
    pub fn multi_dc(mut self) -> Self {
        self.reach = Reach::Everywhere;
        self
    }

    /// Lets users of every data centre use the application, with another secret at each.
    pub fn multi_dc_with_own_secrets(mut self) -> Self {
        self.reach = Reach::EverywhereWithOwnSecrets;
        self
    }

    /// Credentials of one's own choice, so that an application's settings need not change from run to run.
    pub fn credentials(mut self, client_id: &str, client_secret: &str) -> Self {
        let (client_id, client_secret) = (client_id.to_owned(), client_secret.to_owned());
        self.credentials = Some(ClientCredentials { client_id, client_secret });
        self
    }
}

impl fmt::Debug for Registration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Registration")
            .field("name", &self.name)
            .field("kind", &self.kind)
            .field("redirect_uris", &self.redirect_uris)
            .field("home", &self.home)
            .field("reach", &self.reach)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
