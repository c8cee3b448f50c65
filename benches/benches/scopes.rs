//! Instructions of the language: `covers`, `missing` and loading a grant, each beside a `HashSet<String>` that does the
//! same job as far as it can. It knows no group scope and no case, and takes any text for a scope. Last, loading a whole
//! grant from a store: its record with its scopes, new ones and those that another grant has already.

#![expect(missing_docs, unused_qualifications, reason = "the bench harness generates modules and paths")]

#[expect(dead_code, reason = "the grants that are checked are not those that are loaded")]
mod grants;

use std::collections::HashSet;
use std::hint::black_box;
use std::sync::Arc;

use benches::{NEEDED, REQUIREMENT, grant, hash_set, parse, scope_set};
use gungraun::prelude::*;
use requires_scope::{Client, Grant, GrantImport, GrantKey, MemoryStore};
use tokio::runtime::{Builder, Runtime};
use zoho_scopes::bits::ScopeBits;
use zoho_scopes::{Scope, ScopeSet};

#[library_benchmark]
#[bench::the_scope_itself((parse("ZohoCRM.modules.contacts.CREATE"), parse("ZohoCRM.modules.contacts.CREATE")))]
#[bench::operation((parse("ZohoCRM.modules.contacts.ALL"), parse("ZohoCRM.modules.contacts.CREATE")))]
#[bench::group((parse("ZohoCRM.modules.ALL"), parse("ZohoCRM.modules.contacts.CREATE")))]
#[bench::not((parse("ZohoCRM.modules.leads.READ"), parse("ZohoCRM.modules.contacts.CREATE")))]
fn covers((held, needed): (Scope<'static>, Scope<'static>)) -> bool {
    black_box(black_box(&held).covers(black_box(&needed)))
}

#[library_benchmark]
#[bench::the_scope_itself(hash_set("ZohoCRM.modules.contacts.CREATE"))]
#[bench::not(hash_set("ZohoCRM.modules.leads.READ"))]
fn covers_by_hash_set(held: HashSet<String>) -> (bool, HashSet<String>) {
    (black_box(black_box(&held).contains(black_box(NEEDED[0]))), held)
}

#[library_benchmark]
#[bench::nothing_of_5(scope_set(&grant(5, 3)))]
#[bench::nothing_of_30(scope_set(&grant(30, 3)))]
#[bench::nothing_of_200(scope_set(&grant(200, 3)))]
#[bench::one_of_5(scope_set(&grant(5, 2)))]
#[bench::one_of_30(scope_set(&grant(30, 2)))]
#[bench::one_of_200(scope_set(&grant(200, 2)))]
#[bench::all_of_200(scope_set(&grant(200, 0)))]
fn missing(held: ScopeSet) -> (ScopeSet, ScopeSet) {
    (black_box(black_box(&REQUIREMENT).missing(|scope| held.covers(scope))), held)
}

#[library_benchmark]
#[bench::nothing_of_5(hash_set(&grant(5, 3)))]
#[bench::nothing_of_30(hash_set(&grant(30, 3)))]
#[bench::nothing_of_200(hash_set(&grant(200, 3)))]
#[bench::one_of_5(hash_set(&grant(5, 2)))]
#[bench::one_of_30(hash_set(&grant(30, 2)))]
#[bench::one_of_200(hash_set(&grant(200, 2)))]
#[bench::all_of_200(hash_set(&grant(200, 0)))]
fn missing_by_hash_set(held: HashSet<String>) -> (HashSet<String>, HashSet<String>) {
    let needed = black_box(NEEDED);
    let missing = needed.into_iter().filter(|scope| !held.contains(*scope)).map(str::to_owned).collect();
    (black_box(missing), held)
}

#[library_benchmark]
#[bench::of_5(grant(5, 3))]
#[bench::of_30(grant(30, 3))]
#[bench::of_200(grant(200, 3))]
fn load(text: String) -> (ScopeSet, ScopeBits, String) {
    let scopes = scope_set(black_box(&text));
    let bits = ScopeBits::closed(&scopes);
    (black_box(scopes), black_box(bits), text)
}

#[library_benchmark]
#[bench::of_5(grant(5, 3))]
#[bench::of_30(grant(30, 3))]
#[bench::of_200(grant(200, 3))]
fn load_by_hash_set(text: String) -> (HashSet<String>, String) {
    (black_box(hash_set(black_box(&text))), text)
}

/// A grant in a store, to be loaded; one with the same scopes is loaded already if they are known.
fn stored(count: usize, is_known: bool) -> (Runtime, Client, GrantKey, Option<Grant>) {
    let runtime = Builder::new_current_thread().enable_time().build().expect("a runtime with a clock");
    let store = Arc::new(MemoryStore::new());
    let client = || grants::client(Arc::clone(&store));
    let key = GrantKey::new("zylker", "marketer-8");
    let known = runtime.block_on(async {
        let scopes = scope_set(&grant(count, 3));
        client().import_grant(&key, GrantImport::new("1000.refresh").assuming(scopes.clone())).await?;
        let other = GrantKey::new("zylker", "marketer-7");
        let known = client().import_grant(&other, GrantImport::new("1000.other").assuming(scopes)).await?;
        Ok::<_, requires_scope::Error>(is_known.then_some(known))
    });
    (runtime, client(), key, known.expect("a grant in memory"))
}

#[library_benchmark]
#[bench::new_of_5(stored(5, false))]
#[bench::new_of_30(stored(30, false))]
#[bench::new_of_200(stored(200, false))]
#[bench::known_of_5(stored(5, true))]
#[bench::known_of_30(stored(30, true))]
#[bench::known_of_200(stored(200, true))]
fn load_from_store(
    (runtime, client, key, known): (Runtime, Client, GrantKey, Option<Grant>),
) -> (Option<Grant>, Runtime, Client, GrantKey, Option<Grant>) {
    let loaded = runtime.block_on(client.grant(black_box(&key))).ok();
    (black_box(loaded), runtime, client, key, known)
}

library_benchmark_group!(
    name = language,
    benchmarks =
        [covers, covers_by_hash_set, missing, missing_by_hash_set, load, load_by_hash_set, load_from_store]
);

main!(library_benchmark_groups = language);
