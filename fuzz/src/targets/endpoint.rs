//! A request, a template or an operation id: what is found says which catalogued scopes it needs.

use zoho_scopes::endpoint::{Call, ENDPOINTS, Endpoint, EndpointError, find, find_request, with_id};
use zoho_scopes::{ScopeSet, catalogue, module};

use super::oracle::in_other_case;
use crate::shape::Shape;

pub(super) fn run(input: &[u8]) -> Shape {
    let text = String::from_utf8_lossy(input);
    let found = find(&text);
    check_request(&text, found);
    let segment = check_module(text.rsplit('/').next().unwrap_or_default());
    match found {
        Ok(call) => {
            let n_missing = check_call(&call);
            Shape::of((call.endpoint().id, call.module(), segment, n_missing))
        }
        Err(error) => {
            let nearest = error.nearest();
            check_nearest(nearest, &error);
            Shape::of((error.to_string(), nearest.map(|endpoint| endpoint.id), segment))
        }
    }
}

/// Method and path alone decide, in whatever case.
fn check_request(text: &str, found: Result<Call, EndpointError>) {
    let Some((method, path)) = text.trim().split_once(char::is_whitespace) else {
        return;
    };
    let path = path.trim_start();
    assert_eq!(find_request(method, path), found, "`{text}` is looked up in two ways");
    assert_eq!(
        find_request(&in_other_case(method), path),
        found,
        "the case of the method counts in `{text}`"
    );
    assert_eq!(find_request(method, &format!("{path}?page=2")), found, "the query counts in `{text}`");
}

/// How many scopes a call lacks for which nothing is held.
fn check_call(call: &Call) -> Option<usize> {
    let endpoint = call.endpoint();
    assert!(is_listed(endpoint), "`{endpoint}` is not in the table");
    assert!(with_id(endpoint.id).any(|other| other == endpoint), "`{endpoint}` has another id");
    let needs = match call.needs() {
        Ok(needs) => needs,
        Err(error) => {
            assert!(endpoint.takes_module(), "`{endpoint}` has needs, whatever the module: {error}");
            return None;
        }
    };
    for scopes in needs.alternatives() {
        for scope in scopes {
            let entry = catalogue::find(&scope).unwrap_or_else(|| panic!("`{scope}` is not catalogued"));
            assert_eq!(scope.as_str(), entry.scope, "`{endpoint}` spells a scope in its own way");
        }
    }
    let missing = needs.missing(|_| false);
    assert!(needs.is_satisfied_by(|scope| missing.covers(scope)), "{missing} is not enough for `{needs}`");
    assert!(!needs.is_satisfied_by(|_| false), "`{endpoint}` needs nothing");
    assert_eq!(
        missing,
        needs.missing(|scope| ScopeSet::new().covers(scope)),
        "`{needs}` is answered in two ways"
    );
    needs.with_requirement(|requirement| assert_eq!(requirement.to_string(), needs.to_string()));
    Some(missing.len())
}

fn is_listed(endpoint: Endpoint) -> bool {
    ENDPOINTS.iter().any(|other| other == endpoint)
}

fn check_nearest(nearest: Option<Endpoint>, error: &EndpointError) {
    if let Some(nearest) = nearest {
        assert!(is_listed(nearest), "`{nearest}` is not in the table");
        assert!(find(&nearest.to_string()).is_ok(), "`{nearest}` is named and cannot be found: {error}");
    }
    if let Some(name) = error.unknown_module().and_then(|unknown| unknown.nearest()) {
        assert!(module::segment(name).is_ok(), "`{name}` is named and is no module");
    }
}

fn check_module(name: &str) -> Option<&'static str> {
    let segment = module::segment(name);
    assert_eq!(module::segment(&in_other_case(name)), segment, "case counts in the module `{name}`");
    if let Err(Some(nearest)) = segment.map_err(|unknown| unknown.nearest()) {
        assert!(module::segment(nearest).is_ok(), "`{nearest}` is named for `{name}` and is no module");
    }
    segment.ok()
}
