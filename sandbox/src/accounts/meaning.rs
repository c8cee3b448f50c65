//! What a scope means, in the words that a person reads before allowing it.

use zoho_scopes::{Operation, Scope};

/// A sentence such as `Create contacts in Zoho CRM`.
pub(crate) fn meaning(scope: &Scope<'_>) -> String {
    let service = service(scope.service());
    let path: Vec<String> = scope.path().split('.').skip(1).map(str::to_ascii_lowercase).collect();
    let segments: Vec<&str> = path.iter().map(String::as_str).collect();
    let thing = match segments.as_slice() {
        ["coql"] => return format!("Search {service} with queries"),
        [] => "everything".to_owned(),
        ["modules"] => "the records of all modules".to_owned(),
        ["modules", "custom"] => "the records of custom modules".to_owned(),
        ["modules", module @ ..] => words(module),
        ["settings"] => "all settings".to_owned(),
        ["settings", what @ ..] => format!("the settings of {}", words(what)),
        ["org"] => "the details of your organization".to_owned(),
        other => words(other),
    };
    format!("{} {thing} in {service}", verb(scope.operation()))
}

fn verb(operation: Option<Operation>) -> &'static str {
    match operation {
        Some(Operation::All) => "View, create, change and delete",
        Some(Operation::Read) => "View",
        Some(Operation::Create) => "Create",
        Some(Operation::Update) => "Change",
        Some(Operation::Delete) => "Delete",
        Some(Operation::Write) => "Create and change",
        Some(_) | None => "Use",
    }
}

/// `Zoho CRM` for `ZohoCRM`.
fn service(name: &str) -> String {
    match (name.get(..4), name.get(4..)) {
        (Some(zoho), Some(rest)) if zoho.eq_ignore_ascii_case("zoho") && !rest.is_empty() => {
            format!("Zoho {rest}")
        }
        _ if name.eq_ignore_ascii_case("AaaServer") => "your Zoho account".to_owned(),
        _ => name.to_owned(),
    }
}

/// The segments as one would say them: `sales orders` for `salesorders`.
fn words(segments: &[&str]) -> String {
    let said = |segment: &&str| match *segment {
        "salesorders" => "sales orders".to_owned(),
        "purchaseorders" => "purchase orders".to_owned(),
        "pricebooks" => "price books".to_owned(),
        other => other.replace('_', " "),
    };
    segments.iter().map(said).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use zoho_scopes::{ParseScopeError, Scope};

    use super::meaning;

    #[test]
    fn scopes_are_explained_in_plain_words() -> Result<(), ParseScopeError> {
        let cases = [
            ("ZohoCRM.modules.contacts.CREATE", "Create contacts in Zoho CRM"),
            ("ZohoCRM.modules.ALL", "View, create, change and delete the records of all modules in Zoho CRM"),
            ("ZohoCRM.modules.salesorders.READ", "View sales orders in Zoho CRM"),
            ("ZohoCRM.settings.fields.READ", "View the settings of fields in Zoho CRM"),
            ("ZohoCRM.coql.READ", "Search Zoho CRM with queries"),
            ("ZohoCRM.org.READ", "View the details of your organization in Zoho CRM"),
            ("AaaServer.profile.Read", "View profile in your Zoho account"),
        ];
        for (scope, expected) in cases {
            assert_eq!(meaning(&Scope::parse(scope)?), expected);
        }
        Ok(())
    }
}
