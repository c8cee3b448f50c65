//! Zoho's data centres: which hosts may ever get a token.

use std::borrow::Cow;

use url::Url;

use crate::error::Error;

/// One of Zoho's regions: the accounts host that knows its users and the API host that holds their data.
///
/// A user lives in one data centre and an application is registered in one; they need not be the same. Zoho
/// tells the user's in the callback of an authorization (`location`, `accounts-server`).
///
/// Source: <https://www.zoho.com/accounts/protocol/oauth/multi-dc/client-authorization.html>.
///
/// # Examples
///
/// ```
/// use requires_scope::DataCenter;
///
/// assert_eq!(DataCenter::Eu.location(), "eu");
/// assert_eq!(DataCenter::Ca.accounts_url().as_str(), "https://accounts.zohocloud.ca/");
/// assert_eq!(DataCenter::from_location("in"), Some(DataCenter::In));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DataCenter {
    /// United States.
    Us,
    /// European Union.
    Eu,
    /// India.
    In,
    /// Australia.
    Au,
    /// Japan.
    Jp,
    /// Canada.
    Ca,
    /// Saudi Arabia.
    Sa,
    /// United Kingdom. Its API host follows the pattern of the others and is not documented.
    Uk,
    /// China. Applications are registered there separately.
    Cn,
    /// United Arab Emirates. Its hosts follow the pattern of the others and are not documented.
    Ae,
    /// A data centre that is not in the table, or a sandbox: see [`DataCenter::custom`].
    Custom(Box<CustomDataCenter>),
}

/// The hosts of a [`DataCenter::custom`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomDataCenter {
    location: String,
    accounts: Url,
    api: Url,
}

struct Hosts {
    location: &'static str,
    accounts: &'static str,
    api: &'static str,
}

impl DataCenter {
    const TABLE: [DataCenter; 10] = [
        DataCenter::Us,
        DataCenter::Eu,
        DataCenter::In,
        DataCenter::Au,
        DataCenter::Jp,
        DataCenter::Ca,
        DataCenter::Sa,
        DataCenter::Uk,
        DataCenter::Cn,
        DataCenter::Ae,
    ];

    /// A data centre by its hosts: a new one of Zoho's, or a sandbox on this machine.
    ///
    /// # Errors
    ///
    /// When a URL cannot be read, has no host, or is neither `https` nor plain `http` to a loopback address.
    ///
    /// # Examples
    ///
    /// ```
    /// use requires_scope::DataCenter;
    ///
    /// let sandbox = DataCenter::custom("us", "http://127.0.0.1:4001", "http://127.0.0.1:4002")?;
    /// assert_eq!(sandbox.location(), "us");
    /// assert!(DataCenter::custom("xx", "http://accounts.example", "https://api.example").is_err());
    /// # Ok::<(), requires_scope::Error>(())
    /// ```
    pub fn custom(location: &str, accounts_url: &str, api_url: &str) -> Result<DataCenter, Error> {
        Ok(DataCenter::Custom(Box::new(CustomDataCenter {
            location: location.to_owned(),
            accounts: secure_url("the accounts URL of a data centre", accounts_url)?,
            api: secure_url("the API URL of a data centre", api_url)?,
        })))
    }

    /// The data centre that Zoho calls `location` in a callback, if it is in the table.
    pub fn from_location(location: &str) -> Option<DataCenter> {
        Self::TABLE.into_iter().find(|known| known.location() == location)
    }

    /// Zoho's word for it: `us`, `eu`, ….
    pub fn location(&self) -> &str {
        match self {
            DataCenter::Custom(custom) => &custom.location,
            known => known.hosts().location,
        }
    }

