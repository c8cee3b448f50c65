//! The function under the attribute. Its signature is understood and kept as it was written; its body is never parsed.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Abi, Attribute, Error, Ident, Result, ReturnType, Signature, Token, Visibility};

/// A function with a body.
pub(crate) struct Target {
    pub(crate) name: Ident,
    pub(crate) fn_token: Token![fn],
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) abi: Option<Abi>,
    pub(crate) output: ReturnType,
    /// The attributes above the function, documentation among them.
    pub(crate) attributes: Vec<Attribute>,
    /// Visibility and signature, token by token.
    pub(crate) head: TokenStream,
    /// The attributes that the body opens with.
    pub(crate) inner_attributes: Vec<Attribute>,
    /// The braces of the body, without those attributes.
    pub(crate) body: Group,
}

impl Target {
    /// Takes the item apart.
    ///
    /// # Errors
    ///
    /// When the item is not a function with a body.
    pub(crate) fn parse(item: &TokenStream) -> Result<Self> {
        let (before_body, body) = split_body(item);
        let read = |input: ParseStream<'_>| {
            let attributes = input.call(Attribute::parse_outer)?;
            let head = input.fork().parse()?;
            input.parse::<Visibility>()?;
            input.parse::<Option<Token![default]>>()?;
            expect_function(&input.fork())?;
            Ok((attributes, head, input.parse::<Signature>()?, input.parse::<Option<Token![;]>>()?))
        };
        let (attributes, head, signature, semicolon) = read.parse2(before_body)?;
        let Signature {
            constness,
            asyncness,
            safety: _,
            abi,
            fn_token,
            ident: name,
            generics: _,
            paren_token: _,
            inputs: _,
            variadic: _,
            output,
        } = signature;
        let (None, Some(body)) = (semicolon, body) else {
            let text = format!(
                "`{name}` has no body to guard: write `#[requires_scope(…)]` above its implementation"
            );
            return Err(Error::new_spanned(name, text));
        };
        let (inner_attributes, body) = split_inner_attributes(body)?;
        Ok(Self {
            name,
            fn_token,
            constness,
            asyncness,
            abi,
            output,
            attributes,
            head,
            inner_attributes,
            body,
        })
    }
}

/// Separates the braces at the end of an item from what stands before them.
fn split_body(item: &TokenStream) -> (TokenStream, Option<Group>) {
    let mut trees = item.clone().into_iter().collect::<Vec<_>>();
    let body = trees.pop_if(|last| body_of(last).is_some()).and_then(|last| body_of(&last));
    (trees.into_iter().collect(), body)
}

/// The braces that a tree is, also when a `macro_rules!` variable stands invisibly round them.
fn body_of(tree: &TokenTree) -> Option<Group> {
    let TokenTree::Group(group) = tree else { return None };
    match group.delimiter() {
        Delimiter::Brace => Some(group.clone()),
        Delimiter::None => {
            let mut inside = group.stream().into_iter();
            let only = inside.next()?;
            if inside.next().is_some() { None } else { body_of(&only) }
        }
        Delimiter::Parenthesis | Delimiter::Bracket => None,
    }
}

/// Separates `#![…]` at the beginning of a body from the rest, because nothing may stand before them.
fn split_inner_attributes(body: Group) -> Result<(Vec<Attribute>, Group)> {
    let mut trees = body.stream().into_iter();
    let begins_with =
        |tree: Option<TokenTree>, c| matches!(tree, Some(TokenTree::Punct(p)) if p.as_char() == c);
    if !begins_with(trees.next(), '#') || !begins_with(trees.next(), '!') {
        return Ok((Vec::new(), body));
    }
    let read = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_inner)?, input.parse()?));
    let (attributes, rest) = read.parse2(body.stream())?;
    let mut without = Group::new(Delimiter::Brace, rest);
    without.set_span(body.span());
    Ok((attributes, without))
}

/// Looks for `fn` behind the words that may stand before it.
fn expect_function(input: ParseStream<'_>) -> Result<()> {
    let item = input.fork();
    input.parse::<Option<Token![const]>>()?;
    input.parse::<Option<Token![async]>>()?;
    input.parse::<Option<Token![unsafe]>>()?;
    input.parse::<Option<Abi>>()?;
    if input.peek(Token![fn]) {
        return Ok(());
    }
    item.parse::<Option<Token![unsafe]>>()?;
    let word = item.call(Ident::parse_any)?;
    let place = match word.to_string().as_str() {
        "impl" | "trait" => "each method that needs it",
        "mod" => "each function that needs it",
        _ => "a function",
    };
    let text =
        format!("`{word}` is not a function and cannot require a scope: write the attribute above {place}");
    Err(Error::new_spanned(word, text))
}
