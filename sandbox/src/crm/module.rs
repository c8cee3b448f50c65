//! The modules of the CRM: their names, scopes, permissions and fields.

/// A module that the sandbox serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Module {
    Leads,
    Contacts,
    Deals,
}

/// What a call does with the records of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    View,
    Create,
    Edit,
    Delete,
}

/// A field of a module.
pub(crate) struct Field {
    pub(crate) api_name: &'static str,
    pub(crate) data_type: &'static str,
    pub(crate) mandatory: bool,
}

/// The fields that the CRM itself fills in.
pub(crate) const SYSTEM_FIELDS: &[&str] =
    &["id", "Owner", "Created_By", "Created_Time", "Modified_By", "Modified_Time"];

impl Module {
    pub(crate) const ALL: [Self; 3] = [Self::Leads, Self::Contacts, Self::Deals];

    /// The module of that API name; Zoho's own documents write it in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.api_name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn api_name(self) -> &'static str {
        match self {
            Self::Leads => "Leads",
            Self::Contacts => "Contacts",
            Self::Deals => "Deals",
        }
    }

    /// The scope of the action on this module alone.
    pub(crate) fn scope(self, action: Action) -> String {
        let operation = match action {
            Action::View => "READ",
            Action::Create => "CREATE",
            Action::Edit => "UPDATE",
            Action::Delete => "DELETE",
        };
        format!("ZohoCRM.modules.{}.{operation}", self.api_name().to_ascii_lowercase())
    }

    /// The permission that the user's profile must have.
    pub(crate) fn permission(self, action: Action) -> String {
        let verb = match action {
            Action::View => "View",
            Action::Create => "Create",
            Action::Edit => "Edit",
            Action::Delete => "Delete",
        };
        format!("Crm_Implied_{verb}_{}", self.api_name())
    }

    pub(crate) fn fields(self) -> &'static [Field] {
        match self {
            Self::Leads => LEADS,
            Self::Contacts => CONTACTS,
            Self::Deals => DEALS,
        }
    }

    pub(crate) fn has_field(self, name: &str) -> bool {
        SYSTEM_FIELDS.contains(&name) || self.fields().iter().any(|field| field.api_name == name)
    }
}

const fn field(api_name: &'static str, data_type: &'static str) -> Field {
    Field { api_name, data_type, mandatory: false }
}

const fn mandatory(api_name: &'static str, data_type: &'static str) -> Field {
    Field { api_name, data_type, mandatory: true }
}

const LEADS: &[Field] = &[
    mandatory("Last_Name", "text"),
    field("First_Name", "text"),
    field("Company", "text"),
    field("Email", "email"),
    field("Phone", "phone"),
    field("Lead_Source", "text"),
    field("Lead_Status", "text"),
    field("Description", "textarea"),
];

const CONTACTS: &[Field] = &[
    mandatory("Last_Name", "text"),
    field("First_Name", "text"),
    field("Email", "email"),
    field("Phone", "phone"),
    field("Lead_Source", "text"),
    field("Title", "text"),
    field("Description", "textarea"),
];

const DEALS: &[Field] = &[
    mandatory("Deal_Name", "text"),
    mandatory("Stage", "text"),
    field("Amount", "currency"),
    field("Closing_Date", "date"),
    field("Lead_Source", "text"),
    field("Type", "text"),
    field("Description", "textarea"),
];
