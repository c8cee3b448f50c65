//! A person who has never signed in at Zoho: consent link, Zoho's page, callback with a code, and what has waited for
//! her goes on.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use requires_scope::{Channel, Client, Error, Notice, requires_scope};
use tests::stage::{CONTACTS, LEADS};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::fault::{Fault, Mishap, Place, Points, try_all, try_each};
use crate::stage::{Outcome, Stage, mia, text, try_again_in};
use crate::visit::{Answer, Visit};

/// A caller may be told twice to come back, not more often.
const TRIES: u32 = 3;

/// She may have to begin anew once.
const TWICE: [Answer; 2] = [Answer::Accepts; 2];

#[test]
fn for_a_kept_request() {
    try_all("first sign-in for a kept request", |points, mishap| {
        let stage = Stage::set()?;
        let mut visit = Visit::with_form(&TWICE);
        in_processes(&stage, points, async |zoho| sign_in(&stage, points, &zoho, &mut visit).await)?;
        visit.check_run_once(&stage, mishap)?;
        check(&stage, &[LEADS, CONTACTS], mishap)
    });
}

#[test]
fn for_a_call_that_waits() {
    try_all("first sign-in for a call that waits", |points, mishap| {
        let stage = Stage::set()?;
        let mut visit = None;
        in_processes(&stage, points, async |zoho| {
            let (told, link) = watch::channel(String::new());
            let opened = async {
                let link = link.clone().wait_for(|link| !link.is_empty()).await.map(|link| link.clone());
                if visit.is_none() {
                    visit = Some(Visit::to(link.map_err(text)?, &TWICE));
                }
                match &mut visit {
                    Some(visit) => sign_in(&stage, points, &zoho, visit).await,
                    None => Ok(()),
                }
            };
            tokio::try_join!(call(&zoho, points, told), opened).map(drop)
        })?;
        check(&stage, &[LEADS], mishap)
    });
}

#[test]
fn declined() {
    // Nobody asks Zoho for anything.
    let mishaps = Mishap::all().filter(|mishap| mishap.place != Place::Zoho);
    try_each("first sign-in declined", mishaps, |points, _| {
        let stage = Stage::set()?;
        let mut visit = Visit::with_form(&[Answer::Declines]);
        in_processes(&stage, points, async |zoho| visit.go_on(&stage, points, &zoho).await)?;
        match (stage.verified()?.as_slice(), visit.created(), stage.sandbox.prompts().len()) {
            ([], 0, 1) => visit.check_end(StatusCode::FORBIDDEN),
            (verified, created, prompts) => {
                Err(format!("verified: {verified:?}, run {created} times, {prompts} prompts"))
            }
        }
    });
}

/// The story in one process, and in another one if that is killed.
fn in_processes(
    stage: &Stage,
    points: &Arc<Points>,
    mut story: impl AsyncFnMut(Client) -> Outcome,
) -> Outcome {
    if stage.live(points, &mut story)?.is_none() {
        stage.live(points, &mut story)?.ok_or("it was killed twice")?;
    }
    Ok(())
}

/// She goes back to where she began when she is told to. An application that ends says so to its client.
async fn sign_in(stage: &Stage, points: &Points, zoho: &Client, visit: &mut Visit) -> Outcome {
    visit.go_on(stage, points, zoho).await?;
    if visit.end()? == StatusCode::BAD_REQUEST {
        visit.begin_anew();
        visit.go_on(stage, points, zoho).await?;
    }
    zoho.flush().await.map_err(text)
}

/// A caller whose call waits for her, and who comes back when it is told to, and at once if it was cancelled.
async fn call(zoho: &Client, points: &Points, told: watch::Sender<String>) -> Outcome {
    let told = move |notice: &Notice<'_>| drop(told.send_replace(notice.consent_link.to_string()));
    let channel = Channel::notify(told, Duration::from_mins(30));
    for _ in 0..TRIES {
        let called = async { zoho.grant(&mia()).await?.on(channel.clone()).scope(list_leads()).await };
        match points.as_caller(called).await {
            Some(Ok(())) => return Ok(()),
            Some(Err(error)) => sleep(try_again_in(&error)?).await,
            None => {}
        }
    }
    Err(format!("the call has not gone on in {TRIES} tries"))
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn list_leads() -> Result<(), Error> {
    Ok(())
}

fn check(stage: &Stage, scopes: &[&str], mishap: Option<Mishap>) -> Outcome {
    for scope in scopes {
        if !stage.is_verified(scope)? {
            return Err(format!("{scope} is not verified"));
        }
    }
    let dealings = stage.dealings();
    let prompts = stage.sandbox.prompts().len();
    if prompts > 1 && !mishap.is_some_and(may_need_another_code) {
        return Err(format!("{prompts} prompts"));
    }
    if let Some(code) = dealings.codes.iter().find(|code| dealings.times_sent(code) > 1) {
        return Err(format!("{code} was sent {} times", dealings.times_sent(code)));
    }
    let stored = stage.refresh_token()?;
    let is_lost = match mishap {
        // What only a process knew that was killed, nobody can know.
        Some(mishap) if mishap.is_of_the_process() => !dealings.refresh_tokens.contains(&stored),
        _ => dealings.refresh_tokens != [stored.as_str()],
    };
    if is_lost {
        return Err(format!("{stored} is kept of {:?}", dealings.refresh_tokens));
    }
    stage.check_goes_on()
}

/// A code is good once: where it is not known what became of it, she is asked for another one.
fn may_need_another_code(mishap: Mishap) -> bool {
    let lost = mishap.place == Place::Zoho && mishap.fault != Fault::Fails;
    lost || mishap.is_of_the_process()
        || mishap.place == Place::Store && matches!(mishap.fault, Fault::LosesAnswer | Fault::HangsAfter)
}
