//! The least form of COQL: one module, conditions joined by `and`, one order, a limit.

use super::answer::ApiError;

/// The most records that one query answers, and as many as it does unless told otherwise.
const MAX_LIMIT: usize = 2000;
const LIMIT: usize = 200;

/// `select … from … [where …] [order by …] [limit …]`, read but not yet checked against a module.
#[derive(Debug, PartialEq)]
pub(crate) struct Query {
    pub(crate) fields: Vec<String>,
    pub(crate) module: String,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) order: Option<Order>,
    pub(crate) limit: usize,
    pub(crate) offset: usize,
}

#[derive(Debug, PartialEq)]
pub(crate) struct Condition {
    pub(crate) field: String,
    pub(crate) test: Test,
}

#[derive(Debug, PartialEq)]
pub(crate) enum Test {
    Null,
    NotNull,
    Compare(Comparison, Literal),
    In(Vec<Literal>),
    /// A text that begins, ends or is surrounded as the `%` of the pattern say.
    Like(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Literal {
    Text(String),
    Number(f64),
    Boolean(bool),
}

#[derive(Debug, PartialEq)]
pub(crate) struct Order {
    pub(crate) field: String,
    pub(crate) descending: bool,
}

impl Query {
    /// Reads a query; what this form does not have is a syntax error.
    pub(crate) fn parse(text: &str) -> Result<Self, ApiError> {
        let mut reader = Reader { text, at: 0 };
        reader.expect("select")?;
        let mut fields = vec![reader.name()?];
        while reader.take(",") {
            fields.push(reader.name()?);
        }
        reader.expect("from")?;
        let module = reader.name()?;
        let mut conditions = Vec::new();
        if reader.take("where") {
            conditions.push(reader.condition()?);
            while reader.take("and") {
                conditions.push(reader.condition()?);
            }
        }
        let order = if reader.take("order") { Some(reader.order()?) } else { None };
        let (limit, offset) = if reader.take("limit") { reader.limit()? } else { (LIMIT, 0) };
        reader.end()?;
        Ok(Self { fields, module, conditions, order, limit, offset })
    }
}

/// A place in the text of a query.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn condition(&mut self) -> Result<Condition, ApiError> {
        let field = self.name()?;
        let test = if self.take("is") {
            let negated = self.take("not");
            self.expect("null")?;
            if negated { Test::NotNull } else { Test::Null }
        } else if self.take("in") {
            self.expect("(")?;
            let mut literals = vec![self.literal()?];
            while self.take(",") {
                literals.push(self.literal()?);
            }
            self.expect(")")?;
            Test::In(literals)
        } else if self.take("like") {
            match self.literal()? {
                Literal::Text(pattern) => Test::Like(pattern),
                Literal::Number(_) | Literal::Boolean(_) => return Err(self.refuse()),
            }
        } else {
            Test::Compare(self.comparison()?, self.literal()?)
        };
        Ok(Condition { field, test })
    }

    fn comparison(&mut self) -> Result<Comparison, ApiError> {
        // The longer signs first: `<` would take the first half of `<=`.
        const SIGNS: [(&str, Comparison); 6] = [
            ("<=", Comparison::LessOrEqual),
            (">=", Comparison::GreaterOrEqual),
            ("!=", Comparison::NotEqual),
            ("=", Comparison::Equal),
            ("<", Comparison::Less),
            (">", Comparison::Greater),
        ];
        let found = SIGNS.into_iter().find(|(sign, _)| self.take(sign));
        found.map(|(_, comparison)| comparison).ok_or_else(|| self.refuse())
    }

    fn order(&mut self) -> Result<Order, ApiError> {
        self.expect("by")?;
        let field = self.name()?;
        let descending = self.take("desc");
        if !descending {
            self.take("asc");
        }
        Ok(Order { field, descending })
    }

    /// `10`, `10 offset 20` or `20, 10`.
    fn limit(&mut self) -> Result<(usize, usize), ApiError> {
        let first = self.count()?;
        let (limit, offset) = if self.take(",") {
            (self.count()?, first)
        } else if self.take("offset") {
            (first, self.count()?)
        } else {
            (first, 0)
        };
        Ok((limit.min(MAX_LIMIT), offset))
    }

    fn count(&mut self) -> Result<usize, ApiError> {
        let word = self.word();
        let count = word.parse().map_err(|_| self.refuse())?;
        self.at += word.len();
        Ok(count)
    }

