//! Compares expansions with `tests/expanded/`, whose files are programs that `ui-tests` compiles.
//!
//! `EXPANDED=overwrite` writes them anew.

use std::path::Path;
use std::{env, fs};

use proc_macro2::TokenStream;
use quote::quote;

use crate::expand;

#[test]
fn one_scope() {
    check(
        "one_scope",
        "The attribute in its shortest form, on an `async fn`.",
        quote!("ZohoCRM.modules.contacts.CREATE"),
        &quote! {
            /// Creates a contact.
            pub async fn create_contact(name: &str) -> Result<String, Error> {
                Ok(name.to_owned())
            }
        },
    );
}

#[test]
fn plain_function() {
    check(
        "plain_function",
        "A function that cannot wait.",
        quote!("ZohoCRM.modules.contacts.READ"),
        &quote! {
            pub fn count_contacts() -> Result<usize, Error> {
                Ok(0)
            }
        },
    );
}

#[test]
fn groups() {
    check(
        "groups",
        "Groups, made as simple as they can be said.",
        quote!(
            "ZohoCRM.users.READ",
            all("ZohoCRM.modules.deals.READ"),
            any("ZohoCRM.modules.leads.READ", all("ZohoCRM.modules.contacts.READ", "ZohoCRM.coql.READ"))
        ),
        &quote! {
            pub fn convert_lead() -> Result<(), Error> {
                Ok(())
            }
        },
    );
}

#[test]
fn grant_in_hand() {
    check(
        "grant_in_hand",
        "A grant other than the current one.",
        quote!("ZohoCRM.modules.contacts.READ", grant = grants.first),
        &quote! {
            pub async fn read_first(grants: &Grants) -> Result<&Grant, Error> {
                Ok(&grants.first)
            }
        },
    );
}

#[test]
fn covered_scope() {
    check(
        "covered_scope",
        "A scope that another one of the list covers.",
        quote!("ZohoCRM.modules.ALL", "ZohoCRM.modules.contacts.READ"),
        &quote! {
            pub fn read_everything() -> Result<(), Error> {
                Ok(())
            }
        },
    );
}

#[test]
fn items_first() {
    check(
        "items_first",
        "A body that opens with attributes and items.",
        quote!("ZohoCRM.modules.contacts.READ"),
        &quote! {
            pub fn width() -> Result<usize, Error> {
                #![allow(clippy::unnecessary_wraps)]
                use std::mem::size_of;
                Ok(size_of::<Error>())
            }
        },
    );
}

/// Expands the attribute and compares the program round it with `tests/expanded/{name}.rs`.
fn check(name: &str, about: &str, args: TokenStream, item: &TokenStream) {
    let expansion = expand::attribute(args, item);
    let about = format!(" {about}");
    let program = quote! {
        #![doc = #about]
        #![allow(dead_code, deprecated)]

        use requires_scope::{Error, Grant};

        struct Grants { first: Grant }

        #expansion

        fn main() {}
    };
    let program = syn::parse2(program).expect("an expansion is well-formed");
    let actual = prettyplease::unparse(&program);

    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expanded").join(name).with_extension("rs");
    if env::var_os("EXPANDED").is_some_and(|value| value == "overwrite") {
        fs::write(&file, &actual).expect("the repository can be written to");
    }
    let expected = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        expected,
        actual,
        "{} is out of date: run with EXPANDED=overwrite and review it",
        file.display()
    );
}
