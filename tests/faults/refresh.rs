//! A call needs a fresh access token, and something goes wrong on the way to it.

use std::sync::Arc;
use std::time::Duration;

use requires_scope::Client;
use tokio::time::{Instant, sleep};

use crate::fault::{Fault, Mishap, Place, Points, try_all, try_each};
use crate::rotation::Rotation;
use crate::stage::{Outcome, Stage, mia, try_again_in};

const TOKEN: &str = "POST /oauth/v2/token";

/// A caller may be told twice to come back, not more often.
const TRIES: u32 = 3;

/// Another process's lease and all tries at Zoho, or Zoho's own rest.
const LONGEST: Duration = Duration::from_mins(14);

#[test]
fn one_caller() {
    try_all("refresh", |points, mishap| {
        let stage = Stage::with_grant()?;
        let token = in_processes(&stage, points, async |zoho| call(&zoho, points).await)?;
        check(&stage, mishap, Mishap::may_repeat_a_request, &token)
    });
}

/// Which of the two asks Zoho is theirs to settle.
#[test]
fn two_processes_at_once() {
    two_processes("refresh by two processes at once", Duration::ZERO);
}

/// The second one comes while the first waits for whatever is to come after the fault.
#[test]
fn two_processes_one_after_the_other() {
    two_processes("refresh by a process and a later one", Duration::from_millis(1));
}

/// An answer that the process with the fault cannot save is of use to that process alone.
fn may_repeat(mishap: Mishap) -> bool {
    mishap.may_repeat_a_request() || matches!(mishap.fault, Fault::Fails | Fault::Hangs)
}

fn two_processes(name: &str, later: Duration) {
    // What is killed is one of the two; here both are one `tokio` runtime, which cannot lose a half.
    let mishaps = Mishap::all().filter(|mishap| !mishap.is_of_the_process());
    try_each(name, mishaps, |points, mishap| {
        let stage = Stage::with_grant()?;
        let calm = Points::without_faults();
        let tokens = in_processes(&stage, points, async |zoho| {
            let other = stage.process(&calm)?;
            let other = async {
                sleep(later).await;
                call(&other, &calm).await
            };
            tokio::try_join!(call(&zoho, points), other)
        })?;
        stage.check_token(&tokens.1)?;
        check(&stage, mishap, may_repeat, &tokens.0)
    });
}

#[test]
fn a_server_that_rotates_refresh_tokens() {
    try_all("refresh with rotation", |points, mishap| {
        let mut stage = Stage::with_grant()?;
        let rotation = Arc::new(Rotation::of(&stage.refresh_token()?));
        stage.rotation = Some(Arc::clone(&rotation));
        let token = in_processes(&stage, points, async |zoho| call(&zoho, points).await)?;
        stage.check_token(&token)?;
        if mishap.is_none_or(|mishap| !mishap.may_repeat_a_request()) && stage.count(TOKEN) != 1 {
            return Err(format!("{} requests", stage.count(TOKEN)));
        }
        check_goes_on_later(&stage)?;
        let stored = stage.refresh_token()?;
        if rotation.accepts(&stored) {
            Ok(())
        } else {
            Err(format!("the store holds a dead token: {stored}"))
        }
    });
}

/// The story in one process, and in another one if that is killed.
fn in_processes<T>(
    stage: &Stage,
    points: &Arc<Points>,
    story: impl AsyncFn(Client) -> Outcome<T>,
) -> Outcome<T> {
    match stage.live(points, &story)? {
        Some(outcome) => Ok(outcome),
        None => stage.live(points, &story)?.ok_or_else(|| "it was killed twice".to_owned()),
    }
}

/// A caller who comes back when it is told to, and at once if it was cancelled.
async fn call(zoho: &Client, points: &Points) -> Outcome<String> {
    let began = Instant::now();
    for _ in 0..TRIES {
        let token = points.as_caller(async { zoho.grant(&mia()).await?.access_token().await }).await;
        match token {
            Some(Ok(token)) if began.elapsed() <= LONGEST => return Ok(token.expose().to_owned()),
            Some(Ok(_)) => return Err(format!("it took {:?}", began.elapsed())),
            Some(Err(error)) => sleep(try_again_in(&error)?).await,
            None => {}
        }
    }
    Err(format!("no token in {TRIES} tries"))
}

fn check(stage: &Stage, mishap: Option<Mishap>, may_repeat: fn(Mishap) -> bool, token: &str) -> Outcome {
    stage.check_token(token)?;
    let most = if mishap.is_some_and(may_repeat) { 2 } else { 1 };
    let asked = stage.count(TOKEN);
    if asked > most {
        return Err(format!("{asked} requests"));
    }
    let counted = stage.record()?["quota"]["asked_at"].as_array().map_or(0, Vec::len);
    if counted < asked && mishap.is_none_or(|mishap| mishap.place != Place::Store) {
        return Err(format!("{asked} requests, of which the store knows {counted}"));
    }
    let has_missed_zoho = mishap == Some(Mishap { place: Place::Zoho, fault: Fault::Fails });
    if has_missed_zoho && counted > asked {
        return Err(format!("{counted} requests are counted, of which Zoho has seen {asked}"));
    }
    if Some(stage.refresh_token()?) != stage.first_refresh_token {
        return Err("the store holds another refresh token".to_owned());
    }
    check_goes_on_later(stage)
}

/// Another process refreshes the grant later: nothing that it needs was lost.
fn check_goes_on_later(stage: &Stage) -> Outcome {
    stage.advance(Duration::from_hours(2));
    stage.check_goes_on()
}
