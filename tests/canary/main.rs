//! No secret is ever seen: known ones go through every flow and every public type, and a witness hears everything.
//!
//! One test in a program of its own, because the witness listens to the whole of it.

mod witness;

use std::time::Duration;

use requires_scope::{
    CallId, Channel, Client, DataCenter, GrantImport, GrantKey, KeptRequest, KeyRing, MemoryStore,
    MissingScopes, Record, Scope, ScopeSet, Sealed, Secret, Store, StoreError, Version, events,
};
use tests::stage::{
    CONTACTS, DEALS, EMAIL, LEADS, Outcome, PASSWORD, Stage, create_contact, create_deal, key,
};
use zoho_sandbox::Fault;
use zoho_sandbox::browser::Person;

use crate::witness::{Witness, holds_token};

const TOKEN: &str = "POST /oauth/v2/token";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_secret_is_seen_in_any_flow_or_type() -> Outcome {
    assert!(holds_token("Bearer 1000.0123456789abcdef0123456789abcdef.0"), "the witness knows a token");
    let witness = Witness::listen();
    let stage = Stage::set().await?;
    let mut known = vec![stage.credentials.client_secret.clone(), PASSWORD.to_owned()];

    consents(&stage, &witness, &mut known).await?;
    verdicts(&stage, &witness).await?;
    audit(&stage).await?;
    trouble(&stage, &witness).await?;
    types(&stage, &witness, &mut known).await?;

    for entry in stage.sandbox.journal() {
        let secrets = ["code", "state", "refresh_token", "enhance_token", "client_secret"];
        known.extend(secrets.iter().filter_map(|name| entry.parameter(name)).map(str::to_owned));
    }
    assert!(known.len() > 20, "the flows have met secrets");
    for name in [
        events::GUARD_REFUSED,
        events::ATTEMPT_BEGUN,
        events::ATTEMPT_JOINED,
        events::ATTEMPT_GIVEN,
        events::ATTEMPT_DECLINED,
        events::CONSENT_OPENED,
        events::CONSENT_ANSWERED,
        events::GRANT_IMPORTED,
        events::GRANT_REVOKED,
        events::REFRESH_DONE,
        events::REFRESH_FAILED,
        events::REFRESH_RETRIED,
        events::QUOTA_HELD_BACK,
        events::QUOTA_THROTTLED,
        events::VERDICT_SCOPE,
        events::VERDICT_TOKEN,
        events::VERDICT_PERMISSION,
    ] {
        assert!(witness.events().contains(name), "{name} was not told");
    }
    for way in ["enhancement", "sign_in", "denial"] {
        assert!(witness.has_heard(&[&format!("way=\"{way}\"")]), "no audit event of a {way}");
    }
    for (event, outcome) in [
        (events::CONSENT_ANSWERED, "outcome=\"declined\""),
        (events::GRANT_IMPORTED, &format!("scopes={LEADS}")),
        (events::GRANT_REVOKED, &format!("scopes={LEADS}")),
    ] {
        let told = ["requires_scope::audit", event, "tenant=\"zylker\" user=\"ben\"", outcome];
        assert!(witness.has_heard(&told), "no audit event of Ben's: {event}");
    }
    assert_eq!(witness.secrets(&known), [""; 0]);
    Ok(())
}

/// A first sign-in, an enhancement that is given, one that is declined, and callbacks that are refused.
async fn consents(stage: &Stage, witness: &Witness, known: &mut Vec<String>) -> Outcome {
    let mut mia = Person::new()?;
    mia.open(&stage.url("/sign-in/mia")).await?;
    mia.open(&stage.url("/leads")).await?;
    mia.sign_in(EMAIL, PASSWORD).await?;
    mia.accept().await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create contact", &[("last_name", "Boyle")]).await?;
    mia.accept().await?;
    mia.open(&stage.url("/")).await?;
    mia.browser().submit("Create deal", &[("last_name", "Boyle")]).await?;
    mia.decline().await?;

    let zoho = &stage.app.zoho;
    let grant = stage.grant_of("mia").await?;
    let missing = MissingScopes::of(ScopeSet::parse_list("ZohoCRM.coql.READ")?);
    let attempt = grant.ask_for(&missing).await?.ok_or("nothing to ask for")?;
    grant.ask_for(&missing).await?;
    let page = zoho.open_consent(attempt.id(), &grant, None, None).await?;
    let cookie = page.cookie().expose().to_owned();
    known.extend(cookie.split_once('.').map(|(_, browser)| browser.to_owned()));
    for query in ["status=success&scope_enhanced=true", "code=1000.code&state=wrong", "error=access_denied"] {
        match zoho.answer(query, Some(&cookie), Some(&grant)).await {
            Ok(answered) => witness.see(answered),
            Err(error) => witness.see_error(&error),
        }
    }
    let error = zoho.answer("status=success", Some("a.b"), Some(&grant)).await.expect_err("another browser");
    witness.see_error(&error);
    let error = create_deal("Boyle").await.expect_err("no grant is current");
    witness.see_error(&error);
    let error = grant.clone().scope(create_deal("Boyle")).await.expect_err("declined");
    witness.see_error(&error);
    witness.see((page, attempt, grant.standing(&Scope::parse(DEALS)?), grant));
    Ok(())
}

