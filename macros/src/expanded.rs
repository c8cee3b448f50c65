//! Compares expansions with `tests/expanded/`, whose files are programs that `ui-tests` compiles.
//!
//! `EXPANDED=overwrite` writes them anew.

use std::path::Path;
use std::{env, fs};

use proc_macro2::{TokenStream, TokenTree};
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

#[test]
fn future_of_async_trait() {
    check(
        "future_of_async_trait",
        "A function whose whole body is a future, as `#[async_trait]` makes it of a method.",
        quote!("ZohoCRM.modules.contacts.READ"),
        &quote! {
            pub fn count<'a>(
                grants: &'a [Grant],
            ) -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = Result<usize, Error>> + Send + 'a>> {
                Box::pin(async move { Ok(grants.len()) })
            }
        },
    );
}

#[test]
fn arguments() {
    check(
        "arguments",
        "Scopes that the function's arguments complete.",
        quote!(
            "ZohoCRM.users.READ",
            any("ZohoCRM.modules.{module}.READ", endpoint = "GET /crm/v8/{module}/search"),
            grant = grant
        ),
        &quote! {
            pub async fn search<'a>(grant: &Grant, module: &'a str) -> Result<&'a str, Error> {
                Ok(module)
            }
        },
    );
}

#[test]
fn endpoints() {
    check(
        "endpoints",
        "What operations of the API need.",
        quote!(endpoint = "POST /crm/v8/Leads/actions/mass_delete", endpoint = "GET /crm/v8/Leads/search"),
        &quote! {
            pub fn delete() -> Result<(), Error> {
                Ok(())
            }
        },
    );
}

/// An editor asks for the expansion while the body is being written.
#[test]
fn half_written_bodies_are_kept() {
    for body in [quote!({ let id = ; }), quote!({ grant. }), quote!({ if }), quote!({ Box::pin(async mov) })]
    {
        let item = quote!(async fn read() -> Result<u64, Error> #body);
        let expansion = expand::attribute(quote!("ZohoCRM.users.READ"), &item).to_string();
        let TokenTree::Group(body) = body.into_iter().next().expect("braces") else {
            panic!("braces are a group");
        };
        assert!(expansion.contains("admit_current"), "{expansion}");
        assert!(expansion.contains(&body.stream().to_string()), "{expansion}");
        assert!(!expansion.contains("compile_error"), "{expansion}");
    }
}

#[test]
fn named_requirements() {
    let constants = crate::scopes::scopes(quote! {
        /// Whoever turns a lead into a customer.
        pub CONVERT_LEAD = "ZohoCRM.modules.leads.UPDATE", "ZohoCRM.modules.contacts.CREATE";
        REPORT = any(CONVERT_LEAD, unchecked("ZohoNewService.thing.READ"));
    });
    let function = expand::attribute(
        quote!(CONVERT_LEAD, crate::REPORT, deny(broad)),
        &quote! {
            pub fn convert_lead() -> Result<(), Error> {
                drop(CONVERT_LEAD.to_string());
                Ok(())
            }
        },
    );
    compare("named_requirements", "Requirements with a name.", &quote!(#constants #function));
}

/// Expands the attribute and compares it with `tests/expanded/{name}.rs`.
fn check(name: &str, about: &str, args: TokenStream, item: &TokenStream) {
    compare(name, about, &expand::attribute(args, item));
}

/// Compares the program round an expansion with `tests/expanded/{name}.rs`.
fn compare(name: &str, about: &str, expansion: &TokenStream) {
    let about = format!(" {about}");
    let program = quote! {
        #![doc = #about]
        #![allow(dead_code, deprecated)]

        use requires_scope::{Error, Grant};

        pub struct Grants { first: Grant }

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
