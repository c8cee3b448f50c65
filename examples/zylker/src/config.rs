//! What the person who starts Zylker decides: the flags, and by the environment which Zoho it is.

use std::env;
use std::path::PathBuf;

use clap::Parser;
use requires_scope::{DataCenter, Secret};
use url::{Host, Url};

/// Where Zylker listens unless told otherwise.
const PORT: u16 = 4000;

/// Zylker Marketing: sign in once, read your leads, and allow more only when you need it.
///
/// By itself it uses a sandbox in the same process for Zoho. With ZOHO_CLIENT_ID, ZOHO_CLIENT_SECRET and
/// ZOHO_REDIRECT_URI (such as http://127.0.0.1:4000/scopes/callback), and ZOHO_DC unless it is `us`, it uses the
/// real one. ZOHO_ACCOUNTS_URL and ZOHO_API_URL name a Zoho whose hosts are in no table, a `zoho-sandbox` for example.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Play the whole story without a browser, and say at each step what happened
    #[arg(long, conflicts_with_all = ["port", "data"])]
    pub(crate) tour: bool,

    /// Where to listen on this machine; 0 takes a free port [default: the redirect URI's, or 4000]
    #[arg(long)]
    port: Option<u16>,

    /// Where sessions, grants and the key that seals them are kept [default: beside the program; with the sandbox a
    /// temporary folder]
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
}

impl Arguments {
    /// The port that was asked for, or the one to which the browser will be sent back.
    pub(crate) fn port_for(&self, zoho: &Zoho) -> u16 {
        let sent_back_to = match zoho {
            Zoho::Sandbox => None,
            Zoho::Registered(registration) => local_port(&registration.redirect_uri),
        };
        self.port.or(sent_back_to).unwrap_or(PORT)
    }
}

/// Which Zoho it is.
#[derive(Debug)]
pub(crate) enum Zoho {
    /// One in this process, where everything is registered already.
    Sandbox,
    /// One at which somebody has registered Zylker.
    Registered(Registration),
}

/// What Zoho's API console says of a client.
#[derive(Debug)]
pub(crate) struct Registration {
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret,
    pub(crate) redirect_uri: String,
    pub(crate) data_center: DataCenter,
}

/// What is wrong with the environment.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    #[error("`{absent}` is not set, although `{present}` is: set both, or neither and use the sandbox")]
    Absent { absent: &'static str, present: &'static str },
    #[error(
        "`ZOHO_DC` is `{0}`, which is no data centre: write `us`, `eu`, `in`, `au`, `jp`, `ca`, `sa`, `uk` or `cn`"
    )]
    UnknownDataCenter(String),
    #[error("`ZOHO_ACCOUNTS_URL` and `ZOHO_API_URL` name no data centre")]
    Hosts(#[source] requires_scope::Error),
}

impl Zoho {
    pub(crate) fn from_environment() -> Result<Zoho, ConfigError> {
        Zoho::read(|name| env::var(name).ok())
    }

    fn read(variable: impl Fn(&str) -> Option<String>) -> Result<Zoho, ConfigError> {
        let variable = |name| variable(name).filter(|value| !value.is_empty());
        let Some(client_id) = variable("ZOHO_CLIENT_ID") else {
            let orphan =
                ["ZOHO_CLIENT_SECRET", "ZOHO_REDIRECT_URI"].into_iter().find(|name| variable(name).is_some());
            return match orphan {
                Some(present) => Err(ConfigError::Absent { absent: "ZOHO_CLIENT_ID", present }),
                None => Ok(Zoho::Sandbox),
            };
        };
        let sister =
            |absent| variable(absent).ok_or(ConfigError::Absent { absent, present: "ZOHO_CLIENT_ID" });
        Ok(Zoho::Registered(Registration {
            client_id,
            client_secret: Secret::new(sister("ZOHO_CLIENT_SECRET")?),
            redirect_uri: sister("ZOHO_REDIRECT_URI")?,
            data_center: data_center(variable)?,
        }))
    }
}

