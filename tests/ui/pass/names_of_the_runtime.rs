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

        pub struct Guard(Requirement<'static>, &'static str);

        pub struct Entered;

        pub type Asked = (Requirement<'static>, &'static str);

        impl Guard {
            pub const fn new(requirement: Requirement<'static>, record: &'static &'static str) -> Self {
                Self(requirement, record)
            }

            pub fn check_current(guard: impl Fn() -> &'static Self) -> Result<Entered, Asked> {
                Err((guard().0, guard().1))
            }
        }

        pub trait Refuse {
            fn refuse(asked: Asked) -> Self;
        }

        macro_rules! guard {
            ([$function:literal, $line:expr, Text($text:literal)], Guard, $requirement:expr) => {
                static GUARD: $crate::recorder::__private::Guard = $crate::recorder::__private::Guard::new(
                    $requirement,
                    &concat!($function, ":", $line, ": ", $text),
                );
            };
        }
        pub(crate) use guard;

        impl<T> Refuse for Result<T, Asked> {
            fn refuse(asked: Asked) -> Self {
                Err(asked)
            }
        }
    }
}

use recorder::__private::{Asked, Requirement};
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
    let (requirement, record) = r#match().unwrap_err();
    assert_eq!(requirement, Requirement::Scope("zohocrm.users.READ"));
    assert_eq!(record, format!("match:{LINE_OF_MATCH}: zohocrm.users.READ"));

    let both = [Requirement::Scope("ZohoCRM.org.READ"), Requirement::Scope("ZohoCRM.coql.READ")];
    let alternatives = [Requirement::Scope("ZohoCRM.users.READ"), Requirement::All(&both)];
    assert_eq!(nested().unwrap_err().0, Requirement::Any(&alternatives));
}
