//! The braces of a function, taken apart so far that a guard fits in. What stands in them is never parsed.

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, TokenStreamExt as _};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Ident, Result};

/// The words that can open an item in a function's body. Some of them open an expression as well, which does no harm.
const ITEMS: &str =
    "async const enum extern fn impl macro_rules mod pub static struct trait type union unsafe use";

/// The body of a function.
pub(crate) struct Body {
    span: Span,
    /// The attributes that it opens with: nothing may stand before them.
    inner_attributes: Vec<Attribute>,
    /// The braces that run when the function is called or, in a future, when it is polled.
    braces: Group,
    future: Option<Future>,
}

/// What stands round the braces of a body that is a future and nothing else, as `#[async_trait]` makes it.
struct Future {
    /// `Box::pin` and its parentheses.
    boxed: Option<(TokenStream, Group)>,
    /// `async move`
    words: TokenStream,
}

impl Body {
    /// # Errors
    ///
    /// When the attributes that the body opens with are malformed.
    pub(crate) fn parse(function: &Group) -> Result<Self> {
        let (inner_attributes, braces) = split_inner_attributes(function)?;
        let span = function.span();
        Ok(match future_of(&braces.stream()) {
            Some((future, braces)) => Self { span, inner_attributes, braces, future: Some(future) },
            None => Self { span, inner_attributes, braces, future: None },
        })
    }

    /// Whether the function, which is not `async`, makes a future and does nothing before.
    pub(crate) fn is_future(&self) -> bool {
        self.future.is_some()
    }

    /// Whether the statements have this word in them.
    pub(crate) fn mentions(&self, name: &Ident) -> bool {
        mentions(self.braces.stream(), name)
    }

    // Input:
    //     { Box::pin(async move { BODY }) }
    // Output:
    //     { Box::pin(async move { GUARD BODY }) }
    // where the guard names items, which must not be those of the body:
    //     { Box::pin(async move { GUARD { BODY } }) }
    pub(crate) fn guarded_by(&self, guard: TokenStream, names_items: bool) -> TokenStream {
        let mut guarded = guard;
        guarded.extend(behind_guard(&self.braces, names_items));
        if let Some(Future { boxed, words }) = &self.future {
            let mut future = words.clone();
            future.append(braces(guarded, self.braces.span()));
            guarded = match boxed {
                None => future,
                Some((pin, parentheses)) => {
                    let mut call = pin.clone();
                    let mut argument = Group::new(Delimiter::Parenthesis, future);
                    argument.set_span(parentheses.span());
                    call.append(argument);
                    call
                }
            };
        }
        let mut inside = TokenStream::new();
        inside.append_all(&self.inner_attributes);
        inside.extend(guarded);
        braces(inside, self.span).into_token_stream()
    }
}

fn mentions(tokens: TokenStream, name: &Ident) -> bool {
    tokens.into_iter().any(|tree| match tree {
        TokenTree::Ident(word) => word == *name,
        TokenTree::Group(group) => mentions(group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn braces(inside: TokenStream, span: Span) -> Group {
    let mut braces = Group::new(Delimiter::Brace, inside);
    braces.set_span(span);
    braces
}

/// The statements as they were written. They get braces of their own where the guard would see their items, and if they
/// open with an item, because clippy's `items_after_statements` would blame their author for the guard; any others are
/// better off without them, for the sake of the compiler's words about a missing tail.
fn behind_guard(written: &Group, names_items: bool) -> TokenStream {
    let opens_with_item = match written.stream().into_iter().next() {
        Some(TokenTree::Ident(word)) => ITEMS.split(' ').any(|item| word == item),
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
        Some(TokenTree::Group(_) | TokenTree::Literal(_)) | None => false,
    };
    if !names_items && !opens_with_item {
        return written.stream();
    }
    braces(written.stream(), Span::mixed_site().located_at(written.span())).into_token_stream()
}

/// Separates `#![…]` at the beginning of a body from the rest.
fn split_inner_attributes(body: &Group) -> Result<(Vec<Attribute>, Group)> {
    let mut trees = body.stream().into_iter();
    let begins_with =
        |tree: Option<TokenTree>, c| matches!(tree, Some(TokenTree::Punct(p)) if p.as_char() == c);
    if !begins_with(trees.next(), '#') || !begins_with(trees.next(), '!') {
        return Ok((Vec::new(), body.clone()));
    }
    let read = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_inner)?, input.parse()?));
    let (attributes, rest) = read.parse2(body.stream())?;
    Ok((attributes, braces(rest, body.span())))
}

/// The future that the statements are, with its braces: `async move { … }` or `Box::pin(async move { … })`.
///
/// A statement before it would run without the guard, so then the function is not taken for a future.
fn future_of(statements: &TokenStream) -> Option<(Future, Group)> {
    if let Some((words, braces)) = async_block(statements) {
        return Some((Future { boxed: None, words }, braces));
    }
    let mut trees = statements.clone().into_iter().collect::<Vec<_>>();
    let parentheses = group(trees.pop()?, Delimiter::Parenthesis)?;
    let is_path = trees.iter().all(|tree| match tree {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    });
    let path = trees.into_iter().collect::<TokenStream>();
    let written = path.to_string().replace(' ', "");
    if !is_path || !(written == "Box::pin" || written.ends_with("::Box::pin")) {
        return None;
    }
    let (words, braces) = async_block(&parentheses.stream())?;
    Some((Future { boxed: Some((path, parentheses)), words }, braces))
}

/// The words and the braces of `async move { … }`, if that is all.
fn async_block(tokens: &TokenStream) -> Option<(TokenStream, Group)> {
    let mut trees = tokens.clone().into_iter().peekable();
    let mut words = TokenStream::new();
    for word in ["async", "move"] {
        let is_next = matches!(trees.peek(), Some(TokenTree::Ident(next)) if next == word);
        if is_next {
            words.extend(trees.next());
        } else if word == "async" {
            return None;
        }
    }
    let braces = group(trees.next()?, Delimiter::Brace)?;
    trees.next().is_none().then_some((words, braces))
}

fn group(tree: TokenTree, delimiter: Delimiter) -> Option<Group> {
    match tree {
        TokenTree::Group(group) if group.delimiter() == delimiter => Some(group),
        TokenTree::Group(_) | TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => None,
    }
}
