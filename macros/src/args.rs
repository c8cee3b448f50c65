//! The words between the parentheses of the attribute, as they were written: scopes, `all(…)`, `any(…)`, options.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Expr, Ident, Lit, LitStr, Path, Result, Token, parenthesized, token};

use crate::errors::Errors;

/// The arguments of one attribute.
pub(crate) struct Args {
    /// What is required; a list means all of it.
    pub(crate) terms: Vec<Term>,
    /// Where the grant is, if it is not the current one.
    pub(crate) grant: Option<Expr>,
    /// The path of the runtime, if it is not `::requires_scope`.
    pub(crate) runtime: Option<Path>,
}

/// One thing that is required.
pub(crate) enum Term {
    Scope { literal: LitStr, text: String },
    All(Vec<Term>),
    Any(Vec<Term>),
}

/// What stands between two commas.
enum Item {
    Term(Term),
    Grant {
        key: Ident,
        value: Expr,
    },
    Crate {
        key: Ident,
        value: Path,
    },
    /// Recorded as an error already.
    Unreadable,
}

const EXPECTED: &str =
    "expected a scope in quotation marks, `all(…)`, `any(…)`, `grant = …` or `crate = ::path`";
const OPTIONS: &str = "the options are `grant = …` and `crate = ::path`";

impl Args {
    /// Reads all that can be read, and records the rest.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let items = match (|input: ParseStream<'_>| Ok(read_list(input, errors))).parse2(tokens) {
            Ok(items) => items,
            Err(error) => {
                errors.push(error);
                vec![Item::Unreadable]
            }
        };
        if items.iter().all(|item| matches!(item, Item::Grant { .. } | Item::Crate { .. })) {
            let text =
                "no scope is named: write at least one, as in `#[requires_scope(\"ZohoCRM.users.READ\")]`";
            errors.push(Error::new(Span::call_site(), text));
        }

        let mut terms = Vec::new();
        let mut grant = None;
        let mut runtime = None;
        for item in items {
            match item {
                Item::Term(term) => terms.push(term),
                Item::Grant { key, value } => set_once(&mut grant, &key, value, errors),
                Item::Crate { key, value } => set_once(&mut runtime, &key, value, errors),
                Item::Unreadable => {}
            }
        }
        Self { terms, grant, runtime }
    }
}

fn set_once<T>(slot: &mut Option<T>, key: &Ident, value: T, errors: &mut Errors) {
    match slot {
        None => *slot = Some(value),
        Some(_) => errors.push(Error::new_spanned(key, format!("`{key} = …` is written twice: keep one"))),
    }
}

/// Reads up to the end; behind an item that cannot be read, it goes on after the next comma.
fn read_list(input: ParseStream<'_>, errors: &mut Errors) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        let item = read_item(input, errors).and_then(|item| {
            if input.is_empty() || input.peek(Token![,]) {
                Ok(item)
            } else {
                Err(input.error("expected `,`"))
            }
        });
        items.push(item.unwrap_or_else(|error| {
            errors.push(error);
            Item::Unreadable
        }));
        skip_past_comma(input);
    }
    items
}

fn skip_past_comma(input: ParseStream<'_>) {
    while let Ok(tree) = input.parse::<TokenTree>() {
        if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ',') {
            return;
        }
    }
}

fn read_item(input: ParseStream<'_>, errors: &mut Errors) -> Result<Item> {
    if input.peek(Lit) {
        read_scope(input).map(Item::Term)
    } else if input.peek(Ident::peek_any) && input.peek2(token::Paren) {
        read_group(input, errors).map(Item::Term)
    } else if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
        read_option(input)
    } else {
        Err(stray(input))
    }
}

fn read_scope(input: ParseStream<'_>) -> Result<Term> {
    match input.parse()? {
        Lit::Str(literal) => Ok(Term::Scope { text: literal.value(), literal }),
        other => Err(Error::new_spanned(other, EXPECTED)),
    }
}

fn read_group(input: ParseStream<'_>, errors: &mut Errors) -> Result<Term> {
    let word = Ident::parse_any(input)?;
    let group = match word.to_string().as_str() {
        "all" => Term::All,
        "any" => Term::Any,
        other => {
            let text = format!("unknown group `{other}(…)`: the groups are `all(…)` and `any(…)`");
            return Err(Error::new_spanned(word, text));
        }
    };
    let content;
    parenthesized!(content in input);
    let items = read_list(&content, errors);
    if items.is_empty() {
        let text = format!("`{word}()` names no scope: write at least one inside it, or remove it");
        return Err(Error::new_spanned(word, text));
    }

    let mut terms = Vec::new();
    for item in items {
        match item {
            Item::Term(term) => terms.push(term),
            Item::Grant { key, .. } | Item::Crate { key, .. } => {
                let text = format!("`{key} = …` is for the whole attribute: write it outside of `{word}(…)`");
                errors.push(Error::new_spanned(key, text));
            }
            Item::Unreadable => {}
        }
    }
    Ok(group(terms))
}

fn read_option(input: ParseStream<'_>) -> Result<Item> {
    let key = Ident::parse_any(input)?;
    let equals: Token![=] = input.parse()?;
    let has_value = !input.is_empty() && !input.peek(Token![,]);
    match key.to_string().as_str() {
        "grant" if has_value => Ok(Item::Grant { key, value: input.parse()? }),
        "crate" if has_value => read_runtime(input).map(|value| Item::Crate { key, value }),
        "grant" | "crate" => {
            Err(Error::new_spanned(quote!(#key #equals), format!("`{key} =` has no value: {OPTIONS}")))
        }
        other => {
            // A value with commas of its own would otherwise be taken for several items.
            input.parse::<Expr>().ok();
            Err(Error::new_spanned(&key, format!("unknown option `{other}`: {OPTIONS}")))
        }
    }
}

fn read_runtime(input: ParseStream<'_>) -> Result<Path> {
    let start = input.span();
    let path = Path::parse_mod_style(input).map_err(|_| {
        Error::new(start, "expected the path of requires-scope, as in `crate = ::requires_scope`")
    })?;
    let is_absolute = path.leading_colon.is_some()
        || path.segments.first().is_some_and(|first| first.ident == "crate" || first.ident == "$crate");
    if is_absolute {
        return Ok(path);
    }
    let written = quote!(#path).to_string().replace(' ', "");
    let text = format!("a relative path is not the same thing everywhere: write `crate = ::{written}`");
    Err(Error::new_spanned(path, text))
}

/// The error for something that is not an item at all, such as a scope without its quotation marks.
fn stray(input: ParseStream<'_>) -> Error {
    let mut trees = Vec::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        match input.parse::<TokenTree>() {
            Ok(tree) => trees.push(tree),
            Err(error) => return error,
        }
    }
    let words = trees.iter().map(ToString::to_string).collect::<String>();
    let text = match words.as_str() {
        "grant" | "crate" => format!("`{words}` has no value: {OPTIONS}"),
        _ if zoho_scopes::Scope::parse(&words).is_ok() => format!("a scope is a string: write `\"{words}\"`"),
        _ => EXPECTED.to_owned(),
    };
    Error::new_spanned(trees.into_iter().collect::<TokenStream>(), text)
}
