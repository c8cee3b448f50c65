//! The function with the guard in front of its body. Whatever is generated stands inside the body.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Error, Result};

use crate::args::Args;
use crate::check::{Warning, check_arguments, check_requirement, check_target};
use crate::constant;
use crate::errors::Errors;
use crate::fallback::fallback;
use crate::guard::{guard, names_items};
use crate::requirement::Requirement;
use crate::target::Target;

/// The whole way of one attribute, from its words to the guarded function.
pub(crate) fn attribute(args: TokenStream, item: &TokenStream) -> TokenStream {
    try_attribute(args, item).unwrap_or_else(|error| fallback(&error, item))
}

fn try_attribute(args: TokenStream, item: &TokenStream) -> Result<TokenStream> {
    Errors::collect(|errors| {
        let nothing =
            "no scope is named: write at least one, as in `#[requires_scope(\"ZohoCRM.users.READ\")]`";
        let args = Args::parse(args, Error::new(Span::call_site(), nothing), errors);
        let requirement = Requirement::resolve(&args, errors);
        let target = Target::parse(item)?;
        check_target(&target, errors);
        check_arguments(&requirement, &target, errors);
        let warnings = check_requirement(&requirement, &args, errors);
        Ok(expand(&args, &requirement, &target, &warnings))
    })
}

// Input:
//     async fn create_contact(contact: NewContact) -> Result<ContactId, Error> { BODY }
// Output:
//     /// **Requires the scope** `ZohoCRM.modules.contacts.CREATE`.
//     async fn create_contact(contact: NewContact) -> Result<ContactId, Error> {
//         GUARD
//         BODY
//     }
fn expand(args: &Args, requirement: &Requirement<'_>, target: &Target, warnings: &[Warning]) -> TokenStream {
    let Target { attributes, head, body, .. } = target;
    let doc = doc_line(requirement);
    let warnings = warnings.iter().map(constant::warning);
    let guard = guard(args, requirement, target);
    let guard = quote_spanned!(Span::mixed_site()=> #(#warnings)* #guard);
    let body = body.guarded_by(guard, names_items(args, requirement, target));
    // The empty line makes it a paragraph of its own behind the user's documentation.
    quote!(#(#attributes)* #[doc = ""] #[doc = #doc] #head #body)
}

fn doc_line(requirement: &Requirement<'_>) -> String {
    let is_one = matches!(requirement, Requirement::Scope(_) | Requirement::Template(_));
    let noun = if is_one { "scope" } else { "scopes" };
    format!(" **Requires the {noun}** {}.", requirement.to_markdown())
}
