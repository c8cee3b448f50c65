//! COQL as far as it is played: one module, conditions with `and`, `or` and parentheses, an order, a limit.

mod reader;

use self::reader::Reader;
use super::condition::{Comparison, Condition, Literal, Place, Test};

/// The most records that one query answers, and as many as it does unless told otherwise.
const MAX_LIMIT: usize = 2000;
const LIMIT: usize = 200;

/// Conditions can be nested so deep, and no deeper.
const DEPTH: usize = 25;

/// `select … from … [where …] [order by …] [limit …]`, read but not yet checked against a module.
#[derive(Debug, PartialEq)]
pub(crate) struct Query {
    pub(crate) fields: Vec<String>,
    pub(crate) module: String,
    pub(crate) condition: Condition,
    pub(crate) orders: Vec<Order>,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) field: String,
    pub(crate) descending: bool,
}

/// The query cannot be read from this place on.
#[derive(Debug, PartialEq)]
pub(crate) struct SyntaxError {
    pub(crate) near: String,
    /// From one.
    pub(crate) column: usize,
}

impl Query {
    /// Reads a query; what this form does not have is a syntax error.
    pub(crate) fn parse(text: &str) -> Result<Self, SyntaxError> {
        let mut reader = Reader::new(text);
        reader.expect("select")?;
        let fields = reader.list(Reader::name)?;
        reader.expect("from")?;
        let module = reader.name()?;
        let condition =
            if reader.take("where") { either(&mut reader, 0)? } else { Condition::All(Vec::new()) };
        let mut orders = Vec::new();
        if reader.take("order") {
            reader.expect("by")?;
            orders = reader.list(order)?;
        }
        let (limit, offset) = if reader.take("limit") { limit(&mut reader)? } else { (LIMIT, 0) };
        reader.end()?;
        Ok(Self { fields, module, condition, orders, limit, offset })
    }
}

/// Conditions joined by `or`, which binds less than `and`.
fn either(reader: &mut Reader<'_>, depth: usize) -> Result<Condition, SyntaxError> {
    let mut parts = vec![both(reader, depth)?];
    while reader.take("or") {
        parts.push(both(reader, depth)?);
    }
    Ok(only_or(parts, Condition::Any))
}

fn both(reader: &mut Reader<'_>, depth: usize) -> Result<Condition, SyntaxError> {
    let mut parts = vec![single(reader, depth)?];
    while reader.take("and") {
        parts.push(single(reader, depth)?);
    }
    Ok(only_or(parts, Condition::All))
}

fn single(reader: &mut Reader<'_>, depth: usize) -> Result<Condition, SyntaxError> {
    if depth < DEPTH && reader.take("(") {
        let inner = either(reader, depth + 1)?;
        reader.expect(")")?;
        return Ok(inner);
    }
    Ok(Condition::Field { field: reader.name()?, test: test(reader)? })
}

fn only_or(mut parts: Vec<Condition>, joined: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.len() {
        1 => parts.remove(0),
        _ => joined(parts),
    }
}

fn test(reader: &mut Reader<'_>) -> Result<Test, SyntaxError> {
    if reader.take("is") {
        let negated = reader.take("not");
        reader.expect("null")?;
        return Ok(if negated { Test::NotNull } else { Test::Null });
    }
    if reader.take("between") {
        let from = reader.literal()?;
        reader.expect("and")?;
        return Ok(Test::Between(from, reader.literal()?));
    }
    let negated = reader.take("not");
    if reader.take("in") {
        reader.expect("(")?;
        let literals = reader.list(Reader::literal)?;
        reader.expect(")")?;
        return Ok(if negated { Test::NotIn(literals) } else { Test::In(literals) });
    }
    if reader.take("like") {
        let Literal::Text(pattern) = reader.literal()? else { return Err(reader.refuse()) };
        let (place, part) = pattern_of(&pattern);
        return Ok(if negated { Test::HasNot(place, part) } else { Test::Has(place, part) });
    }
    if negated {
        return Err(reader.refuse());
    }
    Ok(Test::Compare(comparison(reader)?, reader.literal()?))
}

fn comparison(reader: &mut Reader<'_>) -> Result<Comparison, SyntaxError> {
    // The longer signs first: `<` would take the first half of `<=`.
    const SIGNS: [(&str, Comparison); 6] = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("!=", Comparison::NotEqual),
        ("=", Comparison::Equal),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
    ];
    let found = SIGNS.into_iter().find(|(sign, _)| reader.take(sign));
    found.map(|(_, comparison)| comparison).ok_or_else(|| reader.refuse())
}

/// A text that begins, ends or is surrounded as the `%` of the pattern say.
fn pattern_of(pattern: &str) -> (Place, String) {
    let (start, end) = (pattern.strip_prefix('%'), pattern.strip_suffix('%'));
    let (place, part) = match (start, end) {
        (Some(_), Some(_)) => (Place::Anywhere, pattern.trim_matches('%')),
        (Some(end), None) => (Place::End, end),
        (None, Some(start)) => (Place::Start, start),
        (None, None) => (Place::Whole, pattern),
    };
    (place, part.to_owned())
}

