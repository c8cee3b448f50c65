//! What a refresh after a consent shows, while other things happen to the grant.

use requires_scope::{Consent, GrantImport, Scope, ScopeSet, Standing};

use crate::stage::{Endpoint, Outcome, Stage, coql, import, leads, mia, until};

const GIVEN: &str = "status=success&scope_enhanced=true";

fn shows(scopes: &str) -> String {
    format!(r#"{{"access_token":"1000.access","scope":"{scopes}","expires_in":3600}}"#)
}

fn is_given(consent: &Consent, scopes: &ScopeSet) -> bool {
    consent.is_whole() && consent.given() == scopes
}

#[tokio::test]
async fn what_changed_while_the_server_was_asked_makes_no_denial_of_a_consent() -> Outcome {
    let (stage, endpoint) =
        (Stage::set(), Endpoint::held(200, &shows("ZohoCRM.modules.leads.READ ZohoCRM.coql.READ")));
    let client = stage.process(&endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    endpoint.answer(1);
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;

    let answered = tokio::spawn({
        let (client, grant, cookie) = (client.clone(), grant.clone(), page.cookie().expose().to_owned());
        async move { client.answer(GIVEN, Some(&cookie), Some(&grant)).await }
    });
    until(|| endpoint.count() == 2).await?;
    let users = ScopeSet::parse_list("ZohoCRM.users.READ")?;
    let elsewhere = GrantImport::new("1000.r").assuming(leads().union(&users));
    stage.process(&endpoint)?.import_grant(&mia(), elsewhere).await?;
    endpoint.answer(2);
    assert!(is_given(&answered.await??.consent, &coql()));
    assert_eq!(grant.standing(&Scope::parse("ZohoCRM.coql.READ")?), Standing::Verified);
    Ok(())
}