    /// Where tokens and consent are asked for.
    pub fn accounts_url(&self) -> Cow<'_, Url> {
        match self {
            DataCenter::Custom(custom) => Cow::Borrowed(&custom.accounts),
            known => Cow::Owned(table_url(known.hosts().accounts)),
        }
    }

    /// Where the CRM's API is called, unless a token answer names another host of the table (`api_domain`).
    pub fn api_url(&self) -> Cow<'_, Url> {
        match self {
            DataCenter::Custom(custom) => Cow::Borrowed(&custom.api),
            known => Cow::Owned(table_url(known.hosts().api)),
        }
    }

    fn hosts(&self) -> Hosts {
        let (location, accounts, api) = match self {
            DataCenter::Us | DataCenter::Custom(_) => {
                ("us", "https://accounts.zoho.com", "https://www.zohoapis.com")
            }
            DataCenter::Eu => ("eu", "https://accounts.zoho.eu", "https://www.zohoapis.eu"),
            DataCenter::In => ("in", "https://accounts.zoho.in", "https://www.zohoapis.in"),
            DataCenter::Au => ("au", "https://accounts.zoho.com.au", "https://www.zohoapis.com.au"),
            DataCenter::Jp => ("jp", "https://accounts.zoho.jp", "https://www.zohoapis.jp"),
            DataCenter::Ca => ("ca", "https://accounts.zohocloud.ca", "https://www.zohoapis.ca"),
            DataCenter::Sa => ("sa", "https://accounts.zoho.sa", "https://www.zohoapis.sa"),
            DataCenter::Uk => ("uk", "https://accounts.zoho.uk", "https://www.zohoapis.uk"),
            DataCenter::Cn => ("cn", "https://accounts.zoho.com.cn", "https://www.zohoapis.com.cn"),
            DataCenter::Ae => ("ae", "https://accounts.zoho.ae", "https://www.zohoapis.ae"),
        };
        Hosts { location, accounts, api }
    }
}

/// The data centres that one client knows: Zoho's table and what the configuration adds or replaces.
#[derive(Clone, Debug)]
pub(crate) struct DataCenters {
    configured: Vec<DataCenter>,
}

impl DataCenters {
    pub(crate) fn new(configured: Vec<DataCenter>) -> DataCenters {
        DataCenters { configured }
    }

    pub(crate) fn at(&self, location: &str) -> Option<DataCenter> {
        self.configured
            .iter()
            .find(|known| known.location() == location)
            .cloned()
            .or_else(|| if self.sandboxed() { None } else { DataCenter::from_location(location) })
    }

    /// The data centre of a callback. Both hints must name the same one of the table; neither is followed.
    pub(crate) fn of_callback(
        &self,
        location: Option<&str>,
        accounts_server: Option<&str>,
    ) -> Option<DataCenter> {
        let known = self.at(location?)?;
        match accounts_server {
            Some(server) => {
                let server = Url::parse(server).ok()?;
                (server.origin() == known.accounts_url().origin()).then_some(known)
            }
            None => Some(known),
        }
    }

    /// Whether a token may be sent to `url`: it has the origin of an API host of the table. The CRM's sandboxes and
    /// developer editions have hosts of their own beside that of the data centre, as Zoho's SDKs list them.
    pub(crate) fn is_api(&self, url: &Url) -> bool {
        let table: &[DataCenter] = if self.sandboxed() { &[] } else { &DataCenter::TABLE };
        self.configured.iter().chain(table).any(|center| {
            let api = center.api_url();
            api.origin() == url.origin() || is_other_edition(&api, url)
        })
    }

    /// Whether the `api_domain` of a token answer is one of the table.
    pub(crate) fn is_api_domain(&self, domain: &str) -> bool {
        Url::parse(domain)
            .is_ok_and(|url| url.username().is_empty() && url.password().is_none() && self.is_api(&url))
    }

    /// A configuration with a sandbox in it must never fall through to the real Zoho.
    fn sandboxed(&self) -> bool {
        self.configured.iter().any(|known| known.accounts_url().scheme() == "http")
    }
}

/// `https://sandbox.zohoapis.eu` and `https://developer.zohoapis.eu` beside `https://www.zohoapis.eu`.
fn is_other_edition(api: &Url, url: &Url) -> bool {
    let after = |prefix: &str, url: &Url| url.host_str()?.strip_prefix(prefix).map(str::to_owned);
    let Some(domain) = after("www.zohoapis.", api) else { return false };
    let edition = ["sandbox.zohoapis.", "developer.zohoapis."].iter().find_map(|prefix| after(prefix, url));
    edition.is_some_and(|edition| edition == domain)
        && url.scheme() == api.scheme()
        && url.port_or_known_default() == api.port_or_known_default()
}

