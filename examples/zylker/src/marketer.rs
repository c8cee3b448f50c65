//! The people who work with Zylker.

use requires_scope::GrantKey;
use serde::Deserialize;

/// Somebody who works with Zylker, as Zylker's own session names them. Zoho knows them by an account of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Marketer {
    Nadia,
    Tom,
}

impl Marketer {
    pub(crate) const ALL: [Marketer; 2] = [Marketer::Nadia, Marketer::Tom];

    /// The marketer whom a session or a form names.
    pub(crate) fn named(id: &str) -> Option<Marketer> {
        Self::ALL.into_iter().find(|marketer| marketer.id() == id)
    }

    pub(crate) fn id(self) -> &'static str {
        match self {
            Marketer::Nadia => "nadia",
            Marketer::Tom => "tom",
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Marketer::Nadia => "Nadia Petrov",
            Marketer::Tom => "Tom Ellery",
        }
    }

    pub(crate) fn first_name(self) -> &'static str {
        match self {
            Marketer::Nadia => "Nadia",
            Marketer::Tom => "Tom",
        }
    }

    pub(crate) fn task(self) -> &'static str {
        match self {
            Marketer::Nadia => "Trade shows and partners",
            Marketer::Tom => "Campaigns and web",
        }
    }

    /// The account that the sandbox has for them.
    pub(crate) fn email(self) -> &'static str {
        match self {
            Marketer::Nadia => "nadia@zylker.example",
            Marketer::Tom => "tom@zylker.example",
        }
    }

    /// Whose grant a request of theirs acts with.
    pub(crate) fn grant_key(self) -> GrantKey {
        GrantKey::new("zylker", self.id())
    }
}

/// Everybody's account at the sandbox, for a person to choose from.
pub(crate) fn emails() -> String {
    Marketer::ALL.map(Marketer::email).join(" or ")
}
