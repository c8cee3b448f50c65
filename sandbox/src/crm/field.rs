//! The fields of a module: what they hold, and which values they refuse.

use serde_json::Value;

/// A field of a module.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) api_name: &'static str,
    pub(crate) kind: Kind,
    /// A new record without it is refused.
    pub(crate) mandatory: bool,
    /// No two records of the module have the same value.
    pub(crate) unique: bool,
    /// Only the CRM writes it.
    pub(crate) read_only: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    LongText,
    Email,
    Phone,
    Website,
    Integer,
    Decimal,
    Currency,
    Boolean,
    Date,
    DateTime,
    PickList(&'static [&'static str]),
    /// A record of the module with this API name.
    Lookup(&'static str),
    /// Rows, such as the items of a quote.
    Subform,
    /// A user.
    Owner,
}

/// Why a field refuses a value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Misfit {
    /// A value of this type belongs here.
    Expected(&'static str),
    /// The text is longer than so many characters.
    Longer(usize),
}

impl Field {
    pub(crate) const fn new(api_name: &'static str, kind: Kind) -> Self {
        Self { api_name, kind, mandatory: false, unique: false, read_only: false }
    }

    pub(crate) const fn mandatory(self) -> Self {
        Self { mandatory: true, ..self }
    }

    pub(crate) const fn unique(self) -> Self {
        Self { unique: true, ..self }
    }

    pub(crate) const fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }
}

impl Kind {
    /// The name that the metadata and the errors use.
    pub(crate) fn data_type(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::LongText => "textarea",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Website => "website",
            Self::Integer => "integer",
            Self::Decimal => "double",
            Self::Currency => "currency",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::PickList(_) => "picklist",
            Self::Lookup(_) => "lookup",
            Self::Subform => "subform",
            Self::Owner => "ownerlookup",
        }
    }

    pub(crate) fn json_type(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Decimal | Self::Currency => "double",
            Self::Boolean => "boolean",
            Self::Lookup(_) | Self::Owner => "jsonobject",
            Self::Subform => "jsonarray",
            _ => "string",
        }
    }

    /// The most characters of a text. Zoho sets it for each field; these are common ones.
    pub(crate) fn length(self) -> Option<usize> {
        match self {
            Self::Text => Some(255),
            Self::LongText => Some(32_000),
            Self::Email => Some(100),
            Self::Phone => Some(30),
            Self::Website => Some(450),
            Self::PickList(_) => Some(120),
            _ => None,
        }
    }

    /// Whether the field takes the value; an empty one it always takes.
    ///
    /// A pick list takes any text: Zoho adds no option for it, and keeps it.
    pub(crate) fn check(self, value: &Value) -> Result<(), Misfit> {
        let text = value.as_str();
        if value.is_null() || text == Some("") {
            return Ok(());
        }
        let fits = match self {
            Self::Text | Self::LongText | Self::Phone | Self::Website | Self::PickList(_) => text.is_some(),
            Self::Email => text.is_some_and(is_email),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Decimal | Self::Currency => value.is_number(),
            Self::Boolean => value.is_boolean(),
            Self::Date => text.is_some_and(is_date),
            Self::DateTime => text.is_some_and(is_date_time),
            // Both ways of naming a record are seen in Zoho's pages: an object with its id, and the id alone.
            Self::Lookup(_) | Self::Owner => value["id"].is_string() || text.is_some(),
            Self::Subform => value.as_array().is_some_and(|rows| rows.iter().all(Value::is_object)),
        };
        if !fits {
            return Err(Misfit::Expected(self.data_type()));
        }
        match (self.length(), text) {
            (Some(most), Some(text)) if text.chars().count() > most => Err(Misfit::Longer(most)),
            _ => Ok(()),
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let has_no_space = !text.contains(char::is_whitespace);
    !name.is_empty() && has_no_space && !host.contains('@') && host.split('.').all(|label| !label.is_empty())
}

/// `2026-11-21`
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let number = |part: Option<&str>, length: usize| {
        let digits =
            part.filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()));
        digits.and_then(|digits| digits.parse::<u32>().ok())
    };
    let (year, month, day) = (number(parts.next(), 4), number(parts.next(), 2), number(parts.next(), 2));
    let (Some(year), Some(month), Some(day), None) = (year, month, day, parts.next()) else { return false };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}

/// `2026-11-21T08:30:00+01:00`, `2026-11-21T08:30:00Z` or, in the zone of the organization, `2026-11-21T08:30:00`.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let (clock, zone) = match time.find(['+', '-', 'Z']) {
        Some(at) => time.split_at(at),
        None => (time, "Z"),
    };
    let is_clock = |clock: &str, n_parts: usize| {
        let bounds = [24, 60, 60];
        clock.split(':').count() == n_parts
            && clock.split(':').zip(bounds).all(|(part, bound)| {
                part.len() == 2 && part.parse::<u32>().is_ok_and(|number| number < bound)
            })
    };
    is_date(date) && is_clock(clock, 3) && (zone == "Z" || is_clock(&zone[1..], 2))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Kind, Misfit};

    fn check(kind: Kind, good: &[Value], bad: &[Value]) {
        for value in good.iter().chain(&[Value::Null, json!("")]) {
            assert_eq!(kind.check(value), Ok(()), "{kind:?} takes {value}");
        }
        for value in bad {
            assert_eq!(kind.check(value), Err(Misfit::Expected(kind.data_type())), "{kind:?}: {value}");
        }
    }

    #[test]
    fn a_field_takes_values_of_its_kind_only() {
        check(Kind::Text, &[json!("Mori")], &[json!(1), json!(true), json!({}), json!([])]);
        check(
            Kind::Email,
            &[json!("a@b.example")],
            &[json!("a"), json!("a@"), json!("a@b..c"), json!("a b@c.d")],
        );
        check(Kind::Integer, &[json!(-3)], &[json!(1.5), json!("1")]);
        check(Kind::Currency, &[json!(1), json!(1.5)], &[json!("1.5"), json!(false)]);
        check(Kind::Boolean, &[json!(false)], &[json!("true"), json!(0)]);
        check(Kind::Lookup("Accounts"), &[json!({"id": "1"}), json!("1")], &[json!({"name": "x"}), json!(1)]);
        check(Kind::Subform, &[json!([]), json!([{}])], &[json!({}), json!(["x"])]);
    }

    #[test]
    fn dates_and_times_follow_the_calendar() {
        let dates = ["2024-02-29", "2026-12-31"].map(Value::from);
        let no_dates = ["2026-02-29", "2026-13-01", "2026-1-1", "21.11.2026", "2026-11-21T00:00:00"];
        check(Kind::Date, &dates, &no_dates.map(Value::from));
        let times =
            ["2026-11-21T08:30:00+01:00", "2026-11-21T23:59:59Z", "2026-11-21T08:30:00"].map(Value::from);
        let no_times = [
            "2026-11-21",
            "2026-11-21T24:00:00Z",
            "2026-11-21T08:30Z",
            "2026-11-21 08:30:00",
            "2026-11-21T08:30:00+é1",
        ];
        check(Kind::DateTime, &times, &no_times.map(Value::from));
    }

    #[test]
    fn a_text_may_be_as_long_as_its_field() {
        let text = |length: usize| Value::from("é".repeat(length));
        assert_eq!(Kind::Phone.check(&text(30)), Ok(()));
        assert_eq!(Kind::Phone.check(&text(31)), Err(Misfit::Longer(30)));
    }
}
