//! Access tokens between calls and consents.

use std::time::{Duration, Instant};

use requires_scope::ScopeSet;
use tests::stage::{CONTACTS, EMAIL, LEADS, Outcome, PASSWORD, Stage, create_contact, key};
use tokio::task::JoinSet;
use zoho_sandbox::Fault;

const TOKEN: &str = "POST /oauth/v2/token";

#[tokio::test]
async fn a_consent_is_verified_by_a_refresh_that_begins_after_it() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    stage.sandbox.faults().fail_next(TOKEN, Fault::Delay(Duration::from_millis(300)));
    let grant = stage.grant_of("mia").await?;
    let before = tokio::spawn(async move { grant.access_token().await });
    while stage.count(TOKEN) == 0 {
        tokio::task::yield_now().await;
    }
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    before.await??;
    assert_eq!(stage.count(TOKEN), 2, "neither the running refresh nor its fresh token shows the consent");
    Ok(())
}

#[tokio::test]
async fn a_consent_can_be_verified_although_calls_are_held_back() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    for tokens in [1, 2, 3, 4, 5, 6, 7, 8, 8, 8] {
        mia.open(&stage.url("/leads")).await?;
        assert_eq!(stage.count(TOKEN), tokens, "Zoho gives ten in ten minutes, two of which are kept");
        stage.sandbox.clock().advance(Duration::from_hours(2));
    }
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let page = mia.accept().await?;
    assert_eq!(page.text(), "contact: 201 Created SUCCESS");
    assert_eq!(stage.count(TOKEN), 9);
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_processes_of_fifty_tasks_make_one_refresh() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let grant = stage.another_process().await?.grant(&key("mia")).await?;
        for _ in 0..50 {
            let grant = grant.clone();
            tasks.spawn(async move { grant.access_token().await.map(|token| token.expose().to_owned()) });
        }
    }
    let tokens: Vec<_> = tasks.join_all().await.into_iter().collect::<Result<_, _>>()?;
    assert!(tokens.iter().all(|token| *token == tokens[0]));
    assert_eq!((tokens.len(), stage.count(TOKEN)), (400, 1));
    Ok(())
}

#[tokio::test]
async fn a_consent_that_another_process_has_taken_lets_a_call_pass_here() -> Outcome {
    let stage = Stage::set().await?;
    let (mut mia, _) = stage.person("mia").await?;
    let elsewhere = stage.another_process().await?.grant(&key("mia")).await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    let refused = elsewhere.clone().scope(create_contact("Boyle")).await;
    assert!(refused.is_err_and(|error| error.is_missing_scopes()));
    mia.accept().await?;

    let (given, asked) = (Instant::now(), stage.sandbox.journal().len());
    let contacts = ScopeSet::parse_list(CONTACTS)?;
    while !elsewhere.has_all(&contacts) {
        assert!(given.elapsed() < Duration::from_secs(1), "it is not told in time");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(stage.sandbox.journal().len(), asked, "Zoho was not asked");
    assert_eq!(elsewhere.scope(create_contact("Boyle")).await?, "201 Created SUCCESS");
    Ok(())
}
