//! The attribute `#[requires_scope(…)]`: reads what a function needs, checks the words against Zoho's catalogue
//! and puts a guard in front of the body. What the guard does when it runs is the business of `requires-scope`.

mod args;
mod check;
mod errors;
mod expand;
mod fallback;
mod requirement;
mod target;

#[cfg(test)]
mod expanded;

use proc_macro::TokenStream;

/// Re-exported, and described with its options, as `requires_scope::requires_scope`.
#[proc_macro_attribute]
pub fn requires_scope(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::attribute(args.into(), &item.into()).into()
}