fn data_center(variable: impl Fn(&'static str) -> Option<String>) -> Result<DataCenter, ConfigError> {
    let location = variable("ZOHO_DC").unwrap_or_else(|| "us".to_owned());
    match (variable("ZOHO_ACCOUNTS_URL"), variable("ZOHO_API_URL")) {
        (Some(accounts), Some(api)) => {
            DataCenter::custom(&location, &accounts, &api).map_err(ConfigError::Hosts)
        }
        (Some(_), None) => Err(ConfigError::Absent { absent: "ZOHO_API_URL", present: "ZOHO_ACCOUNTS_URL" }),
        (None, Some(_)) => Err(ConfigError::Absent { absent: "ZOHO_ACCOUNTS_URL", present: "ZOHO_API_URL" }),
        (None, None) => DataCenter::from_location(&location).ok_or(ConfigError::UnknownDataCenter(location)),
    }
}

/// The port of a redirect URI that leads straight to this machine, and not to a proxy before it.
fn local_port(redirect_uri: &str) -> Option<u16> {
    let redirect_uri = Url::parse(redirect_uri).ok()?;
    let is_local = match redirect_uri.host()? {
        Host::Domain(domain) => domain == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    };
    redirect_uri.port().filter(|_| is_local)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: (&str, &str) = ("ZOHO_CLIENT_ID", "1000.ZYLKER");
    const SECRET: (&str, &str) = ("ZOHO_CLIENT_SECRET", "s3cret");
    const REDIRECT: (&str, &str) = ("ZOHO_REDIRECT_URI", "http://127.0.0.1:4100/scopes/callback");

    fn read(variables: &[(&str, &str)]) -> Result<Zoho, String> {
        let value = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        Zoho::read(|name| value(name).map(|value| (*value).to_owned())).map_err(|error| error.to_string())
    }

    fn registration(variables: &[(&str, &str)]) -> Registration {
        match read(variables) {
            Ok(Zoho::Registered(registration)) => registration,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn nothing_set_means_the_sandbox() {
        assert!(matches!(read(&[]), Ok(Zoho::Sandbox)));
        assert!(matches!(read(&[("ZOHO_CLIENT_ID", "")]), Ok(Zoho::Sandbox)));
    }

    #[test]
    fn the_real_zoho_is_in_the_united_states_unless_told_otherwise() {
        assert_eq!(registration(&[ID, SECRET, REDIRECT]).data_center, DataCenter::Us);
        assert_eq!(registration(&[ID, SECRET, REDIRECT, ("ZOHO_DC", "eu")]).data_center, DataCenter::Eu);
        let own = [
            ID,
            SECRET,
            REDIRECT,
            ("ZOHO_ACCOUNTS_URL", "http://127.0.0.1:1"),
            ("ZOHO_API_URL", "http://127.0.0.1:2"),
        ];
        assert_eq!(registration(&own).data_center.api_url().port(), Some(2));
    }

    #[test]
    fn what_is_set_in_part_is_named() {
        let cases: [(&[(&str, &str)], &str); 5] = [
            (&[ID], "`ZOHO_CLIENT_SECRET` is not set, although `ZOHO_CLIENT_ID` is"),
            (&[ID, SECRET], "`ZOHO_REDIRECT_URI` is not set, although `ZOHO_CLIENT_ID` is"),
            (&[SECRET], "`ZOHO_CLIENT_ID` is not set, although `ZOHO_CLIENT_SECRET` is"),
            (&[ID, SECRET, REDIRECT, ("ZOHO_DC", "moon")], "`ZOHO_DC` is `moon`"),
            (
                &[ID, SECRET, REDIRECT, ("ZOHO_API_URL", "http://127.0.0.1:2")],
                "`ZOHO_ACCOUNTS_URL` is not set",
            ),
        ];
        for (variables, expected) in cases {
            let error = read(variables).expect_err("an incomplete environment");
            assert!(error.starts_with(expected), "{error}");
        }
    }

    #[test]
    fn the_port_is_the_one_that_the_browser_comes_back_to() {
        let arguments = |port| Arguments { tour: false, port, data: None };
        let at = |uri| Zoho::Registered(registration(&[ID, SECRET, ("ZOHO_REDIRECT_URI", uri)]));
        assert_eq!(arguments(None).port_for(&Zoho::Sandbox), 4000);
        assert_eq!(arguments(None).port_for(&at(REDIRECT.1)), 4100);
        assert_eq!(arguments(Some(1)).port_for(&at(REDIRECT.1)), 1);
        assert_eq!(arguments(None).port_for(&at("https://zylker.example:8443/scopes/callback")), 4000);
    }

    #[test]
    fn the_secret_is_not_printed() {
        assert!(!format!("{:?}", registration(&[ID, SECRET, REDIRECT])).contains(SECRET.1));
    }
}
