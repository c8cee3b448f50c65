//! A form is sent that needs one more scope: consent link, Zoho's page, callback, and the kept request that goes on.

use std::sync::Arc;

use http::StatusCode;
use tests::stage::CONTACTS;

use crate::fault::{Mishap, Points, try_all};
use crate::stage::{Outcome, Stage};
use crate::visit::{Answer, Visit};

#[test]
fn given() {
    try_all("consent given", |points, mishap| {
        let (stage, visit) = visit(points, &[Answer::Accepts])?;
        check_given(&stage, &visit, mishap)
    });
}

#[test]
fn declined() {
    try_all("consent declined", |points, _| {
        let (stage, visit) = visit(points, &[Answer::Declines])?;
        check_not_given(&stage, &visit)?;
        visit.check_end(StatusCode::FORBIDDEN)
    });
}

/// The callback is called before the person has answered, as another site could make her browser do.
#[test]
fn forged() {
    try_all("consent forged, then given", |points, mishap| {
        let (stage, visit) = visit(points, &[Answer::IsForged, Answer::Accepts])?;
        check_given(&stage, &visit, mishap)
    });
}

fn visit(points: &Arc<Points>, answers: &[Answer]) -> Outcome<(Stage, Visit)> {
    let stage = Stage::with_grant()?;
    let mut visit = Visit::with_form(answers);
    if stage.live(points, async |zoho| visit.go_on(&stage, points, &zoho).await)?.is_none() {
        let ended = stage.live(points, async |zoho| visit.go_on(&stage, points, &zoho).await)?;
        ended.ok_or("it was killed twice")?;
    }
    match stage.sandbox.prompts().len() {
        1 => Ok((stage, visit)),
        prompts => Err(format!("{prompts} prompts")),
    }
}

fn check_given(stage: &Stage, visit: &Visit, mishap: Option<Mishap>) -> Outcome {
    if !stage.is_verified(CONTACTS)? {
        return Err(format!("the scope is not verified, and the end is {:?}", visit.end()?));
    }
    visit.check_run_once(stage, mishap)?;
    stage.check_goes_on()
}

fn check_not_given(stage: &Stage, visit: &Visit) -> Outcome {
    match (stage.is_verified(CONTACTS)?, visit.created()) {
        (false, 0) => stage.check_goes_on(),
        (is_verified, created) => Err(format!("verified: {is_verified}, run {created} times")),
    }
}
