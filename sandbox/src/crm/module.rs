//! The modules of the CRM: their names, permissions and fields.

mod definitions;
mod pick_lists;

use serde_json::{Value, json};

use super::field::{Field, Kind};

/// A module that the sandbox serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Module {
    Leads,
    Contacts,
    Accounts,
    Deals,
    Campaigns,
    Tasks,
    Events,
    Calls,
    Products,
    Quotes,
    SalesOrders,
    PurchaseOrders,
    Invoices,
    Vendors,
    PriceBooks,
    Cases,
    Solutions,
    Notes,
}

/// What a call does with the records of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    View,
    Create,
    Edit,
    Delete,
}

/// What distinguishes a module.
#[derive(Debug)]
struct Definition {
    api_name: &'static str,
    singular: &'static str,
    /// What names a record, as a lookup shows it.
    name: &'static str,
    /// Zoho's "system-defined duplicate check fields", by which an upsert finds the record to update.
    duplicate_check: &'static [&'static str],
    fields: &'static [Field],
}

/// The fields that the CRM itself fills in, in every module.
pub(crate) const SYSTEM_FIELDS: &[Field] = &[
    Field::new("id", Kind::Text).read_only(),
    Field::new("Owner", Kind::Owner),
    Field::new("Created_By", Kind::Owner).read_only(),
    Field::new("Created_Time", Kind::DateTime).read_only(),
    Field::new("Modified_By", Kind::Owner).read_only(),
    Field::new("Modified_Time", Kind::DateTime).read_only(),
];

impl Module {
    pub(crate) const ALL: [Self; 18] = [
        Self::Leads,
        Self::Contacts,
        Self::Accounts,
        Self::Deals,
        Self::Campaigns,
        Self::Tasks,
        Self::Events,
        Self::Calls,
        Self::Products,
        Self::Quotes,
        Self::SalesOrders,
        Self::PurchaseOrders,
        Self::Invoices,
        Self::Vendors,
        Self::PriceBooks,
        Self::Cases,
        Self::Solutions,
        Self::Notes,
    ];

    /// The module of that API name; Zoho's own documents write it in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|module| module.api_name().eq_ignore_ascii_case(name))
    }

    pub(crate) fn api_name(self) -> &'static str {
        self.definition().api_name
    }

    pub(crate) fn singular(self) -> &'static str {
        self.definition().singular
    }

    /// The id of the module itself.
    pub(crate) fn id(self) -> String {
        (4_150_868_000_000_002_175 + 2 * self as u64).to_string()
    }

    /// The name of a record of this module, as a lookup shows it.
    pub(crate) fn name_of(self, record: &serde_json::Map<String, Value>) -> Value {
        record.get(self.definition().name).cloned().unwrap_or_else(|| json!(""))
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

    pub(crate) fn duplicate_check(self) -> &'static [&'static str] {
        self.definition().duplicate_check
    }

    /// The fields that people fill in, and then those of the CRM.
    pub(crate) fn fields(self) -> impl Iterator<Item = &'static Field> {
        self.definition().fields.iter().chain(SYSTEM_FIELDS)
    }

    pub(crate) fn field(self, api_name: &str) -> Option<&'static Field> {
        self.fields().find(|field| field.api_name == api_name)
    }
}
