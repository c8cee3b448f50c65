//! The operations of Zoho CRM's API: which scopes a request needs.
//!
//! The verb of a scope cannot be told from the HTTP method, and some requests need several scopes: the table says what
//! Zoho's description of version 8 says. It is looked up by a request, by a path template or by an operation id.

mod call;
mod error;
mod lookup;
mod needs;

use core::{array, fmt};

pub use self::call::Call;
pub use self::error::EndpointError;
pub use self::lookup::{find, find_request, with_id};
pub use self::needs::Needs;
use crate::catalogue::generated;
use crate::table::Table;

/// Every operation of Zoho CRM that is described, sorted by its path template.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::{ENDPOINTS, Method};
///
/// let deletes = ENDPOINTS.iter().filter(|endpoint| endpoint.method == Method::Delete);
/// assert!(deletes.count() > 50);
/// ```
pub const ENDPOINTS: Table<Endpoint> = Table::new(LEN, Endpoint::at);

const LEN: usize = generated::ENDPOINTS.len() / FIELDS;

/// Method, template, id and needs.
const FIELDS: usize = 4;

/// Stands in a path template and in a scope for the module.
const MODULE: &str = "{module}";

/// An operation of the API.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::{ENDPOINTS, Method};
///
/// let search = ENDPOINTS.iter().find(|endpoint| endpoint.id == "searchRecords").expect("it is described");
/// assert_eq!(search.method, Method::Get);
/// assert_eq!(search.template, "/crm/v8/{module}/search");
/// let needs: Vec<Vec<&str>> = search.needs().map(Iterator::collect).collect();
/// assert_eq!(needs, [["ZohoCRM.modules.{module}.READ", "ZohoSearch.securesearch.READ"]]);
/// assert_eq!(search.to_string(), "GET /crm/v8/{module}/search");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Endpoint {
    /// The HTTP method.
    pub method: Method,
    /// The path, with parameters in braces; `{module}` is the API name of a module.
    pub template: &'static str,
    /// The operation id of Zoho's description. A few ids are those of two operations.
    pub id: &'static str,
    /// Alternatives with `|` between them, each of them scopes with `&` between them.
    needs: &'static str,
}

impl Endpoint {
    fn at(place: usize) -> Endpoint {
        let [method, template, id, needs] =
            array::from_fn(|field| generated::ENDPOINTS.get(FIELDS * place + field));
        Endpoint { method: Method::of_row(method), template, id, needs }
    }

    /// What it needs: any of these alternatives, and of an alternative all scopes. In a scope, `{module}` is the segment of
    /// the module that the request is about.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::find;
    ///
    /// let merge = find("mergeRecords")?.endpoint();
    /// # Ok::<(), zoho_scopes::endpoint::EndpointError>(())
    /// ```
    pub fn needs(
        &self,
    ) -> impl Iterator<Item = impl Iterator<Item = &'static str> + Clone + use<>> + Clone + use<> {
        self.needs.split('|').map(|scopes| scopes.split('&'))
    }

    /// Whether the scopes depend on a module.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::find;
    ///
    /// assert!(find("GET /crm/v8/{module}")?.endpoint().takes_module());
    /// assert!(!find("GET /crm/v8/users")?.endpoint().takes_module());
    /// # Ok::<(), zoho_scopes::endpoint::EndpointError>(())
    /// ```
    pub fn takes_module(&self) -> bool {
        self.needs.contains(MODULE)
    }

    fn segments(&self) -> impl Iterator<Item = &'static str> + Clone + use<> {
        self.template.trim_start_matches('/').split('/')
    }
}

/// Method and template.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.template)
    }
}

/// The HTTP method of an operation.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint::Method;
///
/// assert_eq!(Method::from_name("POST"), Some(Method::Post));
/// assert_eq!(Method::from_name("BREW"), None);
/// assert_eq!(Method::Patch.to_string(), "PATCH");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl Method {
    /// Every method that an operation has.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(zoho_scopes::endpoint::Method::EVERY.len(), 5);
    /// ```
    pub const EVERY: [Method; 5] = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];

    /// The method of this name, in whatever case.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint::Method;
    ///
    /// assert_eq!(Method::from_name("delete"), Some(Method::Delete));
    /// ```
    pub fn from_name(name: &str) -> Option<Method> {
        Method::EVERY.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(name))
    }

    /// The method that the table names; it has no others.
    fn of_row(name: &str) -> Method {
        match name.as_bytes() {
            [b'G', ..] => Method::Get,
            [b'P', b'O', ..] => Method::Post,
            [b'P', b'U', ..] => Method::Put,
            [b'P', ..] => Method::Patch,
            _ => Method::Delete,
        }
    }

    /// The name as a request carries it.
    ///
    /// # Examples
    ///
    /// ```
    /// assert_eq!(zoho_scopes::endpoint::Method::Get.as_str(), "GET");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
