//! The words between the parentheses of the attribute, as they were written: scopes, `all(…)`, `any(…)`, options.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Error, Expr, Ident, Lit, LitStr, Path, Result, Token, parenthesized, token};

use crate::errors::Errors;

/// The arguments of one attribute.
pub(crate) struct Args {
    /// What is required; a list means all of it.
    pub(crate) terms: Vec<Term>,
    /// Where the grant is, if it is not the current one.
    pub(crate) grant: Option<Value<Expr>>,
    /// The path of the runtime, if it is not `::requires_scope`.
    pub(crate) runtime: Option<Value<Path>>,
    /// `deny(broad)`: scopes that cover others are refused.
    pub(crate) deny_broad: Option<Value<()>>,
}

/// The value of an option, with its name.
pub(crate) struct Value<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}

/// One thing that is required.
pub(crate) enum Term {
    Scope(Text),
    /// `unchecked("…")`: a scope that no catalogue knows.
    Unchecked(Text),
    /// `endpoint = "…"`: what an operation of the API needs.
    Endpoint(Text),
    /// The path of a constant.
    Named(Path),
    All(Vec<Term>),
    Any(Vec<Term>),
}

/// A string literal and what it says.
pub(crate) struct Text {
    pub(crate) literal: LitStr,
    pub(crate) value: String,
}

/// What stands between two commas.
enum Item {
    Term(Term),
    Grant(Value<Expr>),
    Crate(Value<Path>),
    DenyBroad(Value<()>),
    /// Recorded as an error already.
    Unreadable,
}

const EXPECTED: &str = "expected a scope in quotation marks, the path of a named requirement, `all(…)`, `any(…)`, \
                        `unchecked(\"…\")` or an option";
const OPTIONS: &str = "the options are `endpoint = \"…\"`, `grant = …`, `deny(broad)` and `crate = ::path`";

/// The words that are no path of a constant when they stand alone.
const WORDS: [&str; 4] = ["all", "any", "unchecked", "deny"];

impl Args {
    /// Reads all that can be read, and records the rest; `nothing` if there is nothing.
    pub(crate) fn parse(tokens: TokenStream, nothing: Error, errors: &mut Errors) -> Self {
        let items = match (|input: ParseStream<'_>| Ok(read_list(input, errors))).parse2(tokens) {
            Ok(items) => items,
            Err(error) => {
                errors.push(error);
                vec![Item::Unreadable]
            }
        };
        if !items.iter().any(|item| matches!(item, Item::Term(_) | Item::Unreadable)) {
            errors.push(nothing);
        }

        let mut args = Self { terms: Vec::new(), grant: None, runtime: None, deny_broad: None };
        for item in items {
            match item {
                Item::Term(term) => args.terms.push(term),
                Item::Grant(value) => set_once(&mut args.grant, value, errors),
                Item::Crate(value) => set_once(&mut args.runtime, value, errors),
                Item::DenyBroad(value) => set_once(&mut args.deny_broad, value, errors),
                Item::Unreadable => {}
            }
        }
        args
    }

    /// The path of the runtime, if another than the usual one is written.
    pub(crate) fn runtime(&self) -> Option<&Path> {
        self.runtime.as_ref().map(|runtime| &runtime.value)
    }
}

fn set_once<T>(slot: &mut Option<Value<T>>, value: Value<T>, errors: &mut Errors) {
    if slot.is_none() {
        *slot = Some(value);
        return;
    }
    let text = format!("`{}` is written twice: keep one", value.key);
    errors.push(Error::new_spanned(value.key, text));
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
        read_text(input).map(|text| Item::Term(Term::Scope(text)))
    } else if input.peek(Ident::peek_any) && input.peek2(token::Paren) {
        read_call(input, errors)
    } else if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
        read_option(input)
    } else {
        read_path(input).map_or_else(|| Err(stray(input)), |path| Ok(Item::Term(Term::Named(path))))
    }
}

fn read_text(input: ParseStream<'_>) -> Result<Text> {
    match input.parse()? {
        Lit::Str(literal) => Ok(Text { value: literal.value(), literal }),
        other => Err(Error::new_spanned(other, EXPECTED)),
    }
}

/// Reads the path of a constant, if there is one and nothing behind it.
fn read_path(input: ParseStream<'_>) -> Option<Path> {
    let ahead = input.fork();
    let path = Path::parse_mod_style(&ahead).ok()?;
    let is_alone = ahead.is_empty() || ahead.peek(Token![,]);
    let is_word = path.get_ident().is_some_and(|only| {
        WORDS.iter().any(|word| only == word) || only == "grant" || only == "crate" || only == "endpoint"
    });
    if !is_alone || is_word {
        return None;
    }
    input.advance_to(&ahead);
    Some(path)
}

