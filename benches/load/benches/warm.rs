//! The way of every call on a warm cache, load → check → token, beside a bare `HashMap<String, String>` of tokens that
//! neither checks nor refreshes anything.

use std::collections::HashMap;
use std::error::Error;
use std::hint::black_box;
use std::sync::Mutex;

use load::{Endpoint, client, import, key, median, say, timed};
use requires_scope::{Client, Error as ScopeError, Grant, GrantKey, requires_scope};
use tokio::runtime::Builder;

const GRANTS: usize = 1_000;
const CALLS: usize = 200_000;
const ROUNDS: usize = 21;

#[requires_scope("ZohoCRM.modules.contacts.CREATE", grant = grant)]
async fn guarded(grant: &Grant) -> Result<usize, ScopeError> {
    Ok(grant.access_token().await?.expose().len())
}

async fn call(client: &Client, key: &GrantKey) -> Result<usize, ScopeError> {
    let grant = client.grant(key).await?;
    guarded(&grant).await
}

fn main() -> Result<(), Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let client = client(&Endpoint::open())?;
    let keys: Vec<_> = (0..GRANTS).map(key).collect();
    let held = runtime.block_on(async {
        let mut held = Vec::with_capacity(GRANTS);
        for number in 0..GRANTS {
            let grant = import(&client, number).await?;
            grant.access_token().await?;
            held.push(grant);
        }
        Ok::<_, ScopeError>(held)
    })?;
    let names: Vec<_> = keys.iter().map(ToString::to_string).collect();
    let token = "1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef".to_owned();
    let tokens: Mutex<HashMap<String, String>> =
        Mutex::new(names.iter().map(|name| (name.clone(), token.clone())).collect());

    let (mut whole, mut in_hand, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        whole.push(timed(|| {
            runtime.block_on(async {
                for number in 0..CALLS {
                    black_box(call(&client, &keys[number % GRANTS]).await.is_ok());
                }
            });
        }));
        in_hand.push(timed(|| {
            runtime.block_on(async {
                for number in 0..CALLS {
                    black_box(guarded(&held[number % GRANTS]).await.is_ok());
                }
            });
        }));
        bare.push(timed(|| {
            for number in 0..CALLS {
                let tokens = tokens.lock().unwrap_or_else(|error| panic!("{error}"));
                black_box(tokens.get(&names[number % GRANTS]).cloned());
            }
        }));
    }
    let bare = median(bare);
    for (name, time) in [
        ("load, check, token", median(whole)),
        ("check, token of a grant in hand", median(in_hand)),
        ("Mutex<HashMap<String, String>>", bare),
    ] {
        let each = time.as_nanos() / CALLS as u128;
        let ratio = time.as_secs_f64() / bare.as_secs_f64();
        say(&format!("{name:<32} {each:>5} ns per call, ratio {ratio:.2}"));
    }
    Ok(())
}
