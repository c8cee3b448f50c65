//! Pages of a list: by number up to the 2000th record, by `page_token` beyond it.
//!
//! The limits and their errors are those of Zoho's description of `getRecords`, version 8.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use serde_json::{Value, json};

use super::{Crm, answer::ApiError, call::Call, timestamp::timestamp};

/// The most records of one page, and as many as it has unless told otherwise.
const PAGE: usize = 200;

/// So far one gets by the number of the page.
const DISCRETE: usize = 2000;

/// So far one gets at all.
const FARTHEST: usize = 100_000;

/// How long a page token is good for.
const TOKEN_LIFE: Duration = Duration::from_hours(24);

/// A page that a call asks for.
pub(crate) struct Page {
    offset: usize,
    size: usize,
    /// Of everything in the request but the page: a token is good for the same question only.
    question: u64,
    now: SystemTime,
}

impl Page {
    pub(crate) fn of(crm: &Crm, call: &Call) -> Result<Self, ApiError> {
        let size = number(call, "per_page")?.unwrap_or(PAGE);
        // The most is documented, and not what is said to more.
        if size > PAGE {
            return Err(ApiError::invalid_parameter("per_page"));
        }
        let (number, token) = (number(call, "page")?, call.parameters.get("page_token"));
        let mut page = Self { offset: 0, size, question: question(call), now: crm.zoho.clock.now() };
        page.offset = match (number, token) {
            (Some(_), Some(_)) => return Err(ambiguous()),
            (_, Some(token)) => page.offset_of(token)?,
            (number, None) => size.saturating_mul(number.unwrap_or(1) - 1),
        };
        if token.is_none() && page.offset.saturating_add(size) > DISCRETE {
            let message = "You can only get the first 2000 records without using page_token param";
            return Err(ApiError::bad(
                "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
                message,
                json!({"limit": DISCRETE}),
            ));
        }
        if page.offset >= FARTHEST {
            let message = "You can only get upto 100000 records using page_token param";
            return Err(ApiError::bad(
                "PAGINATION_LIMIT_EXCEEDED",
                message,
                json!({"param_name": "page_token"}),
            ));
        }
        Ok(page)
    }

    /// Those of all that are on this page.
    pub(crate) fn cut<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let rest = all.get(self.offset..).unwrap_or_default();
        &rest[..rest.len().min(self.size)]
    }

    /// The `info` beside the records of this page, of which there are `total` on all pages.
    pub(crate) fn info(&self, total: usize) -> Value {
        let next = self.offset + self.size;
        let more_records = next < total;
        let next_page_token = more_records.then(|| self.token(next));
        let previous_page_token = self.offset.checked_sub(self.size).map(|offset| self.token(offset));
        let expiry = next_page_token.is_some() || previous_page_token.is_some();
        json!({
            "page": self.offset / self.size + 1,
            "per_page": self.size,
            "count": total.saturating_sub(self.offset).min(self.size),
            "more_records": more_records,
            "next_page_token": next_page_token,
            "previous_page_token": previous_page_token,
            "page_token_expiry": expiry.then(|| timestamp(self.now + TOKEN_LIFE)),
        })
    }

    /// What a token means is nobody's business but the server's; it stands for a place, a question and an end.
    fn token(&self, offset: usize) -> String {
        let expires = seconds(self.now + TOKEN_LIFE);
        format!("{offset:08x}{expires:016x}{:016x}", self.question)
    }

    fn offset_of(&self, token: &str) -> Result<usize, ApiError> {
        let part = |from, to| u64::from_str_radix(token.get(from..to)?, 16).ok();
        let known = (part(0, 8), part(8, 24), part(24, 40));
        let (Some(offset), Some(expires), Some(question)) = known else { return Err(mismatch()) };
        if question != self.question || token.len() != 40 {
            return Err(mismatch());
        }
        if expires <= seconds(self.now) {
            let details = json!({"api_name": "page_token", "json_path": "$.query.page_token"});
            return Err(ApiError::bad("EXPIRED_VALUE", "Page token expired", details));
        }
        usize::try_from(offset).map_err(|_| mismatch())
    }
}

/// A parameter that is a number from one on, if it is there.
fn number(call: &Call, name: &'static str) -> Result<Option<usize>, ApiError> {
    let given = call.parameters.get(name).filter(|text| !text.is_empty());
    let read = given.map(|text| text.parse().ok().filter(|number| *number > 0));
    read.map(|number| number.ok_or_else(|| ApiError::invalid_parameter(name))).transpose()
}

fn question(call: &Call) -> u64 {
    let mut parameters: Vec<_> =
        call.parameters.iter().filter(|(name, _)| !matches!(*name, "page" | "page_token")).collect();
    parameters.sort_unstable();
    let mut hasher = DefaultHasher::new();
    (&call.path, parameters).hash(&mut hasher);
    hasher.finish()
}

fn seconds(at: SystemTime) -> u64 {
    at.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

fn mismatch() -> ApiError {
    let message = "The page_token given seems to be invalid or input param is added or altered or deleted";
    ApiError::bad("TOKEN_BOUND_DATA_MISMATCH", message, json!({"param_name": "page_token"}))
}

/// The message is the sandbox's own: the description has none.
fn ambiguous() -> ApiError {
    let both = json!({"ambiguity_due_to": [{"param_name": "page"}, {"param_name": "page_token"}]});
    ApiError::bad("AMBIGUITY_DURING_PROCESSING", "Ambiguity while processing the request", both)
}
