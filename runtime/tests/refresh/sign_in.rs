//! A code comes back from Zoho's page: it is good once, and brought as often as the page is loaded.

use std::sync::Arc;
use std::time::Duration;

use futures_util::future::join;
use requires_scope::{Client, ConsentProblem, Error, Grant, GrantImport, ScopeSet};
use tokio::time::{Instant, sleep};

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, coql, leads, mia, until};

const GRANTED: &str = r#"{"access_token":"1000.access","refresh_token":"1000.r","scope":"ZohoCRM.coql.READ","expires_in":3600}"#;

/// How long Zoho takes for an answer, when it is slow.
const SLOW: Duration = Duration::from_secs(5);

/// How long a code stands in the way of another one.
const AWAITED: Duration = Duration::from_secs(46);

/// A browser that has opened Zoho's page of a first sign-in.
#[derive(Clone)]
struct Browser {
    client: Client,
    grant: Grant,
    cookie: String,
    state: String,
}

impl Browser {
    async fn opened(stage: &Stage, endpoint: &Arc<Endpoint>) -> Outcome<Browser> {
        let client = stage.process(endpoint)?;
        let grant = client.grant(&mia()).await?;
        let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
        let page = client.open_consent(attempt.id(), &grant, None, None).await?;
        let mut parameters = page.url().query_pairs();
        let sent = parameters.find(|(name, _)| name == "state").ok_or("no state")?.1.into_owned();
        Ok(Browser { client, grant, cookie: page.cookie().expose().to_owned(), state: sent })
    }

    /// The same browser, which another process answers.
    async fn at(&self, client: Client) -> Outcome<Browser> {
        let grant = client.grant(&mia()).await?;
        Ok(Browser { client, grant, ..self.clone() })
    }

    /// While Zoho takes its time for an answer to it, or to another one.
    async fn brings_to_slow_zoho(&self, code: &str, endpoint: &Endpoint) -> Result<(), Error> {
        let answers = async {
            sleep(SLOW).await;
            endpoint.answer(1);
        };
        join(self.brings(code), answers).await.0
    }

    async fn brings(&self, code: &str) -> Result<(), Error> {
        let query = format!("code={code}&state={}", self.state);
        let answered = self.client.answer(&query, Some(&self.cookie), Some(&self.grant)).await?;
        assert!(answered.consent.is_whole() && self.grant.is_signed_in());
        Ok(())
    }
}

/// Zoho's page shows nothing but an error for a list with one scope that it does not take.
#[tokio::test]
async fn a_grant_that_ended_is_asked_for_without_what_nobody_knows() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(400, r#"{"error":"invalid_code"}"#));
    let client = stage.process(&endpoint)?;
    let assumed = ScopeSet::parse_list("ZohoCRM.modules.leads.READ,ZohoCRM.modules.Misspelt.READ")?;
    let grant = client.import_grant(&mia(), GrantImport::new("1000.r").assuming(assumed)).await?;
    grant.access_token().await.expect_err("it has ended");
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    let mut parameters = page.url().query_pairs();
    let asked = parameters.find(|(name, _)| name == "scope").ok_or("no scope")?.1.into_owned();
    assert_eq!(ScopeSet::parse_list(&asked)?, coql().union(&leads()));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn of_two_processes_that_are_brought_a_code_one_sends_it() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    let reloaded = browser.at(stage.process(&endpoint)?).await?;
    let answers = async {
        endpoint.was_asked().await?;
        endpoint.answer(1);
        Outcome::Ok(())
    };
    let ((one, other), answered) =
        join(join(browser.brings("1000.a"), reloaded.brings("1000.a")), answers).await;
    answered?;
    one?;
    // Whoever has learnt it from the other one has nothing more to tell.
    assert!(other.is_ok() || other.is_err_and(|error| is(&error, ConsentProblem::AlreadyAnswered)));
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test]
async fn after_a_code_that_has_brought_nothing_another_one_is_taken() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    endpoint.say_next(502, "<html>");
    for _ in 0..2 {
        let error = browser.brings("1000.a").await.expect_err("its answer is lost");
        assert!(is(&error, ConsentProblem::CodeUsed) && !error.is_retryable(), "{error}");
    }
    assert_eq!(endpoint.count(), 1, "it is not sent again");
    // She has gone back to Zoho's page.
    browser.brings("1000.b").await?;
    assert_eq!(endpoint.count(), 2);
    Ok(())
}

