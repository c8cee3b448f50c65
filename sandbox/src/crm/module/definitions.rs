//! The modules as data.
//!
//! API names are those of Zoho's standard modules; of the fields only those are here that integrations use most. What
//! is mandatory, and what an upsert checks, is as Zoho's pages on inserting and upserting records list it.
//!
//! Which fields are unique is set for each organization. That the addresses of leads and contacts are is the sandbox's
//! choice: so the error for duplicates can be met.

use super::{
    super::field::{
        Field,
        Kind::{
            Boolean, Currency, Date, DateTime, Decimal, Email, Integer, LongText, Lookup, Phone, PickList,
            Subform, Text, Website,
        },
    },
    Definition, Module,
    pick_lists::{LEAD_SOURCES, LEAD_STATUSES, PRIORITIES, STAGES},
};

const DESCRIPTION: Field = Field::new("Description", LongText);
const SUBJECT: Field = Field::new("Subject", Text).mandatory();
const STATUS: Field = Field::new("Status", Text);
const ACCOUNT: Field = Field::new("Account_Name", Lookup("Accounts"));
const CONTACT: Field = Field::new("Contact_Name", Lookup("Contacts"));
const DEAL: Field = Field::new("Deal_Name", Lookup("Deals"));
const VENDOR: Field = Field::new("Vendor_Name", Lookup("Vendors"));
const GRAND_TOTAL: Field = Field::new("Grand_Total", Currency);

impl Module {
    pub(super) fn definition(self) -> &'static Definition {
        match self {
            Self::Leads => &LEADS,
            Self::Contacts => &CONTACTS,
            Self::Accounts => &ACCOUNTS,
            Self::Deals => &DEALS,
            Self::Campaigns => &CAMPAIGNS,
            Self::Tasks => &TASKS,
            Self::Events => &EVENTS,
            Self::Calls => &CALLS,
            Self::Products => &PRODUCTS,
            Self::Quotes => &QUOTES,
            Self::SalesOrders => &SALES_ORDERS,
            Self::PurchaseOrders => &PURCHASE_ORDERS,
            Self::Invoices => &INVOICES,
            Self::Vendors => &VENDORS,
            Self::PriceBooks => &PRICE_BOOKS,
            Self::Cases => &CASES,
            Self::Solutions => &SOLUTIONS,
            Self::Notes => &NOTES,
        }
    }
}

static LEADS: Definition = Definition {
    api_name: "Leads",
    singular: "Lead",
    name: "Last_Name",
    duplicate_check: &["Email"],
    fields: &[
        Field::new("Last_Name", Text).mandatory(),
        Field::new("First_Name", Text),
        Field::new("Company", Text),
        Field::new("Email", Email).unique(),
        Field::new("Phone", Phone),
        Field::new("Mobile", Phone),
        Field::new("Website", Website),
        Field::new("Lead_Source", PickList(LEAD_SOURCES)),
        Field::new("Lead_Status", PickList(LEAD_STATUSES)),
        Field::new("Annual_Revenue", Currency),
        Field::new("No_of_Employees", Integer),
        Field::new("Email_Opt_Out", Boolean),
        Field::new("City", Text),
        Field::new("Country", Text),
        DESCRIPTION,
    ],
};

static CONTACTS: Definition = Definition {
    api_name: "Contacts",
    singular: "Contact",
    name: "Last_Name",
    duplicate_check: &["Email"],
    fields: &[
        Field::new("Last_Name", Text).mandatory(),
        Field::new("First_Name", Text),
        Field::new("Email", Email).unique(),
        Field::new("Phone", Phone),
        Field::new("Mobile", Phone),
        ACCOUNT,
        Field::new("Lead_Source", PickList(LEAD_SOURCES)),
        Field::new("Title", Text),
        Field::new("Department", Text),
        Field::new("Date_of_Birth", Date),
        Field::new("Email_Opt_Out", Boolean),
        Field::new("Mailing_City", Text),
        Field::new("Mailing_Country", Text),
        DESCRIPTION,
    ],
};