fn order(reader: &mut Reader<'_>) -> Result<Order, SyntaxError> {
    let field = reader.name()?;
    let descending = reader.take("desc");
    if !descending {
        reader.take("asc");
    }
    Ok(Order { field, descending })
}

/// `10`, `10 offset 20` or `20, 10`.
fn limit(reader: &mut Reader<'_>) -> Result<(usize, usize), SyntaxError> {
    let first = reader.count()?;
    let (limit, offset) = if reader.take(",") {
        (reader.count()?, first)
    } else if reader.take("offset") {
        (first, reader.count()?)
    } else {
        (first, 0)
    };
    Ok((limit.min(MAX_LIMIT), offset))
}

#[cfg(test)]
mod tests {
    use super::{Comparison, Condition, Literal, Order, Place, Query, SyntaxError, Test};

    fn field(field: &str, test: Test) -> Condition {
        Condition::Field { field: field.to_owned(), test }
    }

    fn is(value: f64) -> Test {
        Test::Compare(Comparison::Equal, Literal::Number(value))
    }

    #[test]
    fn a_query_is_read_whole() -> Result<(), SyntaxError> {
        let query = Query::parse(
            "SELECT Deal_Name,Amount FROM Deals WHERE Stage = 'Closed Won' and Amount >= -1.5 \
             and Lead_Source is not null order by Amount DESC, Owner.name limit 10 offset 5",
        )?;
        assert_eq!(query.fields, ["Deal_Name", "Amount"]);
        assert_eq!(query.module, "Deals");
        let conditions = vec![
            field("Stage", Test::Compare(Comparison::Equal, Literal::Text("Closed Won".to_owned()))),
            field("Amount", Test::Compare(Comparison::GreaterOrEqual, Literal::Number(-1.5))),
            field("Lead_Source", Test::NotNull),
        ];
        assert_eq!(query.condition, Condition::All(conditions));
        let orders = [("Amount", true), ("Owner.name", false)];
        let orders = orders.map(|(field, descending)| Order { field: field.to_owned(), descending });
        assert_eq!(query.orders, orders);
        assert_eq!((query.limit, query.offset), (10, 5));
        Ok(())
    }

    #[test]
    fn lists_patterns_ranges_and_the_short_limit_are_read() -> Result<(), SyntaxError> {
        let query = Query::parse(
            "select id from Leads where Company not like 'Mori%' and id in ('1', '2') and a between 1 and 2 limit 5, 10",
        )?;
        let ids = ["1", "2"].map(|id| Literal::Text(id.to_owned())).to_vec();
        let conditions = vec![
            field("Company", Test::HasNot(Place::Start, "Mori".to_owned())),
            field("id", Test::In(ids)),
            field("a", Test::Between(Literal::Number(1.0), Literal::Number(2.0))),
        ];
        assert_eq!(query.condition, Condition::All(conditions));
        assert_eq!((query.limit, query.offset), (10, 5));
        Ok(())
    }

    #[test]
    fn and_binds_closer_than_or_and_parentheses_closest() -> Result<(), SyntaxError> {
        let query = Query::parse("select id from Leads where a = 1 or b = 2 and (c = 3 or d = 4)")?;
        let inner = Condition::Any(vec![field("c", is(3.0)), field("d", is(4.0))]);
        let right = Condition::All(vec![field("b", is(2.0)), inner]);
        assert_eq!(query.condition, Condition::Any(vec![field("a", is(1.0)), right]));
        Ok(())
    }

    fn check(text: &str, near: &str, column: usize) {
        assert_eq!(Query::parse(text), Err(SyntaxError { near: near.to_owned(), column }), "{text}");
    }

    #[test]
    fn what_is_not_played_is_a_syntax_error_at_its_place() {
        check("", "", 1);
        check("delete from Leads", "delete", 1);
        check("select from Leads", "from", 8);
        check("select id from Leads group by id", "group", 22);
        check("select id from Leads where id", "", 30);
        check("select id from Leads where Company = 'open", "'open", 38);
        check("select id from Leads limit many", "many", 28);
        check("select id from Leads where a = 'é' nor b = 1", "nor", 36);
        check("select id from Leads where (a = 1", "", 34);
        check("select id from Leads where a not = 1", "=", 34);
    }

    #[test]
    fn nesting_has_an_end() {
        let nested = |depth: usize| {
            Query::parse(&format!(
                "select id from Leads where {}a = 1{}",
                "(".repeat(depth),
                ")".repeat(depth)
            ))
        };
        assert!(nested(25).is_ok());
        assert!(nested(26).is_err());
        assert!(nested(100_000).is_err());
    }
}
