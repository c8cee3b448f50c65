//! How faults are written on the command line and in the admin interface.

use std::{fmt, str::FromStr, time::Duration};

use zoho_scopes::{ParseScopeError, ScopeSet};

use super::Fault;

/// A fault was misspelt.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseFaultError {
    /// There is no such fault.
    #[error(
        "there is no fault `{0}`: write `slow:MILLISECONDS`, `reset`, `torn`, `lost-answer`, `status:CODE[:BODY]`, \
         `html`, `throttled`, `omit-scope`, `other-scopes:LIST` or `localized`"
    )]
    Unknown(String),
    /// The status is not a number from 200 to 599.
    #[error("`{0}` is not an HTTP status from 200 to 599")]
    Status(String),
    /// The delay is not a number.
    #[error("`{0}` is not a number of milliseconds")]
    Delay(String),
    /// The scopes cannot be read.
    #[error("the scopes that are to be given cannot be read")]
    Scopes(#[source] ParseScopeError),
}

impl FromStr for Fault {
    type Err = ParseFaultError;

    fn from_str(text: &str) -> Result<Self, ParseFaultError> {
        let (name, rest) = text.split_once(':').map_or((text, None), |(name, rest)| (name, Some(rest)));
        match (name, rest) {
            ("slow", Some(delay)) => {
                let delay = delay.parse().map_err(|_| ParseFaultError::Delay(delay.to_owned()))?;
                Ok(Self::Delay(Duration::from_millis(delay)))
            }
            ("status", Some(rest)) => {
                let (status, body) = rest.split_once(':').unwrap_or((rest, "{}"));
                let number = status.parse().ok().filter(|number| (200..600).contains(number));
                let number = number.ok_or_else(|| ParseFaultError::Status(status.to_owned()))?;
                Ok(Self::Status(number, body.to_owned()))
            }
            ("other-scopes", Some(list)) => {
                let _readable = ScopeSet::parse_list(list).map_err(ParseFaultError::Scopes)?;
                Ok(Self::OtherScopes(list.to_owned()))
            }
            ("html", None) => Ok(Self::Html),
            ("throttled", None) => Ok(Self::Throttled),
            ("reset", None) => Ok(Self::Close),
            ("torn", None) => Ok(Self::Torn),
            ("lost-answer", None) => Ok(Self::LostAnswer),
            ("omit-scope", None) => Ok(Self::OmitScope),
            ("localized", None) => Ok(Self::Localized),
            _ => Err(ParseFaultError::Unknown(text.to_owned())),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status, body) => write!(f, "status:{status}:{body}"),
            Self::Html => f.write_str("html"),
            Self::Throttled => f.write_str("throttled"),
            Self::Close => f.write_str("reset"),
            Self::Torn => f.write_str("torn"),
            Self::LostAnswer => f.write_str("lost-answer"),
            Self::Delay(delay) => write!(f, "slow:{}", delay.as_millis()),
            Self::OmitScope => f.write_str("omit-scope"),
            Self::OtherScopes(scopes) => write!(f, "other-scopes:{scopes}"),
            Self::Localized => f.write_str("localized"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, ParseFaultError};

    #[test]
    fn every_fault_can_be_written_and_read_back() -> Result<(), ParseFaultError> {
        let spellings = [
            "slow:250",
            "reset",
            "torn",
            "lost-answer",
            "status:503:{\"error\":\"general_error\"}",
            "html",
            "throttled",
            "omit-scope",
            "other-scopes:ZohoCRM.users.READ,ZohoCRM.org.READ",
            "localized",
        ];
        for spelling in spellings {
            assert_eq!(spelling.parse::<Fault>()?.to_string(), spelling);
        }
        assert_eq!("status:503".parse::<Fault>()?, Fault::Status(503, "{}".to_owned()));
        Ok(())
    }

    #[test]
    fn a_misspelt_fault_is_refused() {
        for spelling in
            ["slow", "slow:soon", "status:99", "status:x", "reset:1", "other-scopes:x y!", "fire", ""]
        {
            assert!(spelling.parse::<Fault>().is_err(), "{spelling}");
        }
    }
}
