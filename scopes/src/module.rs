//! The modules of Zoho CRM: from the name in a path to the segment in a scope.

use core::error::Error;
use core::fmt;

use crate::spelling::edits_within;

/// The API names as paths spell them, with their segments, sorted by segment.
const MODULES: [(&str, &str); 31] = [
    ("Accounts", "accounts"),
    ("Activities", "activities"),
    ("Appointments__s", "appointments"),
    ("Appointments_Rescheduled_History__s", "appointments_rescheduled_history"),
    ("Approvals", "approvals"),
    ("Attachments", "attachments"),
    ("Calls", "calls"),
    ("Campaigns", "campaigns"),
    ("Cases", "cases"),
    ("Contacts", "contacts"),
    ("Custom", CUSTOM),
    ("Dashboards", "dashboards"),
    ("Deals", "deals"),
    ("Emails", "emails"),
    ("Entity_Scores__s", "entity_scores"),
    ("Events", "events"),
    ("Forecasts", "forecasts"),
    ("Invoices", "invoices"),
    ("Leads", "leads"),
    ("Locking_Information__s", "lockinginformation"),
    ("Notes", "notes"),
    ("Price_Books", "pricebooks"),
    ("Products", "products"),
    ("Purchase_Orders", "purchaseorders"),
    ("Quotes", "quotes"),
    ("Sales_Orders", "salesorders"),
    ("Search", "search"),
    ("Services__s", "services"),
    ("Solutions", "solutions"),
    ("Tasks", "tasks"),
    ("Vendors", "vendors"),
];

/// Names that Zoho's own pages use beside the API names.
const ALIASES: [(&str, &str); 2] = [("Meetings", "events"), ("Potentials", "deals")];

/// The segment that every module shares which users have made.
const CUSTOM: &str = "custom";

/// Words that begin other paths of the API, so that no module is meant by them.
const RESERVED: [&str; 11] =
    ["actions", "bulk", "coql", "crm", "files", "org", "read", "settings", "upload", "users", "write"];

/// The end of the API names that Zoho keeps for its own modules.
const SYSTEM: &str = "__s";

/// A longer name is no API name of a module.
const LONGEST_NAME: usize = 64;

/// The segment that stands for a module in a scope, by the module's API name in whatever case.
///
/// Underscores do not count, and the former name of a module is as good as its name. A well-formed name that resembles
/// none of Zoho's modules is one that users have made: they all share the segment `custom`. A name that does resemble
/// one is taken for a slip, since asking for another module's scope would be worse than refusing.
///
/// # Examples
///
/// ```
/// use zoho_scopes::module::segment;
///
/// assert_eq!(segment("Price_Books"), Ok("pricebooks"));
/// assert_eq!(segment("Potentials"), Ok("deals"));
/// assert_eq!(segment("Meetings"), Ok("events"));
/// assert_eq!(segment("Space_Ships"), Ok("custom"));
/// assert_eq!(segment("Contcts").unwrap_err().nearest(), Some("Contacts"));
/// ```
///
/// # Errors
///
/// When `api_name` is no API name, or is spelt almost as one of Zoho's modules or as another word of the API.
pub fn segment(api_name: &str) -> Result<&'static str, UnknownModule> {
    let named = MODULES.iter().chain(&ALIASES);
    if let Some((_, segment)) = named.clone().find(|(name, _)| same(name, api_name)) {
        return Ok(segment);
    }
    let slips = |word: &'static str| {
        let spellings = [word, strip_system(word)].into_iter();
        let edits = |name: &str| edits_within(tolerated(word), name.as_bytes(), api_name.as_bytes());
        spellings.filter_map(edits).min().map(|edits| (edits, word))
    };
    let words = named.map(|(name, _)| *name).chain(RESERVED);
    let nearest = words.filter_map(slips).min_by_key(|(edits, _)| *edits).map(|(_, word)| word);
    match nearest {
        None if is_name(api_name) && strip_system(api_name) == api_name => Ok(CUSTOM),
        _ => Err(UnknownModule { nearest: nearest.filter(|word| !RESERVED.contains(word)) }),
    }
}

/// The API names of Zoho's own modules, each with the segment that [`segment`] gives for it.
///
/// # Examples
///
/// ```
/// assert!(zoho_scopes::module::names().any(|name| name == ("Sales_Orders", "salesorders")));
/// ```
pub fn names() -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    MODULES.iter().filter(|(_, segment)| *segment != CUSTOM).copied()
}

/// A name is not that of a module of Zoho CRM.
///
/// # Examples
///
/// ```
/// let error = zoho_scopes::module::segment("Leeds").unwrap_err();
/// assert_eq!(error.to_string(), "no module of Zoho CRM has this name: did you mean `Leads`?");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownModule {
    nearest: Option<&'static str>,
}

impl UnknownModule {
    /// The API name that was probably meant.
    ///
    /// # Examples
    ///
    /// ```
    /// use zoho_scopes::module::segment;
    ///
    /// assert_eq!(segment("Sales_Order").unwrap_err().nearest(), Some("Sales_Orders"));
    /// assert_eq!(segment("9 lives").unwrap_err().nearest(), None);
    /// ```
    pub const fn nearest(&self) -> Option<&'static str> {
        self.nearest
    }
}

impl fmt::Display for UnknownModule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no module of Zoho CRM has this name: ")?;
        match self.nearest {
            Some(nearest) => write!(f, "did you mean `{nearest}`?"),
            None => f.write_str("write its API name, as in `Price_Books`"),
        }
    }
}

impl Error for UnknownModule {}

/// Whether two names differ in case and underscores only.
fn same(ours: &str, theirs: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = u8> {
        name.bytes().filter(|byte| *byte != b'_').map(|byte| byte.to_ascii_lowercase())
    }
    letters(ours).eq(letters(theirs))
}

fn strip_system(name: &str) -> &str {
    match name.len().checked_sub(SYSTEM.len()).and_then(|at| name.split_at_checked(at)) {
        Some((stem, end)) if end.eq_ignore_ascii_case(SYSTEM) => stem,
        _ => name,
    }
}

fn is_name(name: &str) -> bool {
    let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
    first
        && name.len() <= LONGEST_NAME
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// How many slips a name may have: short names of other things are too alike for two.
fn tolerated(name: &str) -> usize {
    if name.len() < 7 { 1 } else { 2 }
}
