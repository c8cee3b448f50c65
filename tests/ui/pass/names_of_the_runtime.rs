//! All that an expansion asks of the runtime, given by another one that tells which guard was asked.

mod recorder {
    pub mod __private {
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Requirement<'a> {
            Scope(&'a str),
            All(&'a [Requirement<'a>]),
            Any(&'a [Requirement<'a>]),
        }

        impl<'a> Requirement<'a> {
            pub const fn scope(text: &'a str) -> Self {
                Self::Scope(text)
            }

            pub const fn catalogued(_place: u16, text: &'a str) -> Self {
                Self::Scope(text)
            }
        }

        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Site {
            pub function: &'static str,
            pub module: &'static str,
            pub file: &'static str,
            pub line: u32,
        }

        pub struct Guard(Requirement<'static>, Site);

        pub struct Refused(&'static Guard);

        pub struct Entered;

        pub type Asked = (Requirement<'static>, Site);

        impl Guard {
            pub const fn new(requirement: Requirement<'static>, site: Site) -> Self {
                Self(requirement, site)
            }

            pub fn check_current(guard: impl Fn() -> &'static Self) -> Result<Entered, Refused> {
                Err(Refused(guard()))
            }
        }

        impl Refused {
            pub fn into_error(self) -> Asked {
                (self.0.0, self.0.1)
            }
        }

        pub trait Refuse {
            fn refuse(asked: Asked) -> Self;
        }

        macro_rules! register {
            ($function:literal, $line:expr, Text($text:literal)) => {
                const _: (&str, u32, &str) = ($function, $line, $text);
            };
        }
        pub(crate) use register;

        impl<T> Refuse for Result<T, Asked> {
            fn refuse(asked: Asked) -> Self {
                Err(asked)
            }
        }
    }
}

use recorder::__private::{Asked, Requirement, Site};
use requires_scope::requires_scope;

#[requires_scope("zohocrm.users.READ", crate = crate::recorder)]
#[inline]
fn r#match() -> Result<(), Asked> {
    Ok(())
}
const LINE_OF_MATCH: u32 = line!() - 3;

#[requires_scope(
    any("ZohoCRM.users.READ", all("ZohoCRM.org.READ", "ZohoCRM.coql.READ")),
    crate = crate::recorder,
)]
fn nested() -> Result<(), Asked> {
    Ok(())
}

fn main() {
    let (requirement, site) = r#match().unwrap_err();
    assert_eq!(requirement, Requirement::Scope("zohocrm.users.READ"));
    let expected = Site { function: "match", module: module_path!(), file: file!(), line: LINE_OF_MATCH };
    assert_eq!(site, expected);

    let both = [Requirement::Scope("ZohoCRM.org.READ"), Requirement::Scope("ZohoCRM.coql.READ")];
    let alternatives = [Requirement::Scope("ZohoCRM.users.READ"), Requirement::All(&both)];
    assert_eq!(nested().unwrap_err().0, Requirement::Any(&alternatives));
}
