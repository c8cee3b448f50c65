//! Assertions on the journal: they hold, and where they do not, the failure can be read.

use std::panic::{AssertUnwindSafe, catch_unwind};

use tests::stage::{CONTACTS, EMAIL, LEADS, PASSWORD, Stage, create_contact};
use zoho_sandbox::browser::Person;
use zoho_sandbox::{Expect, Sandbox};

type Outcome = tests::stage::Outcome;

/// What an expectation says that does not hold.
fn fails(expect: &Expect, expectation: impl FnOnce(&Expect) -> &Expect) -> String {
    let expectation = AssertUnwindSafe(|| {
        expectation(expect);
    });
    let panic = catch_unwind(expectation).expect_err("the expectation does not hold");
    panic.downcast_ref::<String>().cloned().unwrap_or_default()
}

async fn asked(stage: &Stage) -> Result<Person, Box<dyn std::error::Error>> {
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    Ok(mia)
}

#[tokio::test]
async fn one_prompt_and_what_came_of_it() -> Outcome {
    let stage = Stage::set().await?;
    stage.sandbox.expect().nothing();
    let mut mia = asked(&stage).await?;
    mia.wait()?;
    stage.sandbox.expect().one_prompt_for([CONTACTS]).asked_zoho_for([CONTACTS]).refreshes(0);

    let decided = stage.sandbox.moment();
    mia.accept().await?;
    let since = stage.sandbox.expect_since(decided);
    since.no_prompt().refreshes(1).no_scope_on_refresh().requests(1, "POST /crm/v8/Contacts");
    since.no_request("* /oauth/v2/token/addextrascope").no_request("DELETE /*");
    assert!(mia.wait().is_err(), "no consent page is open any more");
    Ok(())
}

#[tokio::test]
async fn a_failure_tells_what_was_expected_and_what_happened() -> Outcome {
    let stage = Stage::set().await?;
    let mut mia = asked(&stage).await?;
    let message = fails(&stage.sandbox.expect(), |expect| expect.one_prompt_for([LEADS]));
    assert_eq!(
        message.lines().take(5).collect::<Vec<_>>(),
        [
            format!("expected one prompt, for exactly {LEADS}; it was for {CONTACTS}").as_str(),
            "prompts:",
            format!("  1. {EMAIL} was asked for {CONTACTS}: no answer yet").as_str(),
            "requests:",
            "  1. POST /oauth/v2/token/scopeenhance grant_type=update_scopes_token → 200",
        ],
        "{message}"
    );
    mia.decline().await?;
    let message = fails(&stage.sandbox.expect(), |expect| expect.no_prompt());
    assert!(message.starts_with("expected no prompt; there was one\n"), "{message}");
    assert!(message.contains(&format!("{CONTACTS}: declined")), "{message}");
    let message = fails(&stage.sandbox.expect(), |expect| expect.refreshes(3));
    assert!(message.starts_with("expected 3 refreshes of the access token; there was none\n"), "{message}");
    let request = "POST /oauth/v2/token/scopeenhance";
    let message = fails(&stage.sandbox.expect(), |expect| expect.no_request(request));
    assert!(
        message.starts_with(&format!("expected no request like `{request}`; there was one\n")),
        "{message}"
    );
    Ok(())
}

#[tokio::test]
async fn a_scope_on_refresh_and_a_union_are_seen() -> Outcome {
    let stage = Stage::set().await?;
    let issued = stage.grant("mia", LEADS).await?;
    let (id, secret) = (&stage.credentials.client_id, &stage.credentials.client_secret);
    let query = format!("client_id={id}&client_secret={secret}&refresh_token={}", issued.refresh_token);
    let accounts = stage.sandbox.accounts_url();
    let url = format!("{accounts}/oauth/v2/token?grant_type=refresh_token&scope={LEADS}&{query}");
    reqwest::Client::new().post(url).send().await?;
    let message = fails(&stage.sandbox.expect(), |expect| expect.no_scope_on_refresh());
    assert!(message.contains(&format!("one named `{LEADS}`")), "{message}");
    assert!(!message.contains(secret) && !message.contains(&issued.refresh_token), "{message}");

    let page = format!("{accounts}/oauth/v2/token/addextrascope?scope={LEADS},{CONTACTS}");
    reqwest::get(page).await?;
    let message = fails(&stage.sandbox.expect(), |expect| expect.asked_zoho_for([CONTACTS]));
    assert!(
        message.starts_with(&format!("expected that Zoho was asked for exactly {CONTACTS}; ")),
        "{message}"
    );
    Ok(())
}

#[tokio::test]
async fn what_came_before_does_not_count_and_what_was_cleared_proves_nothing() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", CONTACTS).await?;
    let start = stage.sandbox.moment();
    stage.grant_of("mia").await?.scope(create_contact("Boyle")).await?;
    stage.sandbox.expect().refreshes(1);
    let done = stage.sandbox.moment();
    stage.sandbox.expect_since(done).nothing();
    let message = fails(&stage.sandbox.expect_since(start), |expect| expect.nothing());
    assert!(message.starts_with("expected no request at all; there were 2\n"), "{message}");
    Ok(())
}

#[tokio::test]
async fn a_cleared_journal_begins_anew_and_says_nothing_about_before() -> Outcome {
    let sandbox = Sandbox::builder().admin_port(0).start().await?;
    let start = sandbox.moment();
    reqwest::get(format!("{}/oauth/serverinfo", sandbox.accounts_url())).await?;
    let journal = format!("{}/api/journal", sandbox.admin_url().ok_or("an admin interface")?);
    reqwest::Client::new().delete(journal).send().await?.error_for_status()?;
    sandbox.expect().nothing();
    let message = fails(&sandbox.expect_since(start), |expect| expect.no_request("POST /crm/*"));
    assert!(message.contains("the journal does not reach back so far"), "{message}");
    Ok(())
}

#[tokio::test]
async fn a_request_that_cannot_match_anything_is_a_mistake() -> Outcome {
    let sandbox = Sandbox::builder().start().await?;
    let message = fails(&sandbox.expect(), |expect| expect.no_request("/crm/v8/Contacts"));
    assert!(message.contains("write a method and a path"), "{message}");
    Ok(())
}
