//! The rules that well-formed arguments and a well-formed function must still keep.

use proc_macro2::Span;
use quote::ToTokens as _;
use syn::{Abi, Attribute, Error, LitStr, Path, ReturnType};
use zoho_scopes::{Scope, catalogue};

use crate::args::Args;
use crate::errors::Errors;
use crate::requirement::{Requirement, Written, written_path};
use crate::target::Target;
use crate::template::Template;

/// How many of the scopes under a broad one a message lists.
const LISTED: usize = 8;

/// Something that works and is better written otherwise.
pub(crate) struct Warning {
    pub(crate) span: Span,
    /// The lint has no name of its own, so the constant that it is about has one.
    pub(crate) name: &'static str,
    pub(crate) text: String,
}

/// Records why the function cannot be guarded.
pub(crate) fn check_target(target: &Target, errors: &mut Errors) {
    if let Some(constness) = &target.constness {
        let text =
            "a `const fn` cannot look at a grant: remove `const`, or guard the function that calls this one";
        errors.push(Error::new_spanned(constness, text));
    }
    if let Some(abi) = target.abi.as_ref().filter(|abi| !is_rust(abi)) {
        let text = "a foreign caller cannot receive a refusal: guard the Rust function that this one calls";
        errors.push(Error::new_spanned(abi, text));
    } else if matches!(target.output, ReturnType::Default) {
        let name = &target.name;
        let text = format!(
            "`{name}` returns nothing, so that a refusal would be lost: \
             return `Result<(), E>` with `E: From<requires_scope::Error>`"
        );
        errors.push(Error::new_spanned(name, text));
    }
    if let Some(second) = target.attributes.iter().map(Attribute::path).find(|path| is_guard(path)) {
        let text = "one function has one guard: write all scopes in one attribute, as in `all(\"…\", \"…\")`, \
                    or `cfg_attr` conditions that exclude each other";
        errors.push(Error::new_spanned(second, text));
    }
}

/// Whether an attribute is this one. What `cfg_attr` says is decided before any attribute is expanded.
fn is_guard(path: &Path) -> bool {
    path.segments.last().is_some_and(|last| last.ident == "requires_scope")
}

fn is_rust(abi: &Abi) -> bool {
    abi.name.as_ref().is_some_and(|name| name.value() == "Rust")
}

/// Records the blanks that no argument of the function fills.
pub(crate) fn check_arguments(requirement: &Requirement<'_>, target: &Target, errors: &mut Errors) {
    for (name, literal) in requirement.arguments() {
        if target.arguments.iter().any(|argument| argument == name) {
            continue;
        }
        let function = &target.name;
        let those = target.arguments.iter().map(|argument| format!("`{argument}`")).collect::<Vec<_>>();
        let text = match &those[..] {
            [] => format!("`{function}` has no argument `{name}`: it has none with a name"),
            those => format!("`{function}` has no argument `{name}`: its arguments are {}", those.join(", ")),
        };
        errors.push(Error::new(literal.span(), text));
    }
}

/// Records what is wrong with the requirement and gives back what only deserves a warning.
pub(crate) fn check_requirement(
    requirement: &Requirement<'_>,
    args: &Args,
    errors: &mut Errors,
) -> Vec<Warning> {
    let mut warnings = Vec::new();
    check_part(requirement, args, errors, &mut warnings);
    warnings
}

fn check_part(requirement: &Requirement<'_>, args: &Args, errors: &mut Errors, warnings: &mut Vec<Warning>) {
    let members = match requirement {
        Requirement::Scope(written) => return check_scope(written, args, errors, warnings),
        Requirement::Named(path) => return check_path(path, errors),
        Requirement::Template(template) => return check_template(template, args, errors),
        Requirement::Endpoint(_) => return,
        Requirement::All(members) | Requirement::Any(members) => members,
    };
    check_duplicate_words(members, errors);
    let scopes = members.iter().filter_map(Requirement::as_scope).collect::<Vec<_>>();
    check_duplicates(&scopes, errors);
    if matches!(requirement, Requirement::All(_)) {
        find_covered(&scopes, warnings);
    }
    for member in members {
        check_part(member, args, errors, warnings);
    }
}

