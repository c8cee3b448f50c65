//! A code comes back from Zoho's page: it is good once, and brought as often as the page is loaded.

use std::sync::Arc;

use futures_util::future::join;
use requires_scope::{Client, ConsentProblem, Error, Grant};

use crate::stage::{Endpoint, Outcome, Stage, coql, mia};

const GRANTED: &str = r#"{"access_token":"1000.access","refresh_token":"1000.r","scope":"ZohoCRM.coql.READ","expires_in":3600}"#;

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

    async fn brings(&self, code: &str) -> Result<(), Error> {
        let query = format!("code={code}&state={}", self.state);
        let answered = self.client.answer(&query, Some(&self.cookie), Some(&self.grant)).await?;
        assert!(answered.consent.is_whole() && self.grant.is_signed_in());
        Ok(())
    }
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

fn is(error: &Error, problem: ConsentProblem) -> bool {
    error.consent_problem() == Some(problem)
}
