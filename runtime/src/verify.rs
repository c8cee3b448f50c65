//! What a token answer proves. Nothing else makes a scope *verified*.

use std::time::SystemTime;

use zoho_scopes::ScopeSet;

use crate::accounts::TokenAnswer;
use crate::attempt::{self, AttemptId};
use crate::data_center::DataCenters;
use crate::error::{ConsentProblem, Error, Kind};
use crate::events::{self, Way};
use crate::grant::Grant;
use crate::knowledge::Answer;
use crate::records::{Ended, GrantRecord};
use crate::token::{self, Refreshed};
use crate::update::Edit;

/// The scopes that a token answer has shown. It can be made in this file only.
#[derive(Debug)]
pub(crate) struct Shown {
    scopes: ScopeSet,
    unread: Vec<String>,
}

impl Shown {
    /// `None` when the answer has no `scope`: then nothing was learnt, at a refresh least of all "as requested".
    fn by(answer: &TokenAnswer) -> Option<Shown> {
        let (scopes, unread) = ScopeSet::parse_lenient(answer.scope.as_deref()?);
        Some(Shown { scopes, unread })
    }

    pub(crate) fn into_parts(self) -> (ScopeSet, Vec<String>) {
        (self.scopes, self.unread)
    }
}

/// Takes into the grant's record the tokens of an answer, and the API host if it is one of the table.
pub(crate) fn learn_token(
    record: &mut GrantRecord,
    answer: &TokenAnswer,
    data_centers: &DataCenters,
    now: SystemTime,
) {
    record.set_access_token(answer.access_token.clone(), now, answer.expires_in);
    if let Some(refresh_token) = &answer.refresh_token {
        record.set_refresh_token(refresh_token.clone());
    }
    if let Some(api_domain) = answer.api_domain.as_deref().filter(|domain| data_centers.is_api_domain(domain))
    {
        record.api_domain = Some(api_domain.into());
    }
}

/// Takes into the grant's record the scopes of an answer, if it lists them. Tells whether it does.
pub(crate) fn learn_scopes(record: &mut GrantRecord, answer: &TokenAnswer) -> bool {
    let shown = Shown::by(answer);
    let lists_scopes = shown.is_some();
    if let Some(shown) = shown {
        record.knowledge.replace_verified(shown);
    }
    lists_scopes
}

/// What the pages of one browser have asked the user for. Which of them was answered Zoho does not say.
#[derive(Debug)]
pub(crate) struct Asked {
    /// What any of them asked for: it may have been given.
    pub(crate) by_any: ScopeSet,
    /// What every one of them asked for: if it was not given, it was declined.
    pub(crate) by_all: ScopeSet,
}

impl Asked {
    /// What a denial may be about: what every page asked for. Where they have nothing in common it is one of them, and
    /// nobody is asked again for what was declined.
    fn perhaps_declined(&self, record: &GrantRecord) -> ScopeSet {
        if self.by_all.is_empty() { record.missing_of(&self.by_any) } else { self.by_all.clone() }
    }
}

/// After an enhancement's callback: what has the user given?
///
/// The callback is a hint. One forced refresh asks the server; where its answer has no `scope`, what was asked is
/// assumed and the next call's verdict decides.
///
/// # Errors
///
/// When the refresh fails, or shows nothing of what was asked, or the grant has changed since it was made: then the attempt stays open, and the same callback may
/// be tried again, a few times; as often as it takes where the server gives no answer.
pub(crate) async fn enhanced(grant: &Grant, id: &AttemptId, asked: &Asked) -> Result<Ended, Error> {
    attempt::count_verification(grant, id).await?;
    let refreshed = match token::refresh_anew(grant).await {
        Err(error) if error.is_retryable() => {
            // Where the store fails too, it has counted once too often.
            let _ = attempt::discount_verification(grant, id).await;
            return Err(error);
        }
        refreshed => refreshed?,
    };
    let now = grant.oauth_client().now();
    let ended = grant.edit(|record| conclude(record, id, asked, &refreshed, now)).await??;
    events::consent_answered(grant, id, Way::Enhancement, &ended);
    Ok(ended)
}

