//! The words, signs and literals of a query, one after the other.

use super::SyntaxError;
use crate::crm::condition::Literal;

/// A place in the text of a query.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// One or more of something, with commas between.
    pub(super) fn list<T>(
        &mut self,
        one: impl Fn(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<Vec<T>, SyntaxError> {
        let mut list = vec![one(self)?];
        while self.take(",") {
            list.push(one(self)?);
        }
        Ok(list)
    }

    pub(super) fn count(&mut self) -> Result<usize, SyntaxError> {
        let word = self.word();
        let count = word.parse().map_err(|_| self.refuse())?;
        self.at += word.len();
        Ok(count)
    }

    pub(super) fn literal(&mut self) -> Result<Literal, SyntaxError> {
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

    pub(super) fn name(&mut self) -> Result<String, SyntaxError> {
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
    pub(super) fn take(&mut self, token: &str) -> bool {
        let is_word = token.starts_with(|first: char| first.is_ascii_alphabetic());
        let found =
            if is_word { self.word().eq_ignore_ascii_case(token) } else { self.rest().starts_with(token) };
        if found {
            self.at += token.len();
        }
        found
    }

    pub(super) fn expect(&mut self, token: &str) -> Result<(), SyntaxError> {
        if self.take(token) { Ok(()) } else { Err(self.refuse()) }
    }

    pub(super) fn end(&mut self) -> Result<(), SyntaxError> {
        if self.rest().is_empty() { Ok(()) } else { Err(self.refuse()) }
    }

    pub(super) fn refuse(&mut self) -> SyntaxError {
        let near = self.rest().split_whitespace().next().unwrap_or_default().to_owned();
        SyntaxError { near, column: self.text[..self.at].chars().count() + 1 }
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
}