/// Reads `word(…)`.
fn read_call(input: ParseStream<'_>, errors: &mut Errors) -> Result<Item> {
    let word = Ident::parse_any(input)?;
    let content;
    match word.to_string().as_str() {
        "all" => {
            parenthesized!(content in input);
            read_group(&word, &content, errors).map(|terms| Item::Term(Term::All(terms)))
        }
        "any" => {
            parenthesized!(content in input);
            read_group(&word, &content, errors).map(|terms| Item::Term(Term::Any(terms)))
        }
        "unchecked" => {
            parenthesized!(content in input);
            read_unchecked(&word, &content).map(|text| Item::Term(Term::Unchecked(text)))
        }
        "deny" => {
            parenthesized!(content in input);
            let is_broad = content.parse::<Ident>().is_ok_and(|what| what == "broad") && content.is_empty();
            content.parse::<TokenStream>()?;
            if is_broad {
                return Ok(Item::DenyBroad(Value { key: word, value: () }));
            }
            Err(Error::new_spanned(word, "what can be denied is `deny(broad)`, scopes that cover others"))
        }
        other => {
            let text = format!(
                "unknown group `{other}(…)`: the groups are `all(…)` and `any(…)`, and one scope may stand in \
                 `unchecked(…)`"
            );
            Err(Error::new_spanned(word, text))
        }
    }
}

fn read_group(word: &Ident, content: ParseStream<'_>, errors: &mut Errors) -> Result<Vec<Term>> {
    let items = read_list(content, errors);
    if items.is_empty() {
        let text = format!("`{word}()` names no scope: write at least one inside it, or remove it");
        return Err(Error::new_spanned(word, text));
    }

    let mut terms = Vec::new();
    for item in items {
        let key = match item {
            Item::Term(term) => {
                terms.push(term);
                continue;
            }
            Item::Unreadable => continue,
            Item::Grant(Value { key, .. })
            | Item::Crate(Value { key, .. })
            | Item::DenyBroad(Value { key, .. }) => key,
        };
        let text = format!("`{key}` is for the whole attribute: write it outside of `{word}(…)`");
        errors.push(Error::new_spanned(key, text));
    }
    Ok(terms)
}

fn read_unchecked(word: &Ident, content: ParseStream<'_>) -> Result<Text> {
    let text = content.peek(Lit).then(|| read_text(content)).transpose()?;
    content.parse::<Option<Token![,]>>()?;
    let rest = content.parse::<TokenStream>()?;
    match text {
        Some(text) if rest.is_empty() => Ok(text),
        Some(_) => Err(Error::new_spanned(rest, "`unchecked(…)` holds one scope: write one for each")),
        None => {
            let text = "`unchecked(…)` holds one scope in quotation marks, as in `unchecked(\"ZohoNew.thing.READ\")`";
            Err(Error::new_spanned(word, text))
        }
    }
}

fn read_option(input: ParseStream<'_>) -> Result<Item> {
    let key = Ident::parse_any(input)?;
    let equals: Token![=] = input.parse()?;
    let has_value = !input.is_empty() && !input.peek(Token![,]);
    match key.to_string().as_str() {
        "grant" if has_value => Ok(Item::Grant(Value { key, value: input.parse()? })),
        "endpoint" if input.peek(Lit) => read_text(input).map(|text| Item::Term(Term::Endpoint(text))),
        "endpoint" => {
            input.parse::<Expr>().ok();
            let text =
                "`endpoint` is an operation of Zoho CRM's API, as in `endpoint = \"POST /crm/v8/Contacts\"`";
            Err(Error::new_spanned(quote!(#key #equals), text))
        }
        "crate" if has_value => read_runtime(input).map(|value| Item::Crate(Value { key, value })),
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

/// Reads the path of the runtime, which is good wherever the expansion lands.
pub(crate) fn read_runtime(input: ParseStream<'_>) -> Result<Path> {
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
        "grant" | "crate" | "endpoint" => format!("`{words}` has no value: {OPTIONS}"),
        word if WORDS.contains(&word) => format!("`{word}` is a word of the attribute: write `{word}(…)`"),
        _ if zoho_scopes::Scope::parse(&words).is_ok() => format!("a scope is a string: write `\"{words}\"`"),
        _ => EXPECTED.to_owned(),
    };
    Error::new_spanned(trees.into_iter().collect::<TokenStream>(), text)
}
