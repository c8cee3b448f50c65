//! The guard: a `static` that knows what is required and where, and the check of it before the body.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{Expr, ExprField, ExprGroup, ExprParen, ExprReference, ExprUnary, Ident};

use crate::args::Args;
use crate::constant;
use crate::requirement::{Part, Requirement};
use crate::target::Target;

/// What one attribute is about, and the runtime that it names.
struct Context<'a> {
    args: &'a Args,
    requirement: &'a Requirement<'a>,
    target: &'a Target,
    runtime: TokenStream,
}

pub(crate) fn guard(args: &Args, requirement: &Requirement<'_>, target: &Target) -> TokenStream {
    let runtime = constant::private(args.runtime(), Span::mixed_site());
    Context { args, requirement, target, runtime }.guard()
}

/// Whether the guard means items that the body could have others of the same name for.
pub(crate) fn names_items(args: &Args, requirement: &Requirement<'_>, target: &Target) -> bool {
    let grant = args.grant.as_ref().map(|grant| &grant.value);
    requirement.has_names() || grant.is_some_and(|grant| !is_local(grant, target))
}

/// Whether the grant is an argument, or a field of one.
fn is_local(grant: &Expr, target: &Target) -> bool {
    match grant {
        Expr::Field(ExprField { base: inner, .. })
        | Expr::Group(ExprGroup { expr: inner, .. })
        | Expr::Paren(ExprParen { expr: inner, .. })
        | Expr::Reference(ExprReference { expr: inner, .. })
        | Expr::Unary(ExprUnary { expr: inner, .. }) => is_local(inner, target),
        Expr::Path(path) => {
            path.path.get_ident().is_some_and(|name| name == "self" || target.arguments.contains(name))
        }
        _ => false,
    }
}

/// The argument that is a reference to a grant, if `grant` is nothing else.
fn lent<'a>(grant: &'a Expr, target: &Target) -> Option<&'a Ident> {
    let path = match grant {
        Expr::Group(group) => return lent(&group.expr, target),
        Expr::Paren(paren) => return lent(&paren.expr, target),
        Expr::Path(path) => path,
        _ => return None,
    };
    path.path.get_ident().filter(|argument| target.references.contains(argument))
}

