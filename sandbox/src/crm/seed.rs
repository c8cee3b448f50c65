//! The records with which every sandbox begins.

use serde_json::{Value, json};

use super::records::Record;

pub(crate) fn leads() -> Vec<Record> {
    let lead = |first: &str, last: &str, company: &str, source: &str, status: &str| {
        let email = format!("{}@{}.example", first.to_lowercase(), company.to_lowercase().replace(' ', "-"));
        record(json!({
            "First_Name": first,
            "Last_Name": last,
            "Company": company,
            "Email": email,
            "Lead_Source": source,
            "Lead_Status": status,
        }))
    };
    vec![
        lead("Amina", "Okafor", "Harbor Lights", "Trade Show", "Contacted"),
        lead("Jonas", "Lindqvist", "Nordwind Cycles", "Web Download", "Not Contacted"),
        lead("Priya", "Raman", "Blue Lotus Foods", "Seminar Partner", "Contact in Future"),
        lead("Mateo", "Vargas", "Casa Vargas", "Advertisement", "Attempted to Contact"),
        lead("Hannah", "Weiss", "Weiss Optics", "Trade Show", "Pre-Qualified"),
        lead("Kenji", "Mori", "Mori Paper", "Cold Call", "Not Contacted"),
    ]
}

pub(crate) fn deals() -> Vec<Record> {
    let deal = |name: &str, stage: &str, amount: f64, closing: &str, source: &str| {
        record(json!({
            "Deal_Name": name,
            "Stage": stage,
            "Amount": amount,
            "Closing_Date": closing,
            "Lead_Source": source,
        }))
    };
    vec![
        deal("Harbor Lights: spring fleet", "Qualification", 12_500.0, "2027-02-28", "Trade Show"),
        deal("Nordwind Cycles: rollout", "Needs Analysis", 48_000.0, "2027-03-31", "Web Download"),
        deal("Blue Lotus Foods: pilot", "Value Proposition", 9_800.0, "2027-01-15", "Seminar Partner"),
        deal("Casa Vargas: renewal", "Proposal/Price Quote", 22_400.0, "2026-12-20", "Advertisement"),
        deal("Weiss Optics: expansion", "Negotiation/Review", 75_000.0, "2026-12-31", "Trade Show"),
        deal("Mori Paper: trial", "Closed Lost", 6_300.0, "2026-10-10", "Cold Call"),
        deal("Harbor Lights: winter fleet", "Closed Won", 31_750.0, "2026-11-05", "Trade Show"),
        deal("Zylker Academy: workshops", "Closed Won", 4_200.0, "2026-09-18", "Employee Referral"),
    ]
}

fn record(fields: Value) -> Record {
    match fields {
        Value::Object(fields) => fields,
        _ => Record::new(),
    }
}