/// After a code exchange: a new refresh token, with the scopes of its answer. The code is good once, so the token is
/// kept whatever the store says.
pub(crate) async fn signed_in(
    grant: &Grant,
    id: &AttemptId,
    asked: &Asked,
    answer: &TokenAnswer,
    location: &str,
) -> Ended {
    let client = grant.oauth_client();
    let now = client.now();
    let ended = grant
        .update_at_least_here(|record| {
            record.begin_anew(location);
            record.quota.count(now);
            learn_token(record, answer, client.data_centers(), now);
            let lists_scopes = learn_scopes(record, answer);
            settle(record, id, asked, lists_scopes, now)
        })
        .await;
    events::consent_answered(grant, id, Way::SignIn, &ended);
    ended
}

/// The user has said no, to this attempt.
pub(crate) async fn declined(grant: &Grant, id: &AttemptId, asked: &Asked) -> Result<Ended, Error> {
    remember_denial(grant, id, asked, true).await
}

/// Somebody has said no in this browser, perhaps to this attempt. Nobody is asked again unasked, but the attempt goes
/// on: a code with its `state` may still come.
pub(crate) async fn perhaps_declined(grant: &Grant, id: &AttemptId, asked: &Asked) -> Result<Ended, Error> {
    remember_denial(grant, id, asked, false).await
}

async fn remember_denial(
    grant: &Grant,
    id: &AttemptId,
    asked: &Asked,
    ends_the_attempt: bool,
) -> Result<Ended, Error> {
    let now = grant.oauth_client().now();
    let ended = grant
        .update(|record| {
            let declined = asked.perhaps_declined(record);
            record.knowledge.remember(&declined, Answer::Declined, now);
            if ends_the_attempt {
                record.end_attempt(id);
            }
            Ended { given: String::new(), declined: declined.to_request() }
        })
        .await?;
    events::consent_answered(grant, id, Way::Denial, &ended);
    Ok(ended)
}

/// What a refresh means for what was asked, if the record is still what that refresh has made of it.
fn conclude(
    record: &mut GrantRecord,
    id: &AttemptId,
    asked: &Asked,
    refreshed: &Refreshed,
    now: SystemTime,
) -> Edit<Result<Ended, Error>> {
    if !refreshed.stands_in(record) {
        // What is not there by now was perhaps given, and must not count as declined.
        return Edit::Leave(Err(Kind::Outdated.into()));
    }
    let is_shown = refreshed.shown.is_some();
    if is_shown && !asked.by_any.iter().any(|scope| record.knowledge.has_verified(&scope)) {
        return Edit::Leave(Err(ConsentProblem::NotConfirmed.into()));
    }
    Edit::Save(Ok(settle(record, id, asked, is_shown, now)))
}