fn check_scope(written: &Written<'_>, args: &Args, errors: &mut Errors, warnings: &mut Vec<Warning>) {
    let Written { scope, literal, is_unchecked } = written;
    if *is_unchecked && catalogue::find(scope).is_some() {
        let text =
            format!("`{scope}` is in the catalogue: write it without `unchecked(…)`, and it stays checked");
        warnings.push(Warning { span: literal.span(), name: "UNCHECKED_SCOPE", text });
    }
    if args.deny_broad.is_some() {
        let narrower = narrowest_under(scope);
        if !narrower.is_empty() {
            errors.push(broad(scope.as_str(), &narrower, literal));
        }
    }
}

/// Records a template that makes only broad scopes, whatever the arguments are.
fn check_template(template: &Template<'_>, args: &Args, errors: &mut Errors) {
    if args.deny_broad.is_none() {
        return;
    }
    let narrower = template.scopes().map(|scope| narrowest_under(&scope)).collect::<Vec<_>>();
    if narrower.iter().all(|narrower| !narrower.is_empty()) {
        errors.push(broad(&template.text.value, &narrower.concat(), &template.text.literal));
    }
}

fn broad(written: &str, narrower: &[Scope<'_>], literal: &LitStr) -> Error {
    let text = format!(
        "`{written}` is broad, which `deny(broad)` refuses: name what is needed of {}",
        listed(narrower)
    );
    Error::new(literal.span(), text)
}

fn check_path(path: &Path, errors: &mut Errors) {
    let first = path.segments.first().filter(|_| path.leading_colon.is_none());
    if first.is_some_and(|first| first.ident == "Self") {
        let text = "the guard is an item of its own, where `Self` has no meaning: name the type";
        errors.push(Error::new_spanned(path, text));
    } else if path.is_ident("GUARD") {
        let text = "the guard itself is called `GUARD`: write `self::GUARD`";
        errors.push(Error::new_spanned(path, text));
    }
}

/// The catalogued scopes that `scope` covers and that cover no other.
fn narrowest_under(scope: &Scope<'_>) -> Vec<Scope<'static>> {
    let covered = |by: &Scope<'_>| {
        let by = *by;
        let entries = catalogue::ENTRIES.iter().filter_map(|entry| Scope::parse(entry.scope).ok());
        entries.filter(move |entry| by.covers(entry) && *entry != by).collect::<Vec<_>>()
    };
    covered(scope).into_iter().filter(|entry| covered(entry).is_empty()).collect()
}

fn listed(scopes: &[Scope<'_>]) -> String {
    let names = scopes.iter().take(LISTED).map(|scope| format!("`{scope}`")).collect::<Vec<_>>().join(", ");
    match scopes.len().saturating_sub(LISTED) {
        0 => names,
        more => format!("{names} and {more} more"),
    }
}

/// Looks for parts that are written with the same words, where the words are not those of a scope.
fn check_duplicate_words(members: &[Requirement<'_>], errors: &mut Errors) {
    let mut seen = Vec::new();
    for member in members {
        let (written, place) = match member {
            Requirement::Named(path) => (written_path(path), path.to_token_stream()),
            Requirement::Template(template) => {
                (template.text.value.to_ascii_lowercase(), template.text.literal.to_token_stream())
            }
            Requirement::Endpoint(endpoint) => {
                (endpoint.text.value.clone(), endpoint.text.literal.to_token_stream())
            }
            Requirement::Scope(_) | Requirement::All(_) | Requirement::Any(_) => continue,
        };
        if seen.contains(&written) {
            let text =
                format!("duplicate requirement `{written}`: it stands in this list already, remove one");
            errors.push(Error::new_spanned(place, text));
        }
        seen.push(written);
    }
}

fn check_duplicates(scopes: &[Written<'_>], errors: &mut Errors) {
    for (position, Written { scope, literal, .. }) in scopes.iter().enumerate() {
        if scopes[..position].iter().any(|earlier| earlier.scope == *scope) {
            let text = format!("duplicate scope `{scope}`: it stands in this list already, remove one");
            errors.push(Error::new(literal.span(), text));
        }
    }
}

fn find_covered(scopes: &[Written<'_>], warnings: &mut Vec<Warning>) {
    for Written { scope, literal, .. } in scopes {
        let wider = scopes.iter().find(|other| other.scope != *scope && other.scope.covers(scope));
        if let Some(Written { scope: wider, .. }) = wider {
            let text = format!("`{scope}` is covered by `{wider}`, which is required as well: remove it");
            warnings.push(Warning { span: literal.span(), name: "COVERED_SCOPE", text });
        }
    }
}
