//! What a client must offer to be tested.

use std::{error::Error, fmt, future::Future};

use serde_json::{Value, json};

use crate::browser::Person;

/// Why a client under test could not do what it was told; it says nothing about its conformance.
pub type Failure = Box<dyn Error + Send + Sync>;

/// A client of Zoho's incremental authorization.
///
/// It acts for one user. Programs that are not written in Rust implement it in a few lines that start the program and
/// talk to it.
pub trait ClientUnderTest: Send {
    /// Where Zoho is to send browsers back to. The client has the port by now, so that the address can be registered.
    fn redirect_uri(&self) -> String;

    /// Starts the client: against these addresses, with this refresh token.
    fn start(&mut self, zoho: &Setting) -> impl Future<Output = Result<(), Failure>> + Send;

    /// Signs the person in to the client's own application, if it has such a thing.
    fn sign_in(&mut self, person: &mut Person) -> impl Future<Output = Result<(), Failure>> + Send {
        let _ = person;
        async { Ok(()) }
    }

    /// Makes a guarded call for the user.
    ///
    /// A web application lets the person send its form; a program makes the call itself. Where the user must be asked,
    /// it opens its link in the person's browser, goes no further, and says [`Outcome::Asked`].
    fn call(
        &mut self,
        call: GuardedCall,
        person: &mut Person,
    ) -> impl Future<Output = Result<Outcome, Failure>> + Send;

    /// What has become of the last call by now. It is asked after the call, and once the person's browser has come back
    /// from Zoho.
    fn outcome(&mut self, person: &mut Person) -> impl Future<Output = Result<Outcome, Failure>> + Send;
}

/// What a client is configured with.
#[derive(Clone)]
#[non_exhaustive]
pub struct Setting {
    /// The origin of Zoho Accounts.
    pub accounts_url: String,
    /// The origin of the CRM's API.
    pub api_url: String,
    /// What Zoho calls the data centre.
    pub location: String,
    /// The client's id.
    pub client_id: String,
    /// The client's secret.
    pub client_secret: String,
    /// The user's refresh token.
    pub refresh_token: String,
    /// The scopes that the user has granted with it, separated by commas.
    pub scopes: String,
}

/// What has become of a guarded call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent, and Zoho has done it.
    Done,
    /// It waits for the person, who has the client's link open.
    Asked,
    /// It is not done, and nobody is asked; the reason is for people.
    Refused(String),
}

/// A call that needs scopes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GuardedCall {
    /// Reads leads.
    ReadLeads,
    /// Creates a contact.
    CreateContact,
    /// Creates a contact, and then a deal.
    CreateDeal,
}

/// One request of a guarded call to the CRM's API.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ApiRequest {
    /// The HTTP method.
    pub method: &'static str,
    /// The path and query.
    pub target: &'static str,
    /// The JSON to send, if any.
    pub body: Option<Value>,
}

impl GuardedCall {
    /// The scopes that it needs, all of them.
    pub const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::ReadLeads => &["ZohoCRM.modules.leads.READ"],
            Self::CreateContact => &["ZohoCRM.modules.contacts.CREATE"],
            Self::CreateDeal => &["ZohoCRM.modules.contacts.CREATE", "ZohoCRM.modules.deals.CREATE"],
        }
    }

    /// The requests that it sends, one after the other.
    pub fn requests(self) -> Vec<ApiRequest> {
        let post = |target, record: Value| ApiRequest {
            method: "POST",
            target,
            body: Some(json!({ "data": [record] })),
        };
        let contact = || post("/crm/v8/Contacts", json!({ "Last_Name": "Boyle" }));
        let deal = || post("/crm/v8/Deals", json!({ "Deal_Name": "Spring fleet", "Stage": "Qualification" }));
        match self {
            Self::ReadLeads => {
                vec![ApiRequest { method: "GET", target: "/crm/v8/Leads?fields=Last_Name", body: None }]
            }
            Self::CreateContact => vec![contact()],
            Self::CreateDeal => vec![contact(), deal()],
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("is done"),
            Self::Asked => f.write_str("waits for the person"),
            Self::Refused(why) if why.is_empty() => f.write_str("is refused"),
            Self::Refused(why) => write!(f, "is refused ({why})"),
        }
    }
}

impl fmt::Debug for Setting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Setting")
            .field("accounts_url", &self.accounts_url)
            .field("api_url", &self.api_url)
            .field("location", &self.location)
            .field("client_id", &self.client_id)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}
