//! What another process has changed reaches the grants that are loaded here.

use requires_scope::{GrantImport, Kind, Scope};

use crate::stage::{Endpoint, Outcome, RECORD, Stage, TOKEN, coql, mia};

#[tokio::test]
async fn a_change_is_seen_by_all_handles_of_the_grant() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let client = stage.process(&endpoint)?;
    let grant = client.import_grant(&mia(), crate::stage::import("1000.r")).await?;
    let coql_read = Scope::parse("ZohoCRM.coql.READ")?;
    let wider = GrantImport::new("1000.r").assuming(coql());
    stage.process(&endpoint)?.import_grant(&mia(), wider.clone()).await?;
    assert!(!grant.standing(&coql_read).allows_a_call(), "nobody has told");

    client.note_change(Kind::Grant, "6:zylker/noah").await?;
    client.note_change(Kind::SuspendedCall, RECORD).await?;
    client.note_change(Kind::Grant, "no key of ours").await?;
    assert!(!grant.standing(&coql_read).allows_a_call(), "something else has changed");

    client.note_change(Kind::Grant, RECORD).await?;
    assert!(grant.standing(&coql_read).allows_a_call());
    Ok(())
}

#[tokio::test]
async fn after_missed_changes_every_loaded_grant_is_read_again() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let client = stage.process(&endpoint)?;
    let held = client.import_grant(&mia(), crate::stage::import("1000.r")).await?;
    stage.process(&endpoint)?.import_grant(&mia(), GrantImport::new("1000.r").assuming(coql())).await?;
    client.note_missed_changes().await?;
    assert_eq!(held.scopes_held(), coql());

    drop(held);
    stage.process(&endpoint)?.import_grant(&mia(), crate::stage::import("1000.r")).await?;
    client.note_missed_changes().await?;
    assert_eq!(client.grant(&mia()).await?.scopes_held(), crate::stage::leads());
    Ok(())
}