    fn literal(&mut self) -> Result<Literal, ApiError> {
        let rest = self.rest();
        if let Some(quoted) = rest.strip_prefix('\'') {
            let Some(length) = quoted.find('\'') else { return Err(self.refuse()) };
            self.at += length + 2;
            return Ok(Literal::Text(quoted[..length].to_owned()));
        }
        let word = self.word();
        let literal = match word.to_ascii_lowercase().as_str() {
            "true" => Literal::Boolean(true),
            "false" => Literal::Boolean(false),
            number => match number.parse() {
                Ok(number) => Literal::Number(number),
                Err(_) => return Err(self.refuse()),
            },
        };
        self.at += word.len();
        Ok(literal)
    }

    fn name(&mut self) -> Result<String, ApiError> {
        const KEYWORDS: [&str; 10] =
            ["select", "from", "where", "and", "or", "order", "by", "limit", "is", "in"];
        let word = self.word();
        let reserved = KEYWORDS.iter().any(|keyword| word.eq_ignore_ascii_case(keyword));
        if reserved || !word.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return Err(self.refuse());
        }
        self.at += word.len();
        Ok(word.to_owned())
    }

    /// Takes a word or a sign if it comes next.
    fn take(&mut self, token: &str) -> bool {
        let is_word = token.starts_with(|first: char| first.is_ascii_alphabetic());
        let found =
            if is_word { self.word().eq_ignore_ascii_case(token) } else { self.rest().starts_with(token) };
        if found {
            self.at += token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<(), ApiError> {
        if self.take(token) { Ok(()) } else { Err(self.refuse()) }
    }

    fn end(&mut self) -> Result<(), ApiError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.refuse()) }
    }

    /// The letters, digits, underscores, points and signs of a number that come next.
    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let length = rest
            .find(|next: char| !(next.is_ascii_alphanumeric() || matches!(next, '_' | '.' | '-')))
            .unwrap_or(rest.len());
        &rest[..length]
    }

    fn rest(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start();
        self.at += rest.len() - trimmed.len();
        trimmed
    }

    fn refuse(&mut self) -> ApiError {
        let near = self.rest().split_whitespace().next().unwrap_or_default().to_owned();
        ApiError::Syntax { near, column: self.text[..self.at].chars().count() + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Comparison, Condition, Literal, Order, Query, Test};

    #[test]
    fn the_least_form_is_read_whole() -> Result<(), ApiError> {
        let query = Query::parse(
            "SELECT Deal_Name,Amount FROM Deals WHERE Stage = 'Closed Won' and Amount >= -1.5 \
             and Lead_Source is not null order by Amount DESC limit 10 offset 5",
        )?;
        assert_eq!(query.fields, ["Deal_Name", "Amount"]);
        assert_eq!(query.module, "Deals");
        let expected = [
            ("Stage", Test::Compare(Comparison::Equal, Literal::Text("Closed Won".to_owned()))),
            ("Amount", Test::Compare(Comparison::GreaterOrEqual, Literal::Number(-1.5))),
            ("Lead_Source", Test::NotNull),
        ]
        .map(|(field, test)| Condition { field: field.to_owned(), test });
        assert_eq!(query.conditions, expected);
        assert_eq!(query.order, Some(Order { field: "Amount".to_owned(), descending: true }));
        assert_eq!((query.limit, query.offset), (10, 5));
        Ok(())
    }

    #[test]
    fn lists_patterns_and_the_short_limit_are_read() -> Result<(), ApiError> {
        let query =
            Query::parse("select id from Leads where Company like 'Mori%' and id in ('1', '2') limit 5, 10")?;
        assert_eq!(query.conditions[0].test, Test::Like("Mori%".to_owned()));
        let ids = ["1", "2"].map(|id| Literal::Text(id.to_owned())).to_vec();
        assert_eq!(query.conditions[1].test, Test::In(ids));
        assert_eq!((query.limit, query.offset), (10, 5));
        Ok(())
    }

    fn check(text: &str, near: &str, column: usize) {
        assert_eq!(Query::parse(text), Err(ApiError::Syntax { near: near.to_owned(), column }), "{text}");
    }

    #[test]
    fn what_is_not_supported_is_a_syntax_error_at_its_place() {
        check("", "", 1);
        check("delete from Leads", "delete", 1);
        check("select from Leads", "from", 8);
        check("select id from Leads group by id", "group", 22);
        check("select id from Leads where id", "", 30);
        check("select id from Leads where Company = 'open", "'open", 38);
        check("select id from Leads limit many", "many", 28);
        check("select id from Leads where a = 'é' or b = 1", "or", 36);
    }
}
