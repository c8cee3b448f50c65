//! What Zoho's callback says, read without any effect.

use url::form_urlencoded;
use zoho_scopes::ScopeSet;

use crate::attempt::Code;
use crate::error::ConsentProblem;
use crate::records::Opened;
use crate::verify::Asked;

/// What a callback says, for the pages of the browser that brought it.
#[derive(Debug)]
pub(crate) enum Callback {
    Enhanced {
        asked: Asked,
    },
    Code {
        asked: Asked,
        code: Code,
        data_center: NamedDataCenter,
    },
    Denied {
        asked: Asked,
    },
    /// A denial without `state`, and no page that was opened without one: which page was answered nobody knows.
    DeniedSomewhere {
        asked: Asked,
    },
}

/// Where the user lives, as the callback says.
#[derive(Debug)]
pub(crate) struct NamedDataCenter {
    pub(crate) location: Option<String>,
    pub(crate) accounts_server: Option<String>,
}

impl Callback {
    /// Reads the query of a callback that came from the browser of these pages.
    ///
    /// A page of an enhancement was opened without `state`, and its callback has none; a `state` belongs to one page.
    /// A denial may come without `state` all the same: Zoho documents none for it.
    pub(crate) fn read(query: &str, pages: &[Opened]) -> Result<Callback, ConsentProblem> {
        let value = |wanted: &str| {
            let mut pairs = form_urlencoded::parse(query.as_bytes());
            pairs.find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned())
        };
        let state = value("state");
        let page = state.as_ref().and_then(|state| pages.iter().find(|page| page.was_sent(state)));
        let stateless: Vec<_> = pages.iter().filter(|page| page.state.is_none()).collect();
        if value("error").as_deref() == Some("access_denied") {
            return match (page, state, stateless.is_empty()) {
                (Some(page), ..) => Ok(Callback::Denied { asked: asked_by(&[page]) }),
                (None, Some(_), _) => Err(ConsentProblem::WrongState),
                (None, None, false) => Ok(Callback::Denied { asked: asked_by(&stateless) }),
                (None, None, true) => {
                    Ok(Callback::DeniedSomewhere { asked: asked_by(&pages.iter().collect::<Vec<_>>()) })
                }
            };
        }
        if let Some(code) = value("code") {
            let page = page.ok_or(ConsentProblem::WrongState)?;
            let data_center =
                NamedDataCenter { location: value("location"), accounts_server: value("accounts-server") };
            let code = Code { code: code.into(), state: page.state.clone() };
            return Ok(Callback::Code { asked: asked_by(&[page]), code, data_center });
        }
        let is_success = value("status").as_deref() == Some("success")
            && value("scope_enhanced").as_deref() == Some("true");
        match (is_success, stateless.is_empty()) {
            (true, false) => Ok(Callback::Enhanced { asked: asked_by(&stateless) }),
            (true, true) => Err(ConsentProblem::WrongState),
            (false, _) => Err(ConsentProblem::Unintelligible),
        }
    }
}

fn asked_by(pages: &[&Opened]) -> Asked {
    let mut sets = pages.iter().map(|page| ScopeSet::parse_lenient(&page.scopes).0);
    let first = sets.next().unwrap_or_default();
    let mut asked = Asked { by_any: first.clone(), by_all: first };
    for scopes in sets {
        asked.by_all = asked.by_all.iter().filter(|scope| scopes.contains(scope)).collect();
        asked.by_any = asked.by_any.union(&scopes);
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::fingerprint;

    /// Reads a callback for one page that was opened with this `state`, or with none.
    fn read(query: &str, state: Option<&str>) -> Result<&'static str, ConsentProblem> {
        let page = Opened {
            browser: fingerprint("browser"),
            state: state.map(fingerprint),
            sent: None,
            scopes: "ZohoCRM.coql.READ".to_owned(),
            call: None,
            is_handed_over: false,
        };
        Callback::read(query, &[page]).map(|callback| match callback {
            Callback::Enhanced { .. } => "enhanced",
            Callback::Code { .. } => "code",
            Callback::Denied { .. } => "denied",
            Callback::DeniedSomewhere { .. } => "denied somewhere",
        })
    }

    #[test]
    fn an_enhancement_answers_without_state() {
        assert_eq!(read("status=success&scope_enhanced=true", None), Ok("enhanced"));
        assert_eq!(read("error=access_denied", None), Ok("denied"));
        assert_eq!(read("status=success", None), Err(ConsentProblem::Unintelligible));
        assert_eq!(read("code=1000.x&state=s", None), Err(ConsentProblem::WrongState));
        assert_eq!(read("error=general_error", None), Err(ConsentProblem::Unintelligible));
    }

    #[test]
    fn a_code_needs_the_state_that_was_sent() {
        let code = "state=s&code=1000.x&location=us&accounts-server=https%3A%2F%2Faccounts.zoho.com&";
        assert_eq!(read(code, Some("s")), Ok("code"));
        assert_eq!(read(code, Some("other")), Err(ConsentProblem::WrongState));
        assert_eq!(read("code=1000.x", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("status=success&scope_enhanced=true", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("error=access_denied&state=other", Some("s")), Err(ConsentProblem::WrongState));
        assert_eq!(read("error=access_denied&state=s", Some("s")), Ok("denied"));
        assert_eq!(read("error=access_denied", Some("s")), Ok("denied somewhere"));
    }
}
