//! An operation and the module it is about.

use super::{Endpoint, EndpointError, Needs};
use crate::module;

/// An operation of the API, and the module that the path names, if it names one.
///
/// # Examples
///
/// ```
/// use zoho_scopes::endpoint;
///
/// let call = endpoint::find("POST /crm/v8/Price_Books")?;
/// assert_eq!(call.endpoint().id, "createRecords");
/// assert_eq!(call.module(), Some("pricebooks"));
/// assert_eq!(call.needs()?.to_string(), "ZohoCRM.modules.pricebooks.CREATE");
/// # Ok::<(), endpoint::EndpointError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    endpoint: Endpoint,
    module: Option<&'static str>,
}

impl Call {
    pub(crate) const fn new(endpoint: Endpoint, module: Option<&'static str>) -> Self {
        Self { endpoint, module }
    }

    /// The operation.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint;
    ///
    /// let call = endpoint::find("getUsers")?;
    /// assert_eq!(call.endpoint().template, "/crm/v8/users");
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    pub const fn endpoint(&self) -> Endpoint {
        self.endpoint
    }

    /// The segment that the module has in scopes; `None` if the path names no module.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint;
    ///
    /// assert_eq!(endpoint::find("GET /crm/v8/Space_Ships")?.module(), Some("custom"));
    /// assert_eq!(endpoint::find("GET /crm/v8/{module}")?.module(), None);
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    pub const fn module(&self) -> Option<&'static str> {
        self.module
    }

    /// The call about the module of this API name: for templates, and for requests whose body names the module.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint;
    ///
    /// let query = endpoint::find("POST /crm/v8/coql")?.about("Sales_Orders")?;
    /// assert_eq!(query.needs()?.to_string(), "ZohoCRM.modules.salesorders.READ and ZohoCRM.coql.READ");
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When [`module::segment`] refuses the name.
    pub fn about(self, api_name: &str) -> Result<Call, EndpointError> {
        let module = module::segment(api_name).map_err(EndpointError::module)?;
        Ok(Self { module: Some(module), ..self })
    }

    /// What the call needs.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::endpoint;
    ///
    /// let call = endpoint::find("GET /crm/v8/{module}/{id}/Notes")?;
    /// assert_eq!(
    ///     call.needs().unwrap_err().to_string(),
    ///     "what `GET /crm/v8/{module}/{parent_record_id}/Notes` needs depends on the module: name it",
    /// );
    /// assert_eq!(
    ///     call.about("Deals")?.needs()?.to_string(),
    ///     "ZohoCRM.modules.deals.READ and ZohoCRM.modules.notes.READ",
    /// );
    /// # Ok::<(), endpoint::EndpointError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// When the scopes depend on a module that is not named, or the catalogue has none for this module.
    pub fn needs(&self) -> Result<Needs, EndpointError> {
        Needs::of(self.endpoint, self.module)
    }
}
