//! The rules that well-formed arguments and a well-formed function must still keep.

use proc_macro2::Span;
use syn::{Abi, Error, ReturnType};

use crate::errors::Errors;
use crate::requirement::{Named, Requirement};
use crate::target::Target;

/// Something that works and is better written otherwise.
pub(crate) struct Warning {
    pub(crate) span: Span,
    pub(crate) text: String,
}

/// Records what breaks a rule and gives back what only deserves a warning.
pub(crate) fn check(requirement: &Requirement<'_>, target: &Target, errors: &mut Errors) -> Vec<Warning> {
    check_target(target, errors);
    let mut warnings = Vec::new();
    check_requirement(requirement, errors, &mut warnings);
    warnings
}

fn check_target(target: &Target, errors: &mut Errors) {
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
}

fn is_rust(abi: &Abi) -> bool {
    abi.name.as_ref().is_some_and(|name| name.value() == "Rust")
}

fn check_requirement(requirement: &Requirement<'_>, errors: &mut Errors, warnings: &mut Vec<Warning>) {
    let members = match requirement {
        Requirement::Scope(_) => return,
        Requirement::All(members) | Requirement::Any(members) => members,
    };
    let scopes = members.iter().filter_map(Requirement::as_scope).collect::<Vec<_>>();
    check_duplicates(&scopes, errors);
    if matches!(requirement, Requirement::All(_)) {
        find_covered(&scopes, warnings);
    }
    for member in members {
        check_requirement(member, errors, warnings);
    }
}

fn check_duplicates(scopes: &[Named<'_>], errors: &mut Errors) {
    for (position, Named { scope, literal }) in scopes.iter().enumerate() {
        if scopes[..position].iter().any(|earlier| earlier.scope == *scope) {
            let text = format!("duplicate scope `{scope}`: it stands in this list already, remove one");
            errors.push(Error::new(literal.span(), text));
        }
    }
}

fn find_covered(scopes: &[Named<'_>], warnings: &mut Vec<Warning>) {
    for Named { scope, literal } in scopes {
        let wider = scopes.iter().find(|other| other.scope != *scope && other.scope.covers(scope));
        if let Some(Named { scope: wider, .. }) = wider {
            let text = format!("`{scope}` is covered by `{wider}`, which is required as well: remove it");
            warnings.push(Warning { span: literal.span(), text });
        }
    }
}
