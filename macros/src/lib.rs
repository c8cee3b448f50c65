//! The attribute `#[requires_scope(…)]`: reads what a function needs, checks the words against Zoho's catalogue
//! and puts a guard in front of the body. What the guard does when it runs is the business of `requires-scope`.

mod args;
mod body;
mod check;
mod constant;
mod endpoint;
mod errors;
mod expand;
mod fallback;
mod guard;
mod requirement;
mod scopes;
mod target;
mod template;

#[cfg(test)]
mod expanded;

use proc_macro::TokenStream;

/// Re-exported, and described with its options, as `requires_scope::requires_scope`.
#[proc_macro_attribute]
pub fn requires_scope(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(args.into(), &item.into()).into()
}

/// Re-exported, and described, as `requires_scope::scopes`.
#[proc_macro]
pub fn scopes(input: TokenStream) -> TokenStream {
    scopes::scopes(input.into()).into()
}
