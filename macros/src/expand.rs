//! The function with the guard in front of its body. Whatever is generated stands inside the body, in a block of its own.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Ident, LitStr, Result, ReturnType};

use crate::args::Args;
use crate::check::{Warning, check};
use crate::errors::Errors;
use crate::fallback::fallback;
use crate::requirement::Requirement;
use crate::target::Target;

/// The words that can open an item in a function's body. Some of them open an expression as well, which does no harm.
const ITEMS: &str =
    "async const enum extern fn impl macro_rules mod pub static struct trait type union unsafe use";

/// The whole way of one attribute, from its words to the guarded function.
pub(crate) fn attribute(args: TokenStream, item: &TokenStream) -> TokenStream {
    try_attribute(args, item).unwrap_or_else(|error| fallback(&error, item))
}

fn try_attribute(args: TokenStream, item: &TokenStream) -> Result<TokenStream> {
    Errors::collect(|errors| {
        let args = Args::parse(args, errors);
        let requirement = Requirement::resolve(&args, errors);
        let target = Target::parse(item)?;
        let warnings = check(&requirement, &target, errors);
        Ok(expand(&args, &requirement, &target, &warnings))
    })
}

// Input:
//     async fn create_contact(contact: NewContact) -> Result<ContactId, Error> { BODY }
// Output:
//     /// **Requires the scope** `ZohoCRM.modules.contacts.CREATE`.
//     async fn create_contact(contact: NewContact) -> Result<ContactId, Error> {
//         { GUARD }
//         { BODY }
//     }
fn expand(args: &Args, requirement: &Requirement<'_>, target: &Target, warnings: &[Warning]) -> TokenStream {
    let Target { attributes, head, inner_attributes, body, .. } = target;
    let doc = doc_line(requirement);
    let warnings = warnings.iter().map(warning);
    let guard = guard(args, requirement, target);
    let body_behind = body_behind_guard(body);
    let guarded = quote_spanned! {Span::mixed_site()=>
        #(#inner_attributes)*
        { #(#warnings)* #guard }
        #body_behind
    };
    let mut outer = Group::new(Delimiter::Brace, guarded);
    outer.set_span(body.span());
    // The empty line makes it a paragraph of its own behind the user's documentation.
    quote!(#(#attributes)* #[doc = ""] #[doc = #doc] #head #outer)
}

/// The body as it was written. One that opens with an item gets braces of its own, because clippy's
/// `items_after_statements` would blame its author for the guard; any other is better off without them, for the sake of
/// the compiler's words about a missing tail.
fn body_behind_guard(body: &Group) -> TokenStream {
    let opens_with_item = match body.stream().into_iter().next() {
        Some(TokenTree::Ident(word)) => ITEMS.split(' ').any(|item| word == item),
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) | None => false,
    };
    if !opens_with_item {
        return body.stream();
    }
    let mut braces = body.clone();
    braces.set_span(located_at(body.span()));
    braces.to_token_stream()
}

fn doc_line(requirement: &Requirement<'_>) -> String {
    let noun = if requirement.as_scope().is_some() { "scope" } else { "scopes" };
    format!(" **Requires the {noun}** {}.", requirement.to_markdown())
}

// Output:
//     static GUARD: Guard = Guard::new(REQUIREMENT, SITE);
//     'allowed: {
//         let refused = match GUARD.check_current() {
//             Ok(()) => break 'allowed,
//             Err(refused) => refused,
//         };
//         if let Err(error) = refused.settle().await {
//             return Refuse::refuse(error);
//         }
//     }
//
// Only `refused` is alive where an `async fn` waits, which keeps its future small; a plain function needs one `if let`.
fn guard(args: &Args, requirement: &Requirement<'_>, target: &Target) -> TokenStream {
    let Check { declaration, outcome } = check_of(args, requirement, target);
    if target.asyncness.is_none() {
        let error = quote_spanned!(Span::mixed_site()=> refused.into_error());
        let refusal = refusal(args, &target.output, &error);
        return quote_spanned! {Span::mixed_site()=>
            #declaration
            if let ::core::result::Result::Err(refused) = #outcome {
                return #refusal;
            }
        };
    }
    let error = quote_spanned!(Span::mixed_site()=> error);
    let refusal = refusal(args, &target.output, &error);
    quote_spanned! {Span::mixed_site()=>
        #declaration
        'allowed: {
            let refused = match #outcome {
                ::core::result::Result::Ok(()) => break 'allowed,
                ::core::result::Result::Err(refused) => refused,
            };
            if let ::core::result::Result::Err(error) = refused.settle().await {
                return #refusal;
            }
        }
    }
}

