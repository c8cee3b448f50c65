//! The generator takes what the data format allows and refuses each mistake at its line.

use super::{CatalogueError, check, generate};

const SOURCES: &str = "id,dated,what\npage,2026,A page\nspec,2026,A description\n";
const NO_CORRECTIONS: &str = "scope,becomes,reason\n";

fn generated(scopes: &str, corrections: &str) -> Result<String, CatalogueError> {
    let files = [("corrections.csv", corrections), ("crm.csv", scopes), ("sources.csv", SOURCES)];
    generate(&files.map(|(name, text)| (name.to_owned(), text.to_owned())))
}

/// The lines of a static of the generated file.
fn lines_of<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> {
    let (_, rest) = text.split_once(&format!(" static {name}: ")).expect("the table is there");
    rest.lines().skip(1).take_while(|line| !line.contains(']')).map(str::trim)
}

fn numbers_of(text: &str, name: &str) -> Vec<usize> {
    let numbers = lines_of(text, name).flat_map(|line| line.split_terminator(','));
    numbers.map(|number| number.parse().expect("a number")).collect()
}

fn texts_of<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    lines_of(text, name).take_while(|line| !line.starts_with('"')).collect()
}

/// Each scope with its provenance, as the tables have them.
fn scopes_with_sources(text: &str) -> Vec<String> {
    let provenances: Vec<&str> = lines_of(text, "PROVENANCES").collect();
    let places = numbers_of(text, "PROVENANCE");
    let scopes = texts_of(text, "SCOPES");
    assert_eq!(scopes.len(), places.len());
    let named = |place: &usize| provenances[*place].trim_matches([',', '"']);
    scopes.iter().zip(&places).map(|(scope, place)| format!("{scope}: {}", named(place))).collect()
}

#[track_caller]
fn check_entries(lines: &str, corrections: &str, expected: &[&str]) {
    let text =
        generated(&format!("path,operations,provenance\n{lines}"), &format!("{NO_CORRECTIONS}{corrections}"))
            .expect("well-formed data");
    let entries = scopes_with_sources(&text);
    assert_eq!(entries, expected);
}

#[track_caller]
fn check_refusal(lines: &str, corrections: &str, expected: &str) {
    let refusal =
        generated(&format!("path,operations,provenance\n{lines}"), &format!("{NO_CORRECTIONS}{corrections}"));
    assert_eq!(refusal.expect_err("a mistake").to_string(), expected);
}

#[test]
fn generated_file_is_current() {
    check().expect("run `cargo xtask catalogue`");
}

#[test]
fn operations_become_scopes_in_folded_order() {
    check_entries(
        "Zoho.b,READ -,page\nZoho.B.a,ALL,spec page\n",
        "",
        &["Zoho.b: page", "Zoho.B.a.ALL: page spec", "Zoho.b.READ: page"],
    );
}

#[test]
fn what_a_scope_covers_beside_itself_is_listed() {
    let text = generated("path,operations,provenance\nZoho.b,READ ALL -,page\n", NO_CORRECTIONS)
        .expect("well-formed data");
    assert_eq!(texts_of(&text, "SCOPES"), ["Zoho.b", "Zoho.b.ALL", "Zoho.b.READ"]);
    assert_eq!(numbers_of(&text, "OTHERS"), [2], "`ALL` covers `READ`");
    let slots = numbers_of(&text, "SLOTS");
    assert_eq!(slots.len(), 8);
    assert!((1..=3).all(|number| slots.contains(&number)));
}

#[test]
fn a_correction_renames_a_path_with_its_operations_and_adds_its_source() {
    check_entries(
        "b,READ ALL,spec\nZoho.b,READ,page\n",
        "b,Zoho.b,The service is left out.\n",
        &["Zoho.b.ALL: spec", "Zoho.b.READ: page spec"],
    );
}

#[test]
fn a_correction_drops_one_scope_and_no_other() {
    check_entries("Zoho.b,READ SEARCH,page\n", "Zoho.b.SEARCH,,No operation.\n", &["Zoho.b.READ: page"]);
}

#[test]
fn a_correction_of_a_scope_leaves_the_path_that_reads_alike() {
    check_entries(
        "Zoho.b,SEARCH,page\nZoho.b.search,READ,page\n",
        "Zoho.b.SEARCH,,No operation.\n",
        &["Zoho.b.search.READ: page"],
    );
}

