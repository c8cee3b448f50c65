//! The criteria of a search: `((Last_Name:equals:Mori)and(Company:starts_with:Mo))`.

use super::condition::{Comparison, Condition, Literal, Place, Test};

/// Criteria can be nested so deep, and no deeper.
const DEPTH: usize = 15;

/// Reads criteria; `None` if they are malformed. Commas, parentheses and backslashes in values have a backslash before
/// them.
pub(crate) fn parse(text: &str) -> Option<Condition> {
    let mut rest = text.trim();
    let condition = group(&mut rest, 0)?;
    rest.is_empty().then_some(condition)
}

/// One criterion, or criteria in parentheses joined by `or` and, binding closer, by `and`.
fn group(rest: &mut &str, depth: usize) -> Option<Condition> {
    if !rest.starts_with('(') {
        return criterion(rest);
    }
    let mut alternatives = vec![vec![in_parentheses(rest, depth)?]];
    loop {
        if take(rest, "and") {
            alternatives.last_mut()?.push(in_parentheses(rest, depth)?);
        } else if take(rest, "or") {
            alternatives.push(vec![in_parentheses(rest, depth)?]);
        } else {
            return Some(Condition::Any(alternatives.into_iter().map(Condition::All).collect()));
        }
    }
}

fn in_parentheses(rest: &mut &str, depth: usize) -> Option<Condition> {
    if depth == DEPTH || !take(rest, "(") {
        return None;
    }
    let condition = group(rest, depth + 1)?;
    take(rest, ")").then_some(condition)
}

fn criterion(rest: &mut &str) -> Option<Condition> {
    let end = unescaped(rest, ')').unwrap_or(rest.len());
    let (written, after) = rest.split_at(end);
    *rest = after;
    let (field, written) = written.split_once(':')?;
    let (operator, value) = written.split_once(':')?;
    let field = field.trim();
    (!field.is_empty()).then_some(())?;
    Some(Condition::Field { field: field.to_owned(), test: test(operator.trim(), value)? })
}

fn test(operator: &str, value: &str) -> Option<Test> {
    let compare = |comparison| Some(Test::Compare(comparison, Literal::Plain(plain(value))));
    match operator {
        "equals" if value == "null" => Some(Test::Null),
        "not_equal" if value == "null" => Some(Test::NotNull),
        "equals" => compare(Comparison::Equal),
        "not_equal" => compare(Comparison::NotEqual),
        "less_than" => compare(Comparison::Less),
        "less_equal" => compare(Comparison::LessOrEqual),
        "greater_than" => compare(Comparison::Greater),
        "greater_equal" => compare(Comparison::GreaterOrEqual),
        "starts_with" => Some(Test::Has(Place::Start, plain(value))),
        "contains" => Some(Test::Has(Place::Anywhere, plain(value))),
        "in" => Some(Test::In(list(value))),
        "between" => {
            let [from, to] = list(value).try_into().ok()?;
            Some(Test::Between(from, to))
        }
        _ => None,
    }
}

fn take(rest: &mut &str, token: &str) -> bool {
    let trimmed = rest.trim_start();
    match trimmed.get(..token.len()) {
        Some(start) if start.eq_ignore_ascii_case(token) => {
            *rest = trimmed[token.len()..].trim_start();
            true
        }
        _ => false,
    }
}

/// The values between the commas that have no backslash before them.
fn list(mut text: &str) -> Vec<Literal> {
    let mut values = Vec::new();
    while let Some(comma) = unescaped(text, ',') {
        values.push(Literal::Plain(plain(&text[..comma])));
        text = &text[comma + 1..];
    }
    values.push(Literal::Plain(plain(text)));
    values
}

/// Where the sign stands without a backslash before it.
fn unescaped(text: &str, sign: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, char)| {
        let found = char == sign && !is_escaped;
        is_escaped = char == '\\' && !is_escaped;
        found.then_some(at)
    })
}

/// The value without its backslashes.
fn plain(text: &str) -> String {
    let mut chars = text.trim().chars();
    let mut plain = String::new();
    while let Some(char) = chars.next() {
        plain.extend(if char == '\\' { chars.next() } else { Some(char) });
    }
    plain
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::parse;

    #[track_caller]
    fn check(criteria: &str, holds: bool) {
        let record = json!({
            "Last_Name": "Mori", "Company": "Mori, Paper (Osaka)", "Amount": 12, "Opt_Out": false, "Phone": null,
            "Account": {"id": "7", "name": "Mori Paper"}, "Date": "2026-11-21",
        });
        let record = record.as_object().cloned().unwrap_or_else(Map::new);
        assert_eq!(parse(criteria).map(|condition| condition.holds(&record)), Some(holds), "{criteria}");
    }

    #[test]
    fn every_operator_tests_the_value() {
        for (criteria, holds) in [
            ("(Last_Name:equals:mori)", true),
            ("Last_Name:equals:Mori", true),
            ("(Last_Name:not_equal:Mori)", false),
            ("(Last_Name:starts_with:mo)", true),
            ("(Last_Name:contains:or)", true),
            ("(Amount:greater_than:9)", true),
            ("(Amount:greater_equal:12)", true),
            ("(Amount:less_than:9)", false),
            ("(Amount:less_equal:12.0)", true),
            ("(Amount:between:10,13)", true),
            ("(Amount:in:1,12)", true),
            ("(Opt_Out:equals:false)", true),
            ("(Phone:equals:null)", true),
            ("(Last_Name:not_equal:null)", true),
            ("(Account:equals:7)", true),
            ("(Account.name:contains:paper)", true),
            ("(Date:between:2026-11-01,2026-11-30)", true),
        ] {
            check(criteria, holds);
        }
    }

    #[test]
    fn criteria_are_joined_and_nested() {
        check("((Last_Name:equals:Mori)and(Amount:equals:12))", true);
        check("((Last_Name:equals:Weiss) or (Amount:equals:12))", true);
        check("((Last_Name:equals:Weiss)or((Amount:equals:12)and(Opt_Out:equals:true)))", false);
        check("(Last_Name:equals:Mori)or(Amount:equals:1)and(Amount:equals:2)", true);
    }

    #[test]
    fn signs_in_values_have_a_backslash() {
        check(r"(Company:equals:Mori\, Paper \(Osaka\))", true);
        check(r"(Company:in:x,Mori\, Paper \(Osaka\))", true);
    }

    #[test]
    fn malformed_criteria_are_none() {
        let deep = format!("{}a:equals:1{}", "(".repeat(10_000), ")".repeat(10_000));
        for text in [
            "",
            "(",
            "()",
            "(a)",
            "(a:equals)",
            "(a:is:1)",
            "(:equals:1)",
            "(a:equals:1",
            "(a:equals:1))",
            "(a:between:1)",
            "(a:equals:1)xor(b:equals:1)",
            &deep,
        ] {
            assert_eq!(parse(text), None, "{}", &text[..text.len().min(40)]);
        }
    }
}