#[tokio::test]
async fn a_code_that_has_not_reached_zoho_may_be_brought_again() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    endpoint.is_away(true);
    let error = browser.brings("1000.a").await.expect_err("nobody listens");
    assert!(error.is_retryable(), "{error}");
    endpoint.is_away(false);
    browser.brings("1000.a").await?;
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn whoever_waits_for_a_code_learns_that_it_was_given_back_or_given_up() -> Outcome {
    for is_away in [true, false] {
        let (stage, endpoint) = (Stage::set(), Endpoint::held(502, "<html>"));
        let browser = Browser::opened(&stage, &endpoint).await?;
        let reloaded = browser.at(stage.process(&endpoint)?).await?;
        let began = Instant::now();
        let first = tokio::spawn(async move { browser.brings("1000.a").await });
        endpoint.was_asked().await?;
        endpoint.is_away(is_away);
        let error = reloaded.brings_to_slow_zoho("1000.a", &endpoint).await.expect_err("of no use");
        assert_eq!(error.is_retryable(), is_away, "{error}");
        assert_eq!(is(&error, ConsentProblem::CodeUsed), !is_away, "{error}");
        assert!(first.await?.is_err() && began.elapsed() < 2 * SLOW);
        assert_eq!(endpoint.count(), 1);
    }
    Ok(())
}

#[tokio::test]
async fn a_sign_in_that_its_attempt_was_not_told_of_is_no_failed_one() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    let answers = async {
        endpoint.was_asked().await?;
        stage.store.forgets_attempts(true);
        endpoint.answer(1);
        Outcome::Ok(())
    };
    let (told, answered) = join(browser.brings("1000.a"), answers).await;
    answered?;
    assert!(told.is_err_and(|error| error.is_retryable()));
    stage.store.forgets_attempts(false);
    stage.clock.advance(AWAITED);
    browser.brings("1000.a").await?;
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn of_a_code_that_outweighs_a_denial_all_who_bring_it_learn_the_same() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    let denied = format!("error=access_denied&state={}", browser.state);
    browser.client.answer(&denied, Some(&browser.cookie), Some(&browser.grant)).await?;
    let reloaded = browser.at(stage.process(&endpoint)?).await?;
    let first = tokio::spawn({
        let browser = browser.clone();
        async move { browser.brings("1000.a").await }
    });
    endpoint.was_asked().await?;
    reloaded.brings_to_slow_zoho("1000.a", &endpoint).await?;
    first.await??;
    browser.brings("1000.a").await?;
    assert_eq!(endpoint.count(), 1);
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_code_that_has_brought_no_refresh_token_is_awaited_by_nobody() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let browser = Browser::opened(&stage, &endpoint).await?;
    let error = browser.brings("1000.a").await.expect_err("no refresh token");
    assert!(error.to_string().contains("server-based"), "{error}");
    let began = Instant::now();
    let error = browser.brings("1000.a").await.expect_err("good once");
    assert!(is(&error, ConsentProblem::CodeUsed) && began.elapsed() < SLOW, "{error}");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_code_whose_answer_comes_late_gives_up_no_other_one() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::held(200, GRANTED));
    let browser = Browser::opened(&stage, &endpoint).await?;
    let brings = |code: &'static str| {
        let browser = browser.clone();
        tokio::spawn(async move { browser.brings(code).await })
    };
    let late = brings("1000.a");
    endpoint.was_asked().await?;
    stage.clock.advance(AWAITED);
    let another = brings("1000.b");
    until(|| endpoint.count() == 2).await?;
    endpoint.say_next(502, "<html>");
    endpoint.answer(1);
    assert!(late.await?.is_err());
    browser.brings_to_slow_zoho("1000.b", &endpoint).await?;
    another.await??;
    assert_eq!(endpoint.count(), 2);
    Ok(())
}

fn is(error: &Error, problem: ConsentProblem) -> bool {
    error.consent_problem() == Some(problem)
}
