//! Instructions of one request, from the router to the end of its response, without a socket.

#![expect(missing_docs, unused_qualifications, reason = "the bench harness generates modules and paths")]

use std::hint::black_box;

use axum::body::{Body, to_bytes};
use gungraun::prelude::*;
use http::{HeaderValue, Request};
use tokio::runtime::{Builder, Runtime};
use web_load::{
    Application, EMPTY, Outcome, PAGE, bare, login, ours, ours_as_service, protect, request, served,
};

struct Prepared<S> {
    runtime: Runtime,
    app: S,
    request: Request<Body>,
}

/// An application that has served the same request before.
fn prepared<S: Application>(make: impl AsyncFnOnce() -> Outcome<(S, Option<String>)>) -> Prepared<S> {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime");
    let (app, cookie) = runtime.block_on(make()).expect("an application");
    let request = || {
        let mut request = request(EMPTY).body(Body::empty()).expect("a request");
        if let Some(cookie) = &cookie {
            request.headers_mut().insert("cookie", HeaderValue::try_from(cookie).expect("a cookie"));
        }
        request
    };
    let page = runtime.block_on(whole(&app, request())).expect("it is allowed");
    assert_eq!(page, PAGE.len());
    let request = request();
    Prepared { runtime, app, request }
}

async fn whole(app: &impl Application, request: Request<Body>) -> Outcome<usize> {
    let response = served(app, request).await?;
    Ok(to_bytes(response.into_body(), usize::MAX).await?.len())
}

#[library_benchmark]
#[bench::bare(prepared(async || Ok((bare(), None))))]
#[bench::ours(prepared(async || Ok((ours().await?, None))))]
#[bench::service(prepared(async || Ok((ours_as_service().await?, None))))]
#[bench::protect(prepared(async || Ok((protect::protect(), None))))]
#[bench::login(prepared(async || {
    let (app, cookie) = login::login().await?;
    Ok((app, Some(cookie)))
}))]
fn one_request<S: Application>(prepared: Prepared<S>) -> (usize, Prepared<S>) {
    let Prepared { runtime, app, request } = prepared;
    let length = runtime.block_on(whole(black_box(&app), black_box(request))).unwrap_or_default();
    (length, Prepared { runtime, app, request: Request::new(Body::empty()) })
}

library_benchmark_group!(name = request_group, benchmarks = [one_request]);

main!(library_benchmark_groups = request_group);