static ACCOUNTS: Definition = Definition {
    api_name: "Accounts",
    singular: "Account",
    name: "Account_Name",
    duplicate_check: &["Account_Name"],
    fields: &[
        Field::new("Account_Name", Text).mandatory(),
        Field::new("Phone", Phone),
        Field::new("Website", Website),
        Field::new("Industry", Text),
        Field::new("Annual_Revenue", Currency),
        Field::new("Employees", Integer),
        Field::new("Billing_City", Text),
        Field::new("Billing_Country", Text),
        DESCRIPTION,
    ],
};

static DEALS: Definition = Definition {
    api_name: "Deals",
    singular: "Deal",
    name: "Deal_Name",
    duplicate_check: &["Deal_Name"],
    fields: &[
        Field::new("Deal_Name", Text).mandatory(),
        Field::new("Stage", PickList(STAGES)).mandatory(),
        Field::new("Amount", Currency),
        Field::new("Closing_Date", Date),
        Field::new("Probability", Integer),
        ACCOUNT,
        CONTACT,
        Field::new("Lead_Source", PickList(LEAD_SOURCES)),
        Field::new("Type", Text),
        Field::new("Next_Step", Text),
        DESCRIPTION,
    ],
};

static CAMPAIGNS: Definition = Definition {
    api_name: "Campaigns",
    singular: "Campaign",
    name: "Campaign_Name",
    duplicate_check: &["Campaign_Name"],
    fields: &[
        Field::new("Campaign_Name", Text).mandatory(),
        Field::new("Type", Text),
        STATUS,
        Field::new("Start_Date", Date),
        Field::new("End_Date", Date),
        Field::new("Budgeted_Cost", Currency),
        Field::new("Actual_Cost", Currency),
        Field::new("Expected_Revenue", Currency),
        DESCRIPTION,
    ],
};

static TASKS: Definition = Definition {
    api_name: "Tasks",
    singular: "Task",
    name: "Subject",
    duplicate_check: &[],
    fields: &[
        SUBJECT,
        STATUS,
        Field::new("Priority", PickList(PRIORITIES)),
        Field::new("Due_Date", Date),
        Field::new("Closed_Time", DateTime),
        DESCRIPTION,
    ],
};

static EVENTS: Definition = Definition {
    api_name: "Events",
    singular: "Meeting",
    name: "Event_Title",
    duplicate_check: &[],
    fields: &[
        Field::new("Event_Title", Text).mandatory(),
        Field::new("Start_DateTime", DateTime).mandatory(),
        Field::new("End_DateTime", DateTime).mandatory(),
        Field::new("All_day", Boolean),
        Field::new("Venue", Text),
        DESCRIPTION,
    ],
};

static CALLS: Definition = Definition {
    api_name: "Calls",
    singular: "Call",
    name: "Subject",
    duplicate_check: &[],
    fields: &[
        Field::new("Subject", Text),
        Field::new("Call_Type", Text).mandatory(),
        Field::new("Call_Start_Time", DateTime).mandatory(),
        Field::new("Call_Duration", Text).mandatory(),
        Field::new("Call_Result", Text),
        DESCRIPTION,
    ],
};

static PRODUCTS: Definition = Definition {
    api_name: "Products",
    singular: "Product",
    name: "Product_Name",
    duplicate_check: &["Product_Name"],
    fields: &[
        Field::new("Product_Name", Text).mandatory(),
        Field::new("Product_Code", Text),
        Field::new("Product_Active", Boolean),
        VENDOR,
        Field::new("Unit_Price", Currency),
        Field::new("Qty_in_Stock", Decimal),
        DESCRIPTION,
    ],
};

static QUOTES: Definition = Definition {
    api_name: "Quotes",
    singular: "Quote",
    name: "Subject",
    duplicate_check: &["Subject"],
    fields: &[
        SUBJECT,
        Field::new("Quoted_Items", Subform).mandatory(),
        Field::new("Quote_Stage", Text),
        Field::new("Valid_Till", Date),
        ACCOUNT,
        CONTACT,
        DEAL,
        GRAND_TOTAL,
        DESCRIPTION,
    ],
};