#[test]
fn placeholders_are_refused() {
    check_refusal(
        "Zoho.{module},READ,page\n",
        "",
        "scopes/data/crm.csv:2: `Zoho.{module}` has a placeholder: list the scopes that it stands for",
    );
}

#[test]
fn duplicates_after_folding_are_refused_with_both_places() {
    check_refusal(
        "Zoho.a,READ,page\nZoho.A,ALL READ,page\n",
        "",
        "scopes/data/crm.csv:3: `Zoho.A.READ` is already listed at scopes/data/crm.csv:2",
    );
}

#[test]
fn unknown_operations_are_refused() {
    check_refusal(
        "Zoho.a,READ VIEW,page\n",
        "",
        "scopes/data/crm.csv:2: `VIEW` is not an operation: write ALL, READ, CREATE, UPDATE, DELETE, WRITE, CUSTOM, \
         or `-` for none",
    );
}

#[test]
fn operations_are_written_in_upper_or_in_lower_case() {
    check_entries("Zoho.a,read,page\n", "", &["Zoho.a.read: page"]);
    check_refusal(
        "Zoho.a,Read,page\n",
        "",
        "scopes/data/crm.csv:2: `Read` is not an operation: write ALL, READ, CREATE, UPDATE, DELETE, WRITE, CUSTOM, \
         or `-` for none",
    );
}

#[test]
fn unsorted_lines_are_refused() {
    check_refusal(
        "Zoho.b,READ,page\nZoho.A,READ,page\n",
        "",
        "scopes/data/crm.csv:3: `Zoho.A` is out of order: sort the lines by their first field in lower case",
    );
}

#[test]
fn malformed_scopes_are_refused() {
    check_refusal(
        "Zoho.b c,READ,page\n",
        "",
        "scopes/data/crm.csv:2: `Zoho.b c.READ` is not a scope: 2 to 5 segments of ASCII letters, digits and `_` are \
         expected",
    );
}

#[test]
fn a_correction_that_corrects_nothing_is_refused() {
    check_refusal(
        "Zoho.b,READ,page\n",
        "Zoho.c,Zoho.b,Misspelt.\n",
        "scopes/data/corrections.csv:2: nothing is listed as `Zoho.c`: remove the correction or mend its spelling",
    );
}

#[test]
fn a_correction_without_a_reason_is_refused() {
    check_refusal(
        "Zoho.b,READ,page\n",
        "Zoho.b,,\n",
        "scopes/data/corrections.csv:2: a correction needs a reason",
    );
}

#[test]
fn sources_and_operations_cannot_be_left_out() {
    check_refusal("Zoho.b,READ,\n", "", "scopes/data/crm.csv:2: no provenance is given");
    check_refusal("Zoho.b,READ,rumour\n", "", "scopes/data/crm.csv:2: `rumour` is not an id of sources.csv");
    check_refusal(
        "Zoho.b,,page\n",
        "",
        "scopes/data/crm.csv:2: no operations are given: write `-` for a scope that has none",
    );
}

#[test]
fn lines_of_another_shape_are_refused() {
    let fields = "scopes/data/crm.csv:2: 3 fields are expected, with commas between them and without quotes";
    check_refusal("Zoho.b,READ\n", "", fields);
    check_refusal("Zoho.b,READ,page,more\n", "", fields);
    check_refusal("Zoho.b,READ,\"page\"\n", "", fields);
    let header = generated("path,operations\n", NO_CORRECTIONS).expect_err("a mistake").to_string();
    assert_eq!(header, "scopes/data/crm.csv:1: the first line must be `path,operations,provenance`");
}

#[test]
fn two_spellings_of_a_service_are_refused() {
    check_refusal(
        "zoho.a,READ,page\nZoho.b,READ,page\n",
        "",
        "scopes/data/crm.csv:3: the service `Zoho` is spelt `zoho` elsewhere",
    );
}

const SCOPES: &str = "path,operations,provenance\nZoho.leads,READ ALL,page\n";