/// Ben declines a first sign-in, which Zoho may tell without `state`; another integration brings his grant along, and he
/// takes it back.
async fn audit(stage: &Stage) -> Outcome {
    let zoho = &stage.app.zoho;
    let grant = stage.grant_of("ben").await?;
    let attempt = grant.ask(&ScopeSet::parse_list(DEALS)?).await?.ok_or("nothing to ask for")?;
    let page = zoho.open_consent(attempt.id(), &grant, None, None).await?;
    zoho.answer("error=access_denied", Some(page.cookie().expose()), Some(&grant)).await?;
    stage.grant("ben", LEADS).await?;
    Ok(grant.revoke().await?)
}

/// What the CRM refuses: a token, a scope, a profile.
async fn verdicts(stage: &Stage, witness: &Witness) -> Outcome {
    let issued = stage.grant("noah", &format!("{LEADS},{CONTACTS}")).await?;
    let grant = stage.grant_of("noah").await?;
    grant.access_token().await?;
    stage.sandbox.clock().advance(Duration::from_hours(2));
    grant.clone().scope(create_contact("Boyle")).await?;
    stage.sandbox.faults().withhold_permission("Crm_Implied_Create_Contacts");
    witness
        .see_error(&grant.clone().scope(create_contact("Boyle")).await.expect_err("the profile forbids it"));
    stage.sandbox.faults().restore_permission("Crm_Implied_Create_Contacts");
    stage.sandbox.revoke_scope(&issued.refresh_token, CONTACTS);
    witness.see_error(&grant.clone().scope(create_contact("Boyle")).await.expect_err("the scope is gone"));
    let client = grant.client();
    witness.see_error(&client.get("https://evil.example/").send().await.expect_err("a foreign host"));
    witness.see_error(&client.get("/").header("a\n", "b").send().await.expect_err("no header"));
    witness.see((client.get("/crm/v8/Leads"), client));
    Ok(())
}

/// What goes wrong at Zoho Accounts: it fails, tears its answer, complains, refuses; nobody is there.
async fn trouble(stage: &Stage, witness: &Witness) -> Outcome {
    let faults = stage.sandbox.faults();
    let localized = r#"{"error_description":"1000.0123456789abcdef0123456789abcdef","error":"拒绝访问","status":"failure"}"#;
    for (user, fault, times) in [
        ("a", Fault::Status(503, "1000.0123456789abcdef0123456789abcdef".to_owned()), 3),
        ("b", Fault::Status(200, r#"{"access_token":"1000.0123456789abcdef0123456789abcdef"#.to_owned()), 3),
        ("c", Fault::Status(200, r#"{"error":"0123456789abcdef0123456789abcdef"}"#.to_owned()), 1),
        ("d", Fault::Status(400, localized.to_owned()), 1),
        ("e", Fault::Status(200, r#"{"error":"invalid_code"}"#.to_owned()), 1),
        ("f", Fault::LostAnswer, 3),
    ] {
        stage.grant(user, LEADS).await?;
        let grant = stage.grant_of(user).await?;
        for _ in 0..times {
            faults.fail_next(TOKEN, fault.clone());
        }
        for _ in 0..2 {
            if let Err(error) = grant.access_token().await {
                witness.hear(error.with_sources().to_string());
                witness.see_error(&error);
            }
        }
        witness.see(grant);
    }
    let nowhere = DataCenter::custom("us", "http://127.0.0.1:1", "http://127.0.0.1:1")?;
    let zoho = Client::builder("id", stage.credentials.client_secret.as_str(), stage.url("/scopes/callback"))
        .data_center(nowhere)
        .store(MemoryStore::new())
        .build()?;
    let grant = zoho.import_grant(&key("mia"), GrantImport::new(token_of_nobody())).await?;
    witness.see_error(&grant.access_token().await.expect_err("nobody is there"));
    Ok(())
}

/// A token in the shape of Zoho's.
fn token_of_nobody() -> String {
    format!("1000.{}.{}", "0123456789abcdef".repeat(2), "fedcba9876543210".repeat(2))
}

/// The types that hold a secret, or something that may.
async fn types(stage: &Stage, witness: &Witness, known: &mut Vec<String>) -> Outcome {
    let token = token_of_nobody();
    let keys = "current:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    known.push(keys.to_owned());
    witness.see((Secret::new(token.as_str()), GrantImport::new(token.as_str()), stage.app.zoho.clone()));
    witness.see(Client::builder("id", token.as_str(), "https://zylker.example/scopes/callback"));
    let store = MemoryStore::new();
    let bytes = token.clone().into_bytes();
    store.save(requires_scope::Kind::Grant, "a", bytes.clone(), Version::ABSENT, None).await?;
    witness.see((
        Record { version: Version::ABSENT, bytes: bytes.clone() },
        store.load(requires_scope::Kind::Grant, "a").await?,
    ));
    witness.see_error(&StoreError::unreadable("not of the expected form"));
    witness.see(KeyRing::parse(&Secret::new(keys))?);
    witness.see(Sealed::new(store, KeyRing::parse(&Secret::new(keys))?));
    witness.see_error(&KeyRing::parse(&Secret::new(token.as_str())).expect_err("no key ring"));
    let request = KeptRequest {
        method: http::Method::POST,
        target: format!("/contacts?token={token}"),
        headers: [(http::header::COOKIE, token.parse()?)].into_iter().collect(),
        body: bytes,
        is_way_back: false,
    };
    let grant = stage.grant_of("mia").await?;
    let missing = MissingScopes::of(ScopeSet::parse_list(DEALS)?);
    let call = stage.app.zoho.suspend(&grant, &missing, request.clone()).await?;
    witness.see((request, stage.app.zoho.suspended_call(&call, grant.key()).await?, missing));
    witness.see((CallId::new("a"), GrantKey::new("zylker", "mia"), Channel::page(), DataCenter::Us));
    Ok(())
}
