//! An application that calls Zoho's APIs with an HTTP client of its own passes on what the server refuses.

use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::future::BoxFuture;
use http::{Request, Response};
use requires_scope::{
    Client, Error, Grant, GrantImport, GrantKey, MemoryStore, MissingScopes, ScopeSet, Transport,
    TransportError, current, observe, requires_scope,
};

type Outcome = Result<(), Box<dyn StdError>>;

const LEADS: &str = "ZohoCRM.modules.leads.READ";
const COQL: &str = "ZohoCRM.coql.READ";

/// A token endpoint each of whose answers is another token.
#[derive(Clone, Debug, Default)]
struct Tokens(Arc<AtomicUsize>);

impl Transport for Tokens {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst);
        let answer = format!(r#"{{"access_token":"1000.access-{number}","expires_in":3600}}"#);
        Box::pin(async move { Ok(Response::new(answer.into())) })
    }
}

async fn grant_of(scopes: &str) -> Result<Grant, Box<dyn StdError>> {
    let client = Client::builder("id", "secret", "http://127.0.0.1:4000/scopes/callback")
        .transport(Tokens::default())
        .store(MemoryStore::new())
        .build()?;
    let import = GrantImport::new("1000.r").assuming(ScopeSet::parse_list(scopes)?);
    Ok(client.import_grant(&GrantKey::new("zylker", "mia"), import).await?)
}

#[requires_scope("ZohoCRM.modules.leads.READ")]
async fn leads() -> Result<(), Error> {
    Ok(())
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_and_an_older_one_is_no_matter() -> Outcome {
    let grant = grant_of(LEADS).await?;
    let first = grant.access_token().await?;
    grant.token_refused(&first).await?;
    let second = grant.access_token().await?;
    assert_ne!(second.expose(), first.expose());

    grant.token_refused(&first).await?;
    assert_eq!(grant.access_token().await?.expose(), second.expose(), "another call was late");
    Ok(())
}

#[tokio::test]
async fn a_scope_that_is_refused_is_missing_from_the_next_call() -> Outcome {
    let grant = grant_of(&format!("{LEADS},{COQL}")).await?;
    let (token, refused) = (grant.access_token().await?, ScopeSet::parse_list(LEADS)?);
    let error = grant.scopes_refused(&token, &refused).await.expect_err("it is missing");
    assert_eq!(error.missing().map(MissingScopes::scopes), Some(&refused));
    let error = grant.clone().scope(leads()).await.expect_err("the guard refuses");
    assert!(error.is_missing_scopes(), "{error}");
    assert!(grant.has_all(&ScopeSet::parse_list(COQL)?), "nothing was said of it");

    let error = grant.scopes_refused(&token, &ScopeSet::new()).await.expect_err("no scope is named");
    assert!(error.missing().is_none() && !error.is_retryable(), "{error}");
    Ok(())
}

#[tokio::test]
async fn a_verdict_on_an_older_token_takes_nothing() -> Outcome {
    let grant = grant_of(LEADS).await?;
    let first = grant.access_token().await?;
    grant.token_refused(&first).await?;
    grant.access_token().await?;
    grant.scopes_refused(&first, &ScopeSet::parse_list(LEADS)?).await?;
    grant.scope(leads()).await?;
    Ok(())
}

/// The web layer sees the refusal, and that the request cannot be run again.
#[tokio::test]
async fn a_call_that_was_refused_by_the_server_is_not_run_again() -> Outcome {
    let grant = grant_of(LEADS).await?;
    let refused = ScopeSet::parse_list(LEADS)?;
    let call = || async {
        let grant = current()?;
        grant.scopes_refused(&grant.access_token().await?, &refused).await
    };
    let seen = observe(Some(grant), call).await.refused.ok_or("nothing was seen")?;
    assert_eq!(seen.missing().scopes(), &refused);
    assert!(!seen.is_before_any_effect(), "the application has sent something");
    Ok(())
}
