//! `scopes!`: requirements that are written once, with a name, and checked where they are written.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Error, Ident, Path, Result, Token, Visibility};

use crate::args::{Args, Value, read_runtime};
use crate::check::check_requirement;
use crate::constant;
use crate::errors::Errors;
use crate::requirement::Requirement;

/// One entry, as it was written.
struct Entry {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    words: TokenStream,
}

/// The constants of one `scopes!`. An entry with a mistake stays in the program, so that its users do not become
/// errors as well.
pub(crate) fn scopes(input: TokenStream) -> TokenStream {
    let mut runtime = None;
    let read = |input: ParseStream<'_>| {
        runtime = read_crate(input)?;
        read_entries(input)
    };
    let (entries, unread) = match read.parse2(input) {
        Ok(read) => read,
        Err(error) => (Vec::new(), Some(error)),
    };
    let constants = entries.iter().map(|entry| constant_of(entry, runtime.as_ref()));
    let unread = unread.map(|error| error.to_compile_error());
    quote!(#(#constants)* #unread)
}

/// Reads `crate = ::path;`.
fn read_crate(input: ParseStream<'_>) -> Result<Option<Path>> {
    if !(input.peek(Token![crate]) && input.peek2(Token![=])) {
        return Ok(None);
    }
    input.parse::<Token![crate]>()?;
    input.parse::<Token![=]>()?;
    let path = read_runtime(input)?;
    input.parse::<Token![;]>()?;
    Ok(Some(path))
}

/// Reads up to the end, or to an entry that is none.
fn read_entries(input: ParseStream<'_>) -> Result<(Vec<Entry>, Option<Error>)> {
    let mut entries = Vec::new();
    while !input.is_empty() {
        match read_entry(input) {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                input.parse::<TokenStream>()?;
                return Ok((entries, Some(error)));
            }
        }
    }
    Ok((entries, None))
}

fn read_entry(input: ParseStream<'_>) -> Result<Entry> {
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse()?;
    let place = input.span();
    let name = input.parse::<Ident>().and_then(|name| input.parse::<Token![=]>().map(|_| name));
    let name = name.map_err(|_| {
        Error::new(place, "expected a named requirement, as in `pub CONVERT_LEAD = all(\"…\", \"…\");`")
    })?;
    let mut words = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![;]) {
        words.extend([input.parse::<TokenTree>()?]);
    }
    if input.parse::<Option<Token![;]>>()?.is_none() {
        return Err(Error::new_spanned(name, "expected `;` behind the requirement"));
    }
    Ok(Entry { attributes, visibility, name, words })
}

// Input:
//     pub CONVERT_LEAD = "ZohoCRM.modules.leads.UPDATE", "ZohoCRM.modules.contacts.CREATE";
// Output:
//     /// `ZohoCRM.modules.leads.UPDATE` and `ZohoCRM.modules.contacts.CREATE`.
//     pub const CONVERT_LEAD: Requirement<'static> = REQUIREMENT;
fn constant_of(entry: &Entry, runtime: Option<&Path>) -> TokenStream {
    let Entry { attributes, visibility, name, words } = entry;
    let private = constant::private(runtime, Span::mixed_site());
    let mut doc = String::new();
    let value = Errors::collect(|errors| {
        let nothing =
            format!("no scope is named: write at least one, as in `{name} = \"ZohoCRM.users.READ\";`");
        let args = Args::parse(words.clone(), Error::new_spanned(name, nothing), errors);
        refuse_options(&args, errors);
        let requirement = Requirement::resolve(&args, errors);
        for (argument, literal) in requirement.arguments() {
            let text = format!(
                "a named requirement has no arguments, so nothing fills `{argument}`: write it in the attribute"
            );
            errors.push(Error::new(literal.span(), text));
        }
        let warnings = check_requirement(&requirement, &args, errors);
        doc = format!(" {}.", requirement.to_markdown());
        let warnings = warnings.iter().map(constant::warning);
        let value = constant::requirement(&private, &requirement);
        Ok(quote_spanned!(Span::mixed_site()=> #(#warnings)* #value))
    });
    let (value, errors) = match value {
        Ok(value) => (value, None),
        Err(error) => (
            quote_spanned!(Span::mixed_site()=> #private::Requirement::All(&[])),
            Some(error.to_compile_error()),
        ),
    };
    quote_spanned! {Span::mixed_site()=>
        #(#attributes)*
        #[doc = ""]
        #[doc = #doc]
        #visibility const #name: #private::Requirement<'static> = { #value };
        #errors
    }
}

fn refuse_options(args: &Args, errors: &mut Errors) {
    if let Some(Value { key, .. }) = &args.grant {
        let text = "a named requirement has no grant: write `grant = …` in the attribute that uses it";
        errors.push(Error::new_spanned(key, text));
    }
    if let Some(Value { key, .. }) = &args.runtime {
        let text = "`crate = ::path;` is for all of `scopes!`: write it first";
        errors.push(Error::new_spanned(key, text));
    }
}
