//! The options of pick lists, as a new organization has them.

pub(super) const LEAD_SOURCES: &[&str] = &[
    "-None-",
    "Advertisement",
    "Cold Call",
    "Employee Referral",
    "External Referral",
    "OnlineStore",
    "Partner",
    "Public Relations",
    "Sales Email Alias",
    "Seminar Partner",
    "Seminar-Internal",
    "Trade Show",
    "Web Download",
    "Web Research",
    "Chat",
];

pub(super) const LEAD_STATUSES: &[&str] = &[
    "-None-",
    "Attempted to Contact",
    "Contact in Future",
    "Contacted",
    "Junk Lead",
    "Lost Lead",
    "Not Contacted",
    "Pre-Qualified",
    "Not Qualified",
];

pub(super) const STAGES: &[&str] = &[
    "Qualification",
    "Needs Analysis",
    "Value Proposition",
    "Identify Decision Makers",
    "Proposal/Price Quote",
    "Negotiation/Review",
    "Closed Won",
    "Closed Lost",
    "Closed Lost to Competition",
];

pub(super) const PRIORITIES: &[&str] = &["High", "Highest", "Low", "Lowest", "Normal"];
