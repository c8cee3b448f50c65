//! Calls whose future stays alive: they wait for the person and go on, or fail at once where nobody can be reached.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use requires_scope::{Channel, Notice};
use tests::stage::{
    CONTACTS, DEALS, EMAIL, LEADS, Outcome, PASSWORD, SOON, Stage, create_contact, create_deal,
};
use tokio::task::JoinSet;
use zoho_sandbox::browser::Person;

/// A channel that keeps the links it was told.
fn told() -> (Channel, Arc<Mutex<Vec<String>>>) {
    let links = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&links);
    let notify =
        move |notice: &Notice<'_>| kept.lock().expect("no panic").push(notice.consent_link.to_string());
    (Channel::notify(notify, SOON), links)
}

/// Waits until a link was told.
async fn link(links: &Mutex<Vec<String>>) -> Outcome<String> {
    let started = Instant::now();
    loop {
        if let Some(link) = links.lock().expect("no panic").first() {
            return Ok(link.clone());
        }
        if started.elapsed() > SOON {
            return Err("nobody was told of a consent link".into());
        }
        tokio::task::yield_now().await;
    }
}

/// Waits until something holds.
async fn until(holds: impl Fn() -> bool) -> Outcome {
    let started = Instant::now();
    while !holds() {
        if started.elapsed() > SOON {
            return Err("it never came to hold".into());
        }
        tokio::task::yield_now().await;
    }
    Ok(())
}

async fn open(stage: &Stage, link: &str) -> Outcome<Person> {
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    mia.open(link).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    Ok(mia)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn fifty_calls_make_one_attempt_and_all_go_on() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let grant = stage.grant_of("mia").await?;
    let (channel, links) = told();
    let mut calls = JoinSet::new();
    for number in 0..50 {
        let grant = grant.clone().on(channel.clone());
        calls.spawn(async move { grant.scope(create_contact(&format!("Boyle {number}"))).await });
    }
    let mut mia = open(&stage, &link(&links).await?).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    let page = mia.accept().await?;
    assert!(page.text().contains("Thank you"), "{}", page.text());
    while let Some(created) = calls.join_next().await {
        assert_eq!(created??, "201 Created SUCCESS");
    }
    assert_eq!(stage.contacts().len(), 50);
    assert_eq!(links.lock().expect("no panic").len(), 1, "one prompt");
    assert_eq!(stage.count("POST /oauth/v2/token/scopeenhance"), 1);
    assert_eq!(stage.count("POST /oauth/v2/token"), 1, "one refresh verifies for all");
    Ok(())
}

#[tokio::test]
async fn a_call_that_joins_on_a_channel_of_its_own_is_told_too() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let grant = stage.grant_of("mia").await?;
    let ((channel, heard), (other, overheard)) = (told(), told());
    let first = tokio::spawn(grant.clone().on(channel.clone()).scope(create_contact("Boyle")));
    let first_link = link(&heard).await?;
    let second = tokio::spawn(grant.clone().on(other).scope(create_contact("Chow")));
    let third = tokio::spawn(grant.on(channel).scope(create_contact("Cruz")));
    assert_eq!(link(&overheard).await?, first_link, "one attempt, and each channel knows its link");
    open(&stage, &first_link).await?.accept().await?;
    for call in [first, second, third] {
        assert_eq!(call.await??, "201 Created SUCCESS");
    }
    assert_eq!((heard.lock().expect("no panic").len(), overheard.lock().expect("no panic").len()), (1, 1));
    Ok(())
}

