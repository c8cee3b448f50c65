//! The guard: a `static` that knows what is required and where, and the check of it before the body.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::ext::IdentExt as _;

use crate::args::{Args, Value};
use crate::constant;
use crate::requirement::Requirement;
use crate::target::Target;

// Output:
//     static GUARD: Guard = Guard::new(REQUIREMENT, SITE);
//     register! { GUARD }
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
pub(crate) fn guard(args: &Args, requirement: &Requirement<'_>, target: &Target) -> TokenStream {
    let Check { declaration, outcome } = check_of(args, requirement, target);
    if !target.can_wait() {
        let error = quote_spanned!(Span::mixed_site()=> refused.into_error());
        let refusal = refusal(args, target, &error);
        return quote_spanned! {Span::mixed_site()=>
            #declaration
            if let ::core::result::Result::Err(refused) = #outcome {
                return #refusal;
            }
        };
    }
    let error = quote_spanned!(Span::mixed_site()=> error);
    let refusal = refusal(args, target, &error);
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
    let runtime = constant::private(args.runtime(), Span::mixed_site());
    let guard = guard_type(&runtime, requirement, target);
    let declaration = quote_spanned! {Span::mixed_site()=>
        static GUARD: #guard;
        #runtime::register! { GUARD }
    };
    let values = values(&runtime, requirement, target);
    let Some(Value { value: grant, .. }) = &args.grant else {
        let outcome = quote_spanned!(Span::mixed_site()=> GUARD.check_current(#values));
        return Check { declaration, outcome };
    };
    // The user's expression stands outside of the block in which `GUARD` is a name, what it borrows lives through the
    // check and no longer, and a wrong type is reported where it stands.
    let (first, last) = ends(grant);
    let reborrow = quote_spanned!(first=> &*);
    let name = quote_spanned!(last=> grant);
    let values = values.map(|values| quote_spanned!(Span::mixed_site()=> , #values));
    let outcome = quote_spanned! {Span::mixed_site()=>
        match &(#grant) {
            grant => { #declaration GUARD.check(#reborrow #name #values) }
        }
    };
    Check { declaration: TokenStream::new(), outcome }
}

// Output:
//     Guard = Guard::new(REQUIREMENT, SITE)
//     Template<1> = Template::new(PATTERN, [BLANK], SITE)          with arguments in the requirement
fn guard_type(runtime: &TokenStream, requirement: &Requirement<'_>, target: &Target) -> TokenStream {
    let site = site(runtime, target);
    if requirement.arguments().is_empty() {
        let requirement = constant::requirement(runtime, requirement);
        return quote_spanned!(Span::mixed_site()=> #runtime::Guard = #runtime::Guard::new(#requirement, #site));
    }
    let mut blanks = Vec::new();
    let pattern = constant::pattern(runtime, requirement, &mut blanks);
    let n_blanks = Literal::usize_unsuffixed(blanks.len());
    quote_spanned! {Span::mixed_site()=>
        #runtime::Template<#n_blanks> = #runtime::Template::new(#pattern, [#(#blanks),*], #site)
    }
}

// Output:
//     &[("module", Segment::segment(&module))]
fn values(runtime: &TokenStream, requirement: &Requirement<'_>, target: &Target) -> Option<TokenStream> {
    let mut names = requirement.arguments();
    names.sort_by_key(|(name, _)| *name);
    names.dedup_by_key(|(name, _)| *name);
    let values = names.into_iter().filter_map(|(name, literal)| {
        let mut argument = target.arguments.iter().find(|argument| *argument == name)?.clone();
        // The argument's own name, and the place of the literal: a wrong type is reported there.
        argument.set_span(argument.span().located_at(literal.span()));
        let place = located_at(literal.span());
        let value = quote_spanned!(place=> #runtime::Segment::segment(&#argument));
        Some(quote_spanned!(Span::mixed_site()=> (#name, #value)))
    });
    let values = values.collect::<Vec<_>>();
    if values.is_empty() {
        return None;
    }
    Some(quote_spanned!(Span::mixed_site()=> &[#(#values),*]))
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
fn refusal(args: &Args, target: &Target, error: &TokenStream) -> TokenStream {
    let (first, last) = target.outcome().map_or((Span::mixed_site(), Span::mixed_site()), ends);
    let runtime = constant::private(args.runtime(), first);
    let arguments = quote_spanned!(last=> (#error));
    quote_spanned!(first=> #runtime::Refuse::refuse #arguments)
}

/// The first and the last place of what the user wrote; the compiler underlines all that lies between them.
fn ends<T: ToTokens>(written: &T) -> (Span, Span) {
    let mut tokens = written.to_token_stream().into_iter().map(|token| located_at(token.span()));
    let first = tokens.next().unwrap_or_else(Span::mixed_site);
    (first, tokens.last().unwrap_or(first))
}

fn located_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