static SALES_ORDERS: Definition = Definition {
    api_name: "Sales_Orders",
    singular: "Sales Order",
    name: "Subject",
    duplicate_check: &["Subject"],
    fields: &[
        SUBJECT,
        Field::new("Ordered_Items", Subform).mandatory(),
        STATUS,
        Field::new("Due_Date", Date),
        ACCOUNT,
        CONTACT,
        DEAL,
        GRAND_TOTAL,
        DESCRIPTION,
    ],
};

static PURCHASE_ORDERS: Definition = Definition {
    api_name: "Purchase_Orders",
    singular: "Purchase Order",
    name: "Subject",
    duplicate_check: &["Subject"],
    fields: &[
        SUBJECT,
        Field::new("Vendor_Name", Lookup("Vendors")).mandatory(),
        Field::new("Purchase_Items", Subform).mandatory(),
        STATUS,
        Field::new("PO_Date", Date),
        Field::new("Due_Date", Date),
        GRAND_TOTAL,
        DESCRIPTION,
    ],
};

static INVOICES: Definition = Definition {
    api_name: "Invoices",
    singular: "Invoice",
    name: "Subject",
    duplicate_check: &["Subject"],
    fields: &[
        SUBJECT,
        Field::new("Invoiced_Items", Subform).mandatory(),
        STATUS,
        Field::new("Invoice_Date", Date),
        Field::new("Due_Date", Date),
        ACCOUNT,
        CONTACT,
        GRAND_TOTAL,
        DESCRIPTION,
    ],
};

static VENDORS: Definition = Definition {
    api_name: "Vendors",
    singular: "Vendor",
    name: "Vendor_Name",
    duplicate_check: &["Vendor_Name"],
    fields: &[
        Field::new("Vendor_Name", Text).mandatory(),
        Field::new("Email", Email),
        Field::new("Phone", Phone),
        Field::new("Website", Website),
        Field::new("Category", Text),
        DESCRIPTION,
    ],
};

static PRICE_BOOKS: Definition = Definition {
    api_name: "Price_Books",
    singular: "Price Book",
    name: "Price_Book_Name",
    duplicate_check: &["Price_Book_Name"],
    fields: &[
        Field::new("Price_Book_Name", Text).mandatory(),
        Field::new("Pricing_Details", Subform).mandatory(),
        Field::new("Pricing_Model", Text),
        Field::new("Active", Boolean),
        DESCRIPTION,
    ],
};

static CASES: Definition = Definition {
    api_name: "Cases",
    singular: "Case",
    name: "Subject",
    duplicate_check: &["Subject"],
    fields: &[
        SUBJECT,
        Field::new("Case_Origin", Text).mandatory(),
        Field::new("Status", Text).mandatory(),
        Field::new("Priority", Text),
        Field::new("Email", Email),
        Field::new("Phone", Phone),
        ACCOUNT,
        DEAL,
        DESCRIPTION,
    ],
};

static SOLUTIONS: Definition = Definition {
    api_name: "Solutions",
    singular: "Solution",
    name: "Solution_Title",
    duplicate_check: &["Solution_Title"],
    fields: &[
        Field::new("Solution_Title", Text).mandatory(),
        Field::new("Question", LongText),
        Field::new("Answer", LongText),
        STATUS,
        Field::new("Published", Boolean),
    ],
};

static NOTES: Definition = Definition {
    api_name: "Notes",
    singular: "Note",
    name: "Note_Title",
    duplicate_check: &[],
    fields: &[
        Field::new("Note_Content", LongText).mandatory(),
        Field::new("Note_Title", Text),
        // Its module is that of the record which the note is about, so no lookup of one module.
        Field::new("Parent_Id", Lookup("se_module")).mandatory(),
    ],
};
