//! The function under the attribute. Its signature is understood and kept as it was written; its body is never parsed.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{
    Abi, Attribute, Error, FnArg, GenericArgument, Ident, Pat, Path, PathArguments, Result, ReturnType,
    Signature, Token, Type, TypeParamBound, Visibility,
};

use crate::body::Body;

/// The smart pointers of the standard library.
const POINTERS: [&str; 3] = ["Arc", "Box", "Rc"];

/// A function with a body.
pub(crate) struct Target {
    pub(crate) name: Ident,
    pub(crate) fn_token: Token![fn],
    pub(crate) constness: Option<Token![const]>,
    pub(crate) asyncness: Option<Token![async]>,
    pub(crate) abi: Option<Abi>,
    /// The names that the arguments bind, also inside patterns.
    pub(crate) arguments: Vec<Ident>,
    /// Those of them that are a shared reference by their type as it is written, and stay what they are. One to a smart
    /// pointer is none of them, for a body clones the pointer.
    pub(crate) references: Vec<Ident>,
    pub(crate) output: ReturnType,
    /// The attributes above the function, documentation among them.
    pub(crate) attributes: Vec<Attribute>,
    /// Visibility and signature, token by token.
    pub(crate) head: TokenStream,
    pub(crate) body: Body,
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
            inputs,
            variadic: _,
            output,
        } = signature;
        let (None, Some(body)) = (semicolon, body) else {
            let text = format!(
                "`{name}` has no body to guard: write `#[requires_scope(…)]` above its implementation"
            );
            return Err(Error::new_spanned(name, text));
        };
        let body = Body::parse(&body)?;
        let arguments = inputs.iter().flat_map(names_of).collect();
        let references = inputs.iter().filter_map(reference).collect();
        Ok(Self {
            name,
            fn_token,
            constness,
            asyncness,
            abi,
            arguments,
            references,
            output,
            attributes,
            head,
            body,
        })
    }

    /// Whether the guard runs where it can wait.
    pub(crate) fn can_wait(&self) -> bool {
        self.asyncness.is_some() || self.body.is_future()
    }

    /// The type in which a refusal leaves the function, as it is written: that of the future's outcome if there is one.
    pub(crate) fn outcome(&self) -> Option<&Type> {
        match &self.output {
            ReturnType::Default => None,
            ReturnType::Type(_, output) if self.body.is_future() => {
                Some(outcome_of(output).unwrap_or(output))
            }
            ReturnType::Type(_, output) => Some(output),
        }
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

fn names_of(argument: &FnArg) -> Vec<Ident> {
    let mut names = Vec::new();
    if let FnArg::Typed(argument) = argument {
        find_names(&argument.pat, &mut names);
    }
    names
}

/// The name in `name: &T`.
fn reference(argument: &FnArg) -> Option<Ident> {
    let FnArg::Typed(argument) = argument else { return None };
    let Pat::Ident(name) = &*argument.pat else { return None };
    let is_plain = name.by_ref.is_none() && name.mutability.is_none() && name.subpat.is_none();
    (is_plain && is_shared_reference(&argument.ty)).then(|| name.ident.clone())
}

/// `&T`, also when a `macro_rules!` variable or parentheses stand round it.
fn is_shared_reference(written: &Type) -> bool {
    match written {
        Type::Reference(reference) => reference.mutability.is_none() && !is_pointer(&reference.elem),
        Type::Group(group) => is_shared_reference(&group.elem),
        Type::Paren(paren) => is_shared_reference(&paren.elem),
        _ => false,
    }
}

/// `Arc<T>` and its like, however their module is written.
fn is_pointer(written: &Type) -> bool {
    match written {
        Type::Path(path) => {
            path.path.segments.last().is_some_and(|last| POINTERS.iter().any(|pointer| last.ident == pointer))
        }
        Type::Group(group) => is_pointer(&group.elem),
        Type::Paren(paren) => is_pointer(&paren.elem),
        _ => false,
    }
}

fn find_names(pattern: &Pat, names: &mut Vec<Ident>) {
    match pattern {
        Pat::Ident(name) => {
            names.push(name.ident.clone());
            if let Some((_, inner)) = &name.subpat {
                find_names(inner, names);
            }
        }
        Pat::Paren(pattern) => find_names(&pattern.pat, names),
        Pat::Reference(pattern) => find_names(&pattern.pat, names),
        Pat::Slice(pattern) => pattern.elems.iter().for_each(|element| find_names(element, names)),
        Pat::Struct(pattern) => pattern.fields.iter().for_each(|field| find_names(&field.pat, names)),
        Pat::Tuple(pattern) => pattern.elems.iter().for_each(|element| find_names(element, names)),
        Pat::TupleStruct(pattern) => pattern.elems.iter().for_each(|element| find_names(element, names)),
        _ => {}
    }
}

/// `T` in `impl Future<Output = T>` or `Pin<Box<dyn Future<Output = T>>>`.
fn outcome_of(future: &Type) -> Option<&Type> {
    match future {
        Type::ImplTrait(future) => outcome_of_bounds(&future.bounds),
        Type::TraitObject(future) => outcome_of_bounds(&future.bounds),
        Type::Path(path) => outcome_of_path(&path.path),
        _ => None,
    }
}

fn outcome_of_bounds<'a>(bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> Option<&'a Type> {
    bounds.into_iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => outcome_of_path(&bound.path),
        _ => None,
    })
}

fn outcome_of_path(path: &Path) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else { return None };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(output) if output.ident == "Output" => Some(&output.ty),
        GenericArgument::Type(inner) => outcome_of(inner),
        _ => None,
    })
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
