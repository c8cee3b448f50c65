//! What Zoho's API console says of an example, from the environment or from a sandbox, and the client that comes of it.

use std::path::Path;
use std::{env, fs, io};

use requires_scope::{Client, DataCenter, KeyRing, MemoryStore, Secret};
use requires_scope_sqlite::SqliteStore;
use zoho_sandbox::Sandbox;

/// What a user is asked for at the first sign-in, and nothing more.
pub const INITIAL_SCOPE: &str = "ZohoCRM.modules.leads.READ";

/// What Zoho's API console says of a client.
#[derive(Debug)]
pub struct Registration {
    client_id: String,
    client_secret: Secret,
    redirect_uri: String,
    data_center: DataCenter,
}

/// Why there is no client.
#[derive(Debug, thiserror::Error)]
pub enum RegistrationError {
    /// A variable is missing.
    #[error("`{0}` is not set: copy it from Zoho's API console")]
    Absent(&'static str),
    /// `ZOHO_DC` names nothing.
    #[error(
        "`ZOHO_DC` is `{0}`, which is no data centre: write `us`, `eu`, `in`, `au`, `jp`, `ca`, `sa`, `uk` or `cn`"
    )]
    UnknownDataCenter(String),
    /// The folder cannot be made.
    #[error("the folder `{folder}` cannot be made for the data")]
    Folder {
        /// Which.
        folder: String,
        /// Why.
        source: io::Error,
    },
    /// The store or its key cannot be opened.
    #[error("the store in `{folder}` cannot be opened")]
    Store {
        /// Where.
        folder: String,
        /// Why.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What the variables say makes no client.
    #[error("the registration at Zoho is not complete")]
    Incomplete(#[source] requires_scope::Error),
}

impl Registration {
    /// Reads `ZOHO_CLIENT_ID`, `ZOHO_CLIENT_SECRET`, `ZOHO_REDIRECT_URI` and, unless it is `us`, `ZOHO_DC`.
    /// `ZOHO_ACCOUNTS_URL` and `ZOHO_API_URL` name a Zoho whose hosts are in no table, a `zoho-sandbox` for example.
    ///
    /// # Errors
    ///
    /// A variable is missing, or names no data centre.
    pub fn from_environment() -> Result<Registration, RegistrationError> {
        let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let needed = |name| variable(name).ok_or(RegistrationError::Absent(name));
        let location = variable("ZOHO_DC").unwrap_or_else(|| "us".to_owned());
        let data_center = match variable("ZOHO_ACCOUNTS_URL") {
            Some(accounts) => DataCenter::custom(&location, &accounts, &needed("ZOHO_API_URL")?)
                .map_err(RegistrationError::Incomplete)?,
            None => {
                DataCenter::from_location(&location).ok_or(RegistrationError::UnknownDataCenter(location))?
            }
        };
        Ok(Registration {
            client_id: needed("ZOHO_CLIENT_ID")?,
            client_secret: Secret::new(needed("ZOHO_CLIENT_SECRET")?),
            redirect_uri: needed("ZOHO_REDIRECT_URI")?,
            data_center,
        })
    }

    /// Registers the example at a sandbox.
    ///
    /// # Errors
    ///
    /// The sandbox has addresses that cannot be used.
    pub fn at(
        sandbox: &Sandbox,
        name: &str,
        redirect_uri: String,
    ) -> Result<Registration, RegistrationError> {
        let client = sandbox.register_client(name, &redirect_uri);
        let data_center = DataCenter::custom(sandbox.location(), sandbox.accounts_url(), sandbox.api_url())
            .map_err(RegistrationError::Incomplete)?;
        Ok(Registration {
            client_id: client.client_id,
            client_secret: Secret::new(client.client_secret),
            redirect_uri,
            data_center,
        })
    }

    /// The client's name at Zoho.
    pub fn client_id(&self) -> &str {
        &self.client_id
    }

    /// The variables that [`Registration::from_environment`] reads in another process.
    pub fn to_environment(&self) -> [(&'static str, String); 6] {
        [
            ("ZOHO_CLIENT_ID", self.client_id.clone()),
            ("ZOHO_CLIENT_SECRET", self.client_secret.expose().to_owned()),
            ("ZOHO_REDIRECT_URI", self.redirect_uri.clone()),
            ("ZOHO_DC", self.data_center.location().to_owned()),
            ("ZOHO_ACCOUNTS_URL", self.data_center.accounts_url().to_string()),
            ("ZOHO_API_URL", self.data_center.api_url().to_string()),
        ]
    }

    /// A client whose grants are kept in `folder`, in a file that only the key beside it opens.
    ///
    /// # Errors
    ///
    /// The folder or the file cannot be opened, or the registration makes no client.
    pub async fn client(&self, folder: &Path) -> Result<Client, RegistrationError> {
        let named = || folder.display().to_string();
        make_private(folder).map_err(|source| RegistrationError::Folder { folder: named(), source })?;
        let not_opened = |source| RegistrationError::Store { folder: named(), source };
        let keys = KeyRing::open_or_create(folder.join("key")).map_err(|error| not_opened(error.into()))?;
        let file =
            SqliteStore::open(folder.join("grants.db")).await.map_err(|error| not_opened(error.into()))?;
        self.builder().store(file.sealed(keys)).build().map_err(RegistrationError::Incomplete)
    }

    /// A client that forgets everything when the program ends.
    ///
    /// # Errors
    ///
    /// The registration makes no client.
    pub fn forgetful_client(&self) -> Result<Client, RegistrationError> {
        self.builder().store(MemoryStore::new()).build().map_err(RegistrationError::Incomplete)
    }

    fn builder(&self) -> requires_scope::ClientBuilder {
        Client::builder(&self.client_id, self.client_secret.clone(), &self.redirect_uri)
            .data_center(self.data_center.clone())
            .initial_scopes([INITIAL_SCOPE])
    }
}

#[cfg(unix)]
fn make_private(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt as _;

    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

#[cfg(not(unix))]
fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}