#[tokio::test]
async fn those_who_come_later_add_their_scopes_while_the_page_is_not_open() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let (channel, links) = told();
    let grant = stage.grant_of("mia").await?.on(channel);
    let first = tokio::spawn(grant.clone().scope(create_contact("Boyle")));
    let link = link(&links).await?;
    let second = tokio::spawn(grant.scope(create_deal("Spring fleet")));
    let started = Instant::now();
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    // The second call joins in its own time; opening the link again shows what has been added.
    loop {
        mia.open(&link).await?;
        if mia.asked_for().is_empty() {
            mia.sign_in(EMAIL, PASSWORD).await?;
        }
        if mia.asked_for().len() == 2 {
            break;
        }
        assert!(started.elapsed() < SOON, "the second call never joined");
    }
    let mut asked = mia.asked_for();
    asked.sort();
    assert_eq!(asked, [CONTACTS, DEALS]);
    mia.accept().await?;
    assert_eq!(first.await??, "201 Created SUCCESS");
    assert_eq!(second.await??, "201 Created SUCCESS");
    assert_eq!(links.lock().expect("no panic").len(), 1, "one prompt");
    Ok(())
}

#[tokio::test]
async fn a_call_that_joins_an_open_page_asks_again_for_what_the_page_did_not() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let (channel, links) = told();
    let grant = stage.grant_of("mia").await?.on(channel);
    let first = tokio::spawn(grant.clone().scope(create_contact("Boyle")));
    let mut mia = open(&stage, &link(&links).await?).await?;
    assert_eq!(mia.asked_for(), [CONTACTS]);
    let second = tokio::spawn(grant.scope(create_deal("Spring fleet")));
    mia.accept().await?;
    assert_eq!(first.await??, "201 Created SUCCESS");

    until(|| links.lock().expect("no panic").len() == 2).await?;
    let next = links.lock().expect("no panic")[1].clone();
    mia.open(&next).await?;
    assert_eq!(mia.asked_for(), [DEALS]);
    mia.accept().await?;
    assert_eq!(second.await??, "201 Created SUCCESS");
    Ok(())
}

#[tokio::test]
async fn a_call_that_waits_learns_of_a_denial() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let (channel, links) = told();
    let grant = stage.grant_of("mia").await?.on(channel);
    let call = tokio::spawn(grant.clone().scope(create_contact("Boyle")));
    open(&stage, &link(&links).await?).await?.decline().await?;
    let error = call.await?.expect_err("declined");
    assert!(error.is_declined(), "{error}");

    let error = grant.scope(create_contact("Boyle")).await.expect_err("declined lately");
    assert!(error.is_declined(), "{error}");
    assert_eq!(links.lock().expect("no panic").len(), 1, "not asked again");
    Ok(())
}

#[tokio::test]
async fn a_call_waits_no_longer_than_its_channel_says() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    let channel = Channel::notify(|_: &Notice<'_>| {}, Duration::from_millis(50));
    let grant = stage.grant_of("mia").await?.on(channel);
    let error = grant.scope(create_contact("Boyle")).await.expect_err("nobody answers");
    assert!(error.is_unanswered() && !error.is_declined(), "{error}");
    assert_eq!(error.missing().map(|missing| missing.scopes().to_request()).as_deref(), Some(CONTACTS));
    Ok(())
}

#[tokio::test]
async fn without_a_person_a_call_fails_at_once_and_asks_nobody() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", LEADS).await?;
    for channel in [Channel::none(), Channel::fetch(), Channel::page()] {
        let grant = stage.grant_of("mia").await?.on(channel);
        let error = grant.scope(create_contact("Boyle")).await.expect_err("missing");
        assert!(error.is_missing_scopes(), "{error}");
    }
    assert!(stage.sandbox.journal().is_empty(), "nothing was sent to Zoho");
    Ok(())
}

#[tokio::test]
async fn a_task_of_its_own_needs_the_grant_carried_along() -> Outcome {
    let stage = Stage::set().await?;
    stage.grant("mia", CONTACTS).await?;
    let grant = stage.grant_of("mia").await?;
    let (lost, carried) = grant
        .scope(async {
            let lost = tokio::spawn(create_contact("Lost"));
            let carried = tokio::spawn(requires_scope::in_current_grant(create_contact("Carried")));
            (lost.await, carried.await)
        })
        .await;
    let error = lost?.expect_err("no current grant");
    assert!(error.is_no_current_grant(), "{error}");
    assert!(error.to_string().contains("in_current_grant()"), "the error names the fix: {error}");
    assert_eq!(carried??, "201 Created SUCCESS");
    Ok(())
}
