//! What stands in the program when the attribute is wrong: the errors, and the item as it was written.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;

/// Gives the item back beside the errors, so that its callers do not become errors as well.
pub(crate) fn fallback(error: &Error, item: &TokenStream) -> TokenStream {
    let errors = error.to_compile_error();
    quote!(#errors #item)
}