impl Context<'_> {
    // Output:
    //     let _entered = match CHECK.await {
    //         Ok(entered) => entered,
    //         Err(error) => return Refuse::refuse(error),
    //     };
    // in a plain function, which cannot wait:
    //     let _entered = match CHECK { … };
    // with a grant in hand:
    //     let (_, checked) = CHECK;
    //     let _entered = match checked.await { … };
    // with an argument as the grant, if the body mentions it:
    //     let (proven, checked) = CHECK;
    //     let _entered = match checked.await { … };
    //     let grant = &proven;
    //
    // What the check borrows is let go before an `async fn` waits, and what is needed afterwards is made before, which
    // keeps its future small.
    fn guard(&self) -> TokenStream {
        let written = self.args.grant.as_ref().map(|grant| &grant.value);
        let argument = written.and_then(|grant| lent(grant, self.target));
        let proven = argument.filter(|argument| self.target.body.mentions(argument));
        let check = match (written, argument) {
            (None, _) => self.check(None),
            (Some(_), Some(argument)) => self.check(Some(reborrowed(argument, argument))),
            (Some(written), None) => self.check_of(written),
        };
        let (checked, check) = if written.is_some() {
            let proof = Ident::new(if proven.is_some() { "proven" } else { "_" }, Span::mixed_site());
            let checked = quote_spanned!(Span::mixed_site()=> let (#proof, checked) = #check;);
            (Some(checked), quote_spanned!(Span::mixed_site()=> checked))
        } else {
            (None, check)
        };
        let wait = self.target.can_wait().then(|| quote_spanned!(Span::mixed_site()=> .await));
        let refusal = self.refusal();
        let proven = proven.map(|argument| {
            quote_spanned!(Span::mixed_site()=> #[allow(unused_variables)] let #argument = &proven;)
        });
        quote_spanned! {Span::mixed_site()=>
            #checked
            let _entered = match #check #wait {
                ::core::result::Result::Ok(entered) => entered,
                ::core::result::Result::Err(error) => return #refusal,
            };
            #proven
        }
    }

    // Output:
    //     match &(self.grant) { grant => CHECK }
    //
    // The user's expression stands outside of the block in which `GUARD` is a name.
    fn check_of(&self, written: &Expr) -> TokenStream {
        let grant = Ident::new("grant", Span::mixed_site());
        let check = self.check(Some(reborrowed(written, &grant)));
        quote_spanned!(Span::mixed_site()=> match &(#written) { #grant => #check })
    }

    // Output:
    //     { guard! { … } Guard::admit_current(|| &GUARD) }
    // with a grant in hand:
    //     { enum __Here {} … GUARD.admit(PhantomData::<__Here>, &*grant) }
    // with arguments in the requirement:
    //     { guard! { … } GUARD.admit(&*grant, &[("module", …)]) }
    // in a plain function, which cannot wait, `check_current` and `check`.
    fn check(&self, grant: Option<TokenStream>) -> TokenStream {
        let declarations = self.declarations();
        let method = match (self.target.can_wait(), grant.is_some()) {
            (true, true) => "admit",
            (true, false) => "admit_current",
            (false, true) => "check",
            (false, false) => "check_current",
        };
        let method = Ident::new(method, Span::mixed_site());
        let values = self.values();
        if grant.is_none() && values.is_none() {
            let runtime = &self.runtime;
            return quote_spanned!(Span::mixed_site()=> { #declarations #runtime::Guard::#method(|| &GUARD) });
        }
        let here = (grant.is_some() && values.is_none())
            .then(|| quote_spanned!(Span::mixed_site()=> ::core::marker::PhantomData::<__Here>));
        let arguments = here.into_iter().chain(grant).chain(values);
        quote_spanned!(Span::mixed_site()=> { #declarations GUARD.#method(#(#arguments),*) })
    }

    // Output:
    //     guard! { ["create_contact", line!(), Text("ZohoCRM.modules.contacts.CREATE")], Guard, REQUIREMENT }
    // where something else refers to the requirement:
    //     const __REQUIREMENT: Requirement<'static> = REQUIREMENT;
    //     guard! { […], Guard, __REQUIREMENT }
    // with a grant in hand, for which the requirement must be a type as well:
    //     enum __Here {}
    //     impl Proof for __Here { const REQUIREMENT: Requirement<'static> = REQUIREMENT; const FUNCTION: &'static str = …; }
    //     guard! { […], Guard, <__Here as Proof>::REQUIREMENT }
    // with arguments in the requirement:
    //     guard! { […], Template<1>, PATTERN, [BLANK] }
    fn declarations(&self) -> TokenStream {
        let Context { requirement, runtime, .. } = self;
        let record = self.record();
        if self.has_blanks() {
            let mut blanks = Vec::new();
            let pattern = constant::pattern(runtime, requirement, &mut blanks);
            let n_blanks = Literal::usize_unsuffixed(blanks.len());
            return quote_spanned! {Span::mixed_site()=>
                #runtime::guard! { [#record], Template<#n_blanks>, #pattern, [#(#blanks),*] }
            };
        }
        let mut value = constant::requirement(runtime, requirement);
        let mut declaration = None;
        if let Some(named) = self.named_value() {
            declaration = Some(self.declaration(&value));
            value = named;
        }
        quote_spanned! {Span::mixed_site()=>
            #declaration
            #runtime::guard! { [#record], Guard, #value }
        }
    }

    /// What gives `value` the name of [`named_value`](Self::named_value).
    fn declaration(&self, value: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        if self.args.grant.is_none() {
            return quote_spanned! {Span::mixed_site()=>
                const __REQUIREMENT: #runtime::Requirement<'static> = #value;
            };
        }
        let function = self.function();
        quote_spanned! {Span::mixed_site()=>
            enum __Here {}
            impl #runtime::Proof for __Here {
                const REQUIREMENT: #runtime::Requirement<'static> = #value;
                const FUNCTION: &'static ::core::primitive::str = #function;
            }
        }
    }

    /// The constant that the requirement is, where something else than the guard refers to it.
    fn named_value(&self) -> Option<TokenStream> {
        let runtime = &self.runtime;
        if self.has_blanks() {
            None
        } else if self.args.grant.is_some() {
            Some(quote_spanned!(Span::mixed_site()=> <__Here as #runtime::Proof>::REQUIREMENT))
        } else if self.requirement.has_names() {
            Some(quote_spanned!(Span::mixed_site()=> __REQUIREMENT))
        } else {
            None
        }
    }

    fn has_blanks(&self) -> bool {
        !self.requirement.arguments().is_empty()
    }

    // Output:
    //     &[("module", Segment::segment(&module))]
    fn values(&self) -> Option<TokenStream> {
        let Context { requirement, target, runtime, .. } = self;
        let mut names = requirement.arguments();
        names.sort_by_key(|(name, _)| *name);
        names.dedup_by_key(|(name, _)| *name);
        let values = names.into_iter().filter_map(|(name, literal)| {
            let mut argument = target.arguments.iter().find(|argument| *argument == name)?.clone();
            // The argument's own name, and the place of the literal: a wrong type is reported there.
            argument.set_span(argument.span().located_at(literal.span()));
            let place = located_at(literal.span());
            let value = quote_spanned!(place=> #runtime::Segment::segment(&#argument));
            Some(quote_spanned!(Span::mixed_site()=> (#name, #value)))
        });
        let values = values.collect::<Vec<_>>();
        if values.is_empty() {
            return None;
        }
        Some(quote_spanned!(Span::mixed_site()=> &[#(#values),*]))
    }

    // Output:
    //     "create_contact", line!(), Text("ZohoCRM.modules.contacts.CREATE")
    fn record(&self) -> TokenStream {
        let (function, line) = (self.function(), self.line());
        let parts = match self.named_value() {
            // A second mention of a name would make a second error of a name that means something else.
            Some(value) if self.requirement.has_names() => {
                vec![quote_spanned!(Span::mixed_site()=> Named(&#value))]
            }
            _ => self.requirement.to_text().into_iter().map(part).collect(),
        };
        quote_spanned!(Span::mixed_site()=> #function, #line, #(#parts),*)
    }

    fn function(&self) -> String {
        self.target.name.unraw().to_string()
    }

    /// The line is asked for at `fn`, for elsewhere it would be that of the attribute.
    fn line(&self) -> TokenStream {
        quote_spanned!(self.target.fn_token.span=> ::core::line!())
    }

    /// The return value made of a refusal, placed at the return type so that a wrong type is reported there.
    fn refusal(&self) -> TokenStream {
        let (first, last) = self.target.outcome().map_or((Span::mixed_site(), Span::mixed_site()), ends);
        let runtime = constant::private(self.args.runtime(), first);
        let error = Ident::new("error", Span::mixed_site());
        let arguments = quote_spanned!(last=> (#error));
        quote_spanned!(first=> #runtime::Refuse::refuse #arguments)
    }
}

/// The grant in `grant`, at the place where the user wrote it, so that a wrong type is reported there.
fn reborrowed(written: &impl ToTokens, grant: &Ident) -> TokenStream {
    let (first, last) = ends(written);
    let reborrow = quote_spanned!(first=> &*);
    let mut grant = grant.clone();
    grant.set_span(grant.span().located_at(last));
    quote!(#reborrow #grant)
}

fn part(part: Part<'_>) -> TokenStream {
    match part {
        Part::Text(text) => quote_spanned!(Span::mixed_site()=> Text(#text)),
        Part::Named { path, is_in_group: false } => quote_spanned!(Span::mixed_site()=> Named(&#path)),
        Part::Named { path, is_in_group: true } => quote_spanned!(Span::mixed_site()=> NamedInGroup(&#path)),
    }
}

/// The first and the last place of what the user wrote; the compiler underlines all that lies between them.
fn ends<T: ToTokens>(written: &T) -> (Span, Span) {
    let mut tokens = written.to_token_stream().into_iter().map(|token| located_at(token.span()));
    let first = tokens.next().unwrap_or_else(Span::mixed_site);
    (first, tokens.last().unwrap_or(first))
}

fn located_at(span: Span) -> Span {
    Span::mixed_site().located_at(span)
}