fn settle(record: &mut GrantRecord, id: &AttemptId, asked: &Asked, shown: bool, now: SystemTime) -> Ended {
    let knowledge = &mut record.knowledge;
    let given: ScopeSet = if shown {
        asked.by_any.iter().filter(|scope| knowledge.has_verified(scope)).collect()
    } else {
        knowledge.assume(&asked.by_all);
        asked.by_all.clone()
    };
    let declined = asked.by_all.difference(&given);
    knowledge.remember(&given, if shown { Answer::Given } else { Answer::Assumed }, now);
    knowledge.remember(&declined, Answer::Declined, now);
    record.end_attempt(id);
    Ended { given: given.to_request(), declined: declined.to_request() }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use zoho_scopes::Scope;

    use super::*;
    use crate::knowledge::{Knowledge, Standing};

    const NOW: SystemTime = SystemTime::UNIX_EPOCH;

    fn set(list: &str) -> ScopeSet {
        ScopeSet::parse_list(list).expect("a well-formed list")
    }

    fn one_page(list: &str) -> Asked {
        Asked { by_any: set(list), by_all: set(list) }
    }

    fn answer(scope: Option<&str>) -> TokenAnswer {
        TokenAnswer {
            access_token: "1000.access".into(),
            refresh_token: None,
            scope: scope.map(str::to_owned),
            api_domain: None,
            expires_in: Duration::from_hours(1),
        }
    }

    fn standing(record: &GrantRecord, scope: &str) -> Standing {
        record.knowledge.standing(&Scope::parse(scope).expect("a well-formed scope"))
    }

    #[test]
    fn an_answer_without_scope_teaches_nothing() {
        let mut record = GrantRecord::none();
        learn_scopes(&mut record, &answer(None));
        assert_eq!(standing(&record, "ZohoCRM.modules.leads.READ"), Standing::Missing);
    }

    #[test]
    fn an_answer_with_scope_is_the_truth() {
        let mut record = GrantRecord::none();
        learn_scopes(&mut record, &answer(Some("ZohoCRM.modules.leads.READ ZohoCRM.coql.READ")));
        assert_eq!(standing(&record, "ZohoCRM.coql.READ"), Standing::Verified);
        learn_scopes(&mut record, &answer(Some("ZohoCRM.modules.leads.READ")));
        assert_eq!(standing(&record, "ZohoCRM.coql.READ"), Standing::Missing);
    }

    #[test]
    fn consent_is_assumed_until_an_answer_shows_it() {
        let mut record = GrantRecord::none();
        let ended = settle(&mut record, &AttemptId::new("a"), &one_page("ZohoCRM.coql.READ"), false, NOW);
        assert_eq!(ended.given, "ZohoCRM.coql.READ");
        assert_eq!(standing(&record, "ZohoCRM.coql.READ"), Standing::Assumed);
    }

    #[test]
    fn a_scope_that_was_left_out_is_declined() {
        let mut record = GrantRecord::none();
        let asked = one_page("ZohoCRM.coql.READ,ZohoCRM.modules.contacts.CREATE");
        learn_scopes(&mut record, &answer(Some("ZohoCRM.coql.READ")));
        let ended = settle(&mut record, &AttemptId::new("a"), &asked, true, NOW);
        assert_eq!(ended.given, "ZohoCRM.coql.READ");
        assert_eq!(ended.declined, "ZohoCRM.modules.contacts.CREATE");
        assert_eq!(standing(&record, "ZohoCRM.modules.contacts.CREATE"), Standing::Missing);
    }

    #[test]
    fn what_only_one_of_two_pages_asked_for_is_not_declined() {
        let mut record = GrantRecord::none();
        let asked = Asked {
            by_any: set("ZohoCRM.coql.READ,ZohoCRM.modules.contacts.CREATE"),
            by_all: set("ZohoCRM.coql.READ"),
        };
        learn_scopes(&mut record, &answer(Some("ZohoCRM.coql.READ")));
        let ended = settle(&mut record, &AttemptId::new("a"), &asked, true, NOW);
        assert_eq!((ended.given.as_str(), ended.declined.as_str()), ("ZohoCRM.coql.READ", ""));
    }

    #[test]
    fn a_denial_of_pages_with_nothing_in_common_is_about_what_is_not_there() {
        let mut record = GrantRecord::imported("1000.r".into(), "us", Knowledge::nothing_granted());
        learn_scopes(&mut record, &answer(Some("ZohoCRM.coql.READ")));
        let mut asked = Asked {
            by_any: set("ZohoCRM.coql.READ,ZohoCRM.modules.contacts.CREATE"),
            by_all: ScopeSet::new(),
        };
        assert_eq!(asked.perhaps_declined(&record), set("ZohoCRM.modules.contacts.CREATE"));
        asked.by_all = set("ZohoCRM.coql.READ");
        assert_eq!(
            asked.perhaps_declined(&record),
            set("ZohoCRM.coql.READ"),
            "all of them have asked for it"
        );
    }

    #[test]
    fn what_changed_after_the_answer_makes_no_denial() {
        let asked = one_page("ZohoCRM.coql.READ");
        let imported = |token: &str, knowledge| GrantRecord::imported(token.into(), "us", knowledge);
        let mut learnt = imported("1000.r", Knowledge::unknown());
        learn_scopes(&mut learnt, &answer(Some("ZohoCRM.coql.READ")));
        let refreshed = Refreshed {
            token: "1000.access".into(),
            shown: Some(learnt.knowledge.held()),
            granted_by: "1000.r".into(),
        };
        let conclude = |record: &mut GrantRecord| match conclude(
            record,
            &AttemptId::new("a"),
            &asked,
            &refreshed,
            NOW,
        ) {
            Edit::Save(Ok(ended)) => Ok(ended.given),
            Edit::Leave(Err(error)) => Err(error),
            Edit::Save(Err(_)) | Edit::Leave(Ok(_)) => unreachable!("an error saves nothing"),
        };
        let reported = |scopes: &str| Knowledge::reported(set(scopes));
        for mut changed in [
            imported("1000.r", reported("ZohoCRM.coql.READ")),
            imported("1000.r", reported("ZohoCRM.modules.leads.READ")),
            imported("1000.other", learnt.knowledge.clone()),
        ] {
            assert!(conclude(&mut changed).is_err_and(|error| error.is_retryable()));
        }
        assert_eq!(conclude(&mut learnt).ok().as_deref(), Some("ZohoCRM.coql.READ"));
    }
}
