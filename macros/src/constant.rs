//! A requirement in the words of the runtime, as a constant expression.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::{Error, Ident, LitStr, Path};
use zoho_scopes::{Scope, catalogue};

use crate::check::Warning;
use crate::endpoint::{Endpoint, Needs};
use crate::requirement::Requirement;
use crate::template::Template;

/// The one module of the runtime that generated code names, as if it were written at `span`.
pub(crate) fn private(runtime: Option<&Path>, span: Span) -> TokenStream {
    let Some(runtime) = runtime else {
        return quote_spanned!(span=> ::requires_scope::__private);
    };
    let runtime = runtime.to_token_stream().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(span));
        token
    });
    quote_spanned!(span=> #(#runtime)*::__private)
}

/// The expression that computes the requirement in the runtime's own words. It has no blanks.
pub(crate) fn requirement(runtime: &TokenStream, of: &Requirement<'_>) -> TokenStream {
    let parts = |members: &[Requirement<'_>]| {
        members.iter().map(|member| requirement(runtime, member)).collect::<Vec<_>>()
    };
    match of {
        Requirement::Scope(written) => scope(runtime, &written.scope),
        Requirement::Named(path) => path.to_token_stream(),
        Requirement::All(members) => group(runtime, "All", parts(members)),
        Requirement::Any(members) => group(runtime, "Any", parts(members)),
        Requirement::Endpoint(Endpoint { needs: Needs::Fixed(alternatives), .. }) => {
            let alternatives = alternatives
                .iter()
                .map(|scopes| group(runtime, "All", scopes.iter().map(|of| scope(runtime, of)).collect()));
            group(runtime, "Any", alternatives.collect())
        }
        Requirement::Template(Template { text, .. }) | Requirement::Endpoint(Endpoint { text, .. }) => {
            Error::new(text.literal.span(), "this can only be filled where a function is called")
                .to_compile_error()
        }
    }
}

/// The place in the catalogue spares the compiler a search; the text alone decides.
fn scope(runtime: &TokenStream, of: &Scope<'_>) -> TokenStream {
    let text = LitStr::new(of.as_str(), Span::mixed_site());
    let Some(place) = catalogue::position(of) else {
        return quote_spanned!(Span::mixed_site()=> #runtime::Requirement::scope(#text));
    };
    let place = Literal::usize_unsuffixed(place);
    quote_spanned!(Span::mixed_site()=> #runtime::Requirement::catalogued(#place, #text))
}

/// The group of these parts, or the only one.
fn group(runtime: &TokenStream, variant: &str, parts: Vec<TokenStream>) -> TokenStream {
    let parts = match <[TokenStream; 1]>::try_from(parts) {
        Ok([only]) => return only,
        Err(parts) => parts,
    };
    let variant = Ident::new(variant, Span::mixed_site());
    quote_spanned!(Span::mixed_site()=> #runtime::Requirement::#variant(&[#(#parts),*]))
}

/// The expression of a requirement with blanks; they are put into `blanks`, to which it refers by their places.
pub(crate) fn pattern(
    runtime: &TokenStream,
    of: &Requirement<'_>,
    blanks: &mut Vec<TokenStream>,
) -> TokenStream {
    let (variant, members) = match of {
        _ if of.arguments().is_empty() => {
            let fixed = requirement(runtime, of);
            return quote_spanned!(Span::mixed_site()=> #runtime::Pattern::Fixed(#fixed));
        }
        Requirement::All(members) => ("All", members),
        Requirement::Any(members) => ("Any", members),
        Requirement::Template(_)
        | Requirement::Endpoint(_)
        | Requirement::Scope(_)
        | Requirement::Named(_) => {
            let place = Literal::usize_unsuffixed(blanks.len());
            blanks.push(blank(runtime, of));
            return quote_spanned!(Span::mixed_site()=> #runtime::Pattern::Blank(#place));
        }
    };
    let variant = Ident::new(variant, Span::mixed_site());
    let members = members.iter().map(|member| pattern(runtime, member, blanks));
    quote_spanned!(Span::mixed_site()=> #runtime::Pattern::#variant(&[#(#members),*]))
}

fn blank(runtime: &TokenStream, of: &Requirement<'_>) -> TokenStream {
    match of {
        Requirement::Template(Template { text, .. }) => {
            let template = &text.value;
            quote_spanned!(Span::mixed_site()=> #runtime::Blank::Scope(#template))
        }
        Requirement::Endpoint(Endpoint { text, needs: Needs::OfModule { argument } }) => {
            let endpoint = &text.value;
            quote_spanned! {Span::mixed_site()=>
                #runtime::Blank::Endpoint { endpoint: #endpoint, module: #argument }
            }
        }
        fixed => requirement(runtime, fixed),
    }
}

/// A statement that makes the compiler warn at the literal; a macro cannot warn by itself.
pub(crate) fn warning(warning: &Warning) -> TokenStream {
    let Warning { span, name, text } = warning;
    let name = Ident::new(name, Span::mixed_site().located_at(*span));
    quote_spanned! {Span::mixed_site().located_at(*span)=>
        {
            #[deprecated(note = #text)]
            const #name: () = ();
            #name
        }
    }
}