fn generated_endpoints(list: &str, corrections: &str) -> Result<String, CatalogueError> {
    let files = [
        ("corrections.csv", "scope,becomes,reason\n".to_owned()),
        ("crm.csv", SCOPES.to_owned()),
        ("endpoint_corrections.csv", format!("template,method,becomes,reason\n{corrections}")),
        ("endpoints.csv", format!("template,method,id,needs,provenance\n{list}")),
        ("sources.csv", SOURCES.to_owned()),
    ];
    generate(&files.map(|(name, text)| (name.to_owned(), text)))
}

#[track_caller]
fn check_endpoint(list: &str, corrections: &str, expected: &str) {
    let text = generated_endpoints(list, corrections).expect("well-formed data");
    assert_eq!(texts_of(&text, "ENDPOINTS"), [expected]);
}

#[track_caller]
fn check_endpoint_refusal(list: &str, corrections: &str, expected: &str) {
    let refusal = generated_endpoints(list, corrections).expect_err("a mistake").to_string();
    assert_eq!(refusal, expected);
}

#[test]
fn needs_are_given_the_spelling_of_the_catalogue() {
    check_endpoint(
        "/v8/{module}/{id},GET,getRecord,zoho.{module}.read & Zoho.LEADS.all | Zoho.leads.ALL,page\n",
        "",
        "GET /v8/{module}/{id} getRecord Zoho.{module}.READ&Zoho.leads.ALL|Zoho.leads.ALL",
    );
}

#[test]
fn a_correction_replaces_the_needs_of_one_method() {
    check_endpoint(
        "/v8/a,PUT,put,Zoho.wrong.READ,page\n",
        "/v8/a,PUT,Zoho.leads.ALL,The page says so.\n",
        "PUT /v8/a put Zoho.leads.ALL",
    );
    check_endpoint_refusal(
        "/v8/a,PUT,put,Zoho.leads.READ,page\n",
        "/v8/a,GET,Zoho.leads.ALL,The page says so.\n",
        "scopes/data/endpoint_corrections.csv:2: nothing is listed as `GET /v8/a`: remove the correction or mend its \
         spelling",
    );
    check_endpoint_refusal(
        "/v8/a,PUT,put,Zoho.leads.READ,page\n",
        "/v8/a,PUT,Zoho.leads.ALL,\n",
        "scopes/data/endpoint_corrections.csv:2: a correction needs a reason",
    );
}

#[test]
fn needs_outside_the_catalogue_are_refused() {
    check_endpoint_refusal(
        "/v8/a,GET,get,Zoho.leads.READ & Zoho.deals.READ,page\n",
        "",
        "scopes/data/endpoints.csv:2: `Zoho.deals.READ` is not in the catalogue: list it or correct it",
    );
}

#[test]
fn templates_of_one_shape_are_refused() {
    check_endpoint_refusal(
        "/v8/a/{id},GET,get,Zoho.leads.READ,page\n/v8/A/{name},GET,find,Zoho.leads.READ,page\n",
        "",
        "scopes/data/endpoints.csv:3: `GET /v8/A/{name}` is already listed at scopes/data/endpoints.csv:2",
    );
}

#[test]
fn methods_templates_and_ids_are_checked() {
    check_endpoint_refusal(
        "/v8/a,HEAD,get,Zoho.leads.READ,page\n",
        "",
        "scopes/data/endpoints.csv:2: `HEAD` is not a method: write GET, POST, PUT, PATCH or DELETE",
    );
    for template in ["v8/a", "/v8//a", "/v8/{a", "/v8/a}", "/v8/{}"] {
        check_endpoint_refusal(
            &format!("{template},GET,get,Zoho.leads.READ,page\n"),
            "",
            &format!(
                "scopes/data/endpoints.csv:2: `{template}` is not a path template: write `/` before each segment and \
                 `{{…}}` around a parameter"
            ),
        );
    }
    check_endpoint_refusal(
        "/v8/a,GET,get a,Zoho.leads.READ,page\n",
        "",
        "scopes/data/endpoints.csv:2: `get a` is not an operation id: ASCII letters and digits are expected",
    );
    check_endpoint_refusal(
        "/v8/a,GET,get,Zoho.leads.READ,rumour\n",
        "",
        "scopes/data/endpoints.csv:2: `rumour` is not an id of sources.csv",
    );
}
