//! Where a user lives and where the client is registered need not be the same.

use requires_scope::{Client, DataCenter, Grant};

use crate::stage::{Endpoint, Outcome, Stage, TOKEN, answer, coql, eu, import, mia, token};

const UNKNOWN_CLIENT: &str = r#"{"error":"invalid_client"}"#;

/// A user who lives in the EU, of a client that is registered in the US.
async fn european(stage: &Stage, endpoint: &std::sync::Arc<Endpoint>) -> Outcome<(Client, Grant)> {
    let client = stage.process_of_two_data_centers(endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r").living_in(&eu()?)).await?;
    Ok((client, grant))
}

/// Whom the requests went to.
fn hosts(endpoint: &Endpoint) -> Vec<String> {
    endpoint.requests().iter().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect()
}

#[tokio::test]
async fn a_refresh_asks_where_the_user_lives() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let (_, grant) = european(&stage, &endpoint).await?;
    token(&grant).await?;
    assert_eq!(hosts(&endpoint), ["127.0.0.1:2"]);
    Ok(())
}

#[tokio::test]
async fn a_client_that_is_unknown_there_is_tried_once_more_where_it_is_registered() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    endpoint.say_next(200, UNKNOWN_CLIENT);
    let (client, grant) = european(&stage, &endpoint).await?;
    token(&grant).await?;
    assert_eq!(hosts(&endpoint), ["127.0.0.1:2", "127.0.0.1:1"]);

    endpoint.say_next(200, UNKNOWN_CLIENT);
    let attempt = grant.ask(&coql()).await?.ok_or("nothing to ask for")?;
    let page = client.open_consent(attempt.id(), &grant, None, None).await?;
    assert_eq!(hosts(&endpoint)[2..], ["127.0.0.1:2", "127.0.0.1:1"]);
    assert_eq!(page.url().port(), Some(1), "the page is of the host that has given the enhancement token");
    Ok(())
}

#[tokio::test]
async fn a_grant_is_revoked_by_the_same_rule() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, r#"{"status":"success"}"#));
    endpoint.say_next(200, UNKNOWN_CLIENT);
    let (_, grant) = european(&stage, &endpoint).await?;
    grant.revoke().await?;
    assert_eq!(hosts(&endpoint), ["127.0.0.1:2", "127.0.0.1:1"]);
    assert!(!grant.is_signed_in());

    // That it is unknown where its user does not live does not mean that it has ended.
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, r#"{"error":"invalid_code"}"#));
    endpoint.say_next(200, UNKNOWN_CLIENT);
    let (_, grant) = european(&stage, &endpoint).await?;
    let error = grant.revoke().await.expect_err("it may be good still");
    assert!(error.with_sources().to_string().contains("invalid_client"), "{}", error.with_sources());
    assert!(grant.is_signed_in());
    Ok(())
}

#[tokio::test]
async fn what_a_data_center_says_that_does_not_know_the_user_ends_no_grant() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    endpoint.say_next(200, UNKNOWN_CLIENT);
    endpoint.say_next(200, r#"{"error":"invalid_code"}"#);
    let (_, grant) = european(&stage, &endpoint).await?;
    let error = grant.access_token().await.expect_err("refused at both");
    assert!(error.with_sources().to_string().contains("invalid_client"), "{}", error.with_sources());
    assert!(!error.is_expired() && grant.is_signed_in());
    Ok(())
}

#[tokio::test]
async fn where_the_client_is_registered_it_is_asked_once() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, UNKNOWN_CLIENT));
    let client = stage.process_of_two_data_centers(&endpoint)?;
    let grant = client.import_grant(&mia(), import("1000.r")).await?;
    grant.access_token().await.expect_err("refused");
    assert_eq!(hosts(&endpoint), ["127.0.0.1:1"]);
    Ok(())
}

#[tokio::test]
async fn an_api_domain_is_kept_if_it_is_one_of_the_table() -> Outcome {
    for (domain, is_kept) in [
        ("https://www.zohoapis.eu", true),
        ("https://sandbox.zohoapis.com", true),
        ("https://www.zohoapis.eu.evil.example", false),
        ("http://www.zohoapis.eu", false),
        ("evil", false),
    ] {
        let body = format!(r#"{{"access_token":"1000.a","expires_in":3600,"api_domain":"{domain}"}}"#);
        let (stage, endpoint) = (Stage::set(), Endpoint::open(200, &body));
        let client = stage.process(&endpoint)?;
        let grant = client.import_grant(&mia(), import("1000.r").living_in(&DataCenter::Eu)).await?;
        token(&grant).await?;
        assert_eq!(stage.store.grant().await?.contains(domain), is_kept, "{domain}");
    }
    Ok(())
}

#[tokio::test]
async fn a_refusal_uses_up_nothing_of_the_limit() -> Outcome {
    let (stage, endpoint) = (Stage::set(), Endpoint::open(200, TOKEN));
    let (_, grant) = european(&stage, &endpoint).await?;
    for _ in 0..8 {
        endpoint.say_next(200, UNKNOWN_CLIENT);
        endpoint.say_next(200, &answer("1000.short", 0));
        token(&grant).await?;
    }
    assert!(grant.access_token().await.expect_err("at the limit").is_throttled());
    assert_eq!(endpoint.count(), 16);
    Ok(())
}