/// The check of a grant: what has to be declared before it, and the expression that is its outcome.
struct Check {
    declaration: TokenStream,
    outcome: TokenStream,
}

fn check_of(args: &Args, requirement: &Requirement<'_>, target: &Target) -> Check {
    let runtime = private(args, Span::mixed_site());
    let requirement = constant(&runtime, requirement);
    let site = site(&runtime, target);
    let declaration = quote_spanned! {Span::mixed_site()=>
        static GUARD: #runtime::Guard = #runtime::Guard::new(#requirement, #site);
    };
    let Some(grant) = &args.grant else {
        return Check { declaration, outcome: quote_spanned!(Span::mixed_site()=> GUARD.check_current()) };
    };
    // The user's expression stands outside of the block in which `GUARD` is a name, what it borrows lives through the
    // check and no longer, and a wrong type is reported where it stands.
    let (first, last) = ends(grant);
    let reborrow = quote_spanned!(first=> &*);
    let name = quote_spanned!(last=> grant);
    let outcome = quote_spanned! {Span::mixed_site()=>
        match &(#grant) {
            grant => { #declaration GUARD.check(#reborrow #name) }
        }
    };
    Check { declaration: TokenStream::new(), outcome }
}

/// The one module of the runtime that generated code names, as if it were written at `span`.
fn private(args: &Args, span: Span) -> TokenStream {
    let Some(runtime) = &args.runtime else {
        return quote_spanned!(span=> ::requires_scope::__private);
    };
    let runtime = runtime.to_token_stream().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    quote_spanned!(span=> #(#runtime)*::__private)
}

/// The expression that computes the requirement in the runtime's own words.
fn constant(runtime: &TokenStream, requirement: &Requirement<'_>) -> TokenStream {
    let (variant, members) = match requirement {
        Requirement::Scope(named) => {
            let text = LitStr::new(named.scope.as_str(), Span::mixed_site());
            return quote_spanned!(Span::mixed_site()=> #runtime::Requirement::scope(#text));
        }
        Requirement::All(members) => ("All", members),
        Requirement::Any(members) => ("Any", members),
    };
    let variant = Ident::new(variant, Span::mixed_site());
    let members = members.iter().map(|member| constant(runtime, member));
    quote_spanned!(Span::mixed_site()=> #runtime::Requirement::#variant(&[#(#members),*]))
}

/// Where the function stands. The line is asked for at `fn`, for elsewhere it would be that of the attribute.
fn site(runtime: &TokenStream, target: &Target) -> TokenStream {
    let function = target.name.unraw().to_string();
    let line = quote_spanned!(target.fn_token.span=> ::core::line!());
    quote_spanned! {Span::mixed_site()=>
        #runtime::Site {
            function: #function,
            module: ::core::module_path!(),
            file: ::core::file!(),
            line: #line,
        }
    }
}

/// The return value made of a refusal, placed at the return type so that a wrong type is reported there.
fn refusal(args: &Args, output: &ReturnType, error: &TokenStream) -> TokenStream {
    let (first, last) = match output {
        ReturnType::Default => (Span::mixed_site(), Span::mixed_site()),
        ReturnType::Type(_, output) => ends(output),
    };
    let runtime = private(args, first);
    let arguments = quote_spanned!(last=> (#error));
    quote_spanned!(first=> #runtime::Refuse::refuse #arguments)
}

/// The first and the last place of what the user wrote; the compiler underlines all that lies between them.
fn ends(written: &impl ToTokens) -> (Span, Span) {
    let mut tokens = written.to_token_stream().into_iter().map(|token| located_at(token.span()));
    let first = tokens.next().unwrap_or_else(Span::mixed_site);
    (first, tokens.last().unwrap_or(first))
}

fn located_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}

/// A statement that makes the compiler warn at the literal; a macro cannot warn by itself.
fn warning(warning: &Warning) -> TokenStream {
    let Warning { span, text } = warning;
    quote_spanned! {Span::mixed_site().located_at(*span)=>
        {
            #[deprecated(note = #text)]
            const COVERED_SCOPE: () = ();
            COVERED_SCOPE
        }
    }
}