/// Reads a URL that may carry a secret: `https`, or plain `http` that does not leave the machine.
pub(crate) fn secure_url(what: &'static str, text: &str) -> Result<Url, Error> {
    let url = Url::parse(text).map_err(|_| Error::configuration(format!("{what} is no URL: `{text}`")))?;
    let loopback = match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(Error::configuration(format!("{what} has no host: `{text}`"))),
    };
    match url.scheme() {
        "https" => Ok(url),
        "http" if loopback => Ok(url),
        _ => {
            Err(Error::configuration(format!("{what} must be `https`, or `http` on this machine: `{text}`")))
        }
    }
}

fn table_url(text: &'static str) -> Url {
    Url::parse(text).expect("the URLs of the table are well formed")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_is_found_by_its_location() {
        for center in DataCenter::TABLE {
            assert_eq!(DataCenter::from_location(center.location()), Some(center.clone()));
            assert_eq!(center.accounts_url().scheme(), "https");
            assert_eq!(center.api_url().scheme(), "https");
        }
    }

    #[test]
    fn a_callback_may_name_only_the_table() {
        let centers = DataCenters::new(vec![DataCenter::Us]);
        let of = |location, server| centers.of_callback(location, server);
        assert_eq!(of(Some("in"), Some("https://accounts.zoho.in")), Some(DataCenter::In));
        assert_eq!(of(Some("in"), None), Some(DataCenter::In));
        assert_eq!(of(Some("in"), Some("https://accounts.zoho.eu")), None);
        assert_eq!(of(Some("in"), Some("https://accounts.zoho.in.evil.example")), None);
        assert_eq!(of(Some("evil"), Some("https://accounts.evil.example")), None);
        assert_eq!(of(None, None), None);
    }

    #[test]
    fn what_only_looks_like_the_table_is_not_of_it() {
        let centers = DataCenters::new(vec![DataCenter::Us]);
        for server in [
            "https://accounts.zoho.in@evil.example",
            "https://accounts.zoho.in:8443",
            "http://accounts.zoho.in",
            "https://accounts.zoho.in.",
            "//accounts.zoho.in",
            "",
        ] {
            assert_eq!(centers.of_callback(Some("in"), Some(server)), None, "{server}");
        }
        for domain in [
            "https://www.zohoapis.in@evil.example",
            "https://evil@www.zohoapis.in",
            "https://www.zohoapis.in:8443",
            "http://www.zohoapis.in",
            "https://zohoapis.in.evil.example",
            "https://sandbox.zohoapis.evil",
            "https://anything.zohoapis.in",
            "http://sandbox.zohoapis.in",
            "www.zohoapis.in",
        ] {
            assert!(!centers.is_api_domain(domain), "{domain}");
        }
        for domain in
            ["https://www.zohoapis.in", "https://sandbox.zohoapis.eu", "https://developer.zohoapis.com.au"]
        {
            assert!(centers.is_api_domain(domain), "{domain}");
        }
    }

    #[test]
    fn a_configured_data_center_adds_to_the_table_and_wins_over_it() {
        let new =
            DataCenter::custom("xx", "https://accounts.zoho.xx", "https://www.zohoapis.xx").expect("hosts");
        let moved =
            DataCenter::custom("uk", "https://accounts.zoho.uk", "https://api.zoho.uk").expect("hosts");
        let centers = DataCenters::new(vec![new.clone(), moved.clone(), DataCenter::Us]);
        assert_eq!(centers.of_callback(Some("xx"), Some("https://accounts.zoho.xx")), Some(new));
        assert_eq!(centers.at("uk"), Some(moved));
        assert!(
            centers.is_api_domain("https://www.zohoapis.xx") && centers.is_api_domain("https://api.zoho.uk")
        );
        assert_eq!(centers.at("ae"), Some(DataCenter::Ae));
    }

    #[test]
    fn a_sandbox_never_falls_through_to_the_real_zoho() {
        let sandbox =
            DataCenter::custom("us", "http://127.0.0.1:1", "http://127.0.0.1:2").expect("a sandbox");
        let centers = DataCenters::new(vec![sandbox]);
        assert_eq!(centers.at("eu"), None);
        assert!(!centers.is_api(&table_url("https://www.zohoapis.com")));
        assert!(centers.is_api(&table_url("http://127.0.0.1:2/crm/v8/Leads")));
    }
}
