//! Named requirements: in the attribute, in each other, in groups, and as values.

#![deny(warnings)]

use requires_scope::{Error, Grant, Requirement, requires_scope, scopes};
use ui_tests::grant_of;

pub mod needs {
    requires_scope::scopes! {
        /// Documented.
        pub READ_LEADS = "ZohoCRM.modules.leads.READ";

        pub CONVERT_LEAD = all("ZohoCRM.modules.leads.UPDATE", "ZohoCRM.modules.contacts.CREATE");

        #[allow(dead_code)]
        pub(crate) REPORT = any(super::needs::READ_LEADS, all(CONVERT_LEAD, "ZohoCRM.coql.READ")), "ZohoCRM.users.READ";
    }
}

scopes! {}

scopes! {
    crate = ::requires_scope;
    GUARD = "ZohoCRM.users.READ", deny(broad);
    REQUIREMENT = "ZohoCRM.users.READ";
    RECORD = "ZohoCRM.users.READ";
    PARTS = "ZohoCRM.users.READ";
}

/// What the attribute writes has other names.
#[requires_scope(REQUIREMENT, RECORD, any(PARTS, Here::TEXT))]
fn named_like_what_is_written() -> Result<(), Error> {
    Ok(())
}

#[requires_scope(Here::TEXT, grant = grant)]
fn named_like_the_proof(grant: &Grant) -> Result<u64, Error> {
    Ok(Here::of(grant))
}

struct Here;

impl Here {
    const TEXT: Requirement<'static> = REQUIREMENT;

    fn of(grant: &Grant) -> u64 {
        u64::from(grant.is_signed_in())
    }
}

#[requires_scope(needs::READ_LEADS, grant = grant)]
fn alone(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(crate::needs::CONVERT_LEAD, "ZohoCRM.coql.READ", grant = grant)]
async fn in_a_list(grant: &Grant) -> Result<(), Error> {
    Ok(())
}

#[requires_scope(any(needs::REPORT, self::GUARD), grant = grant)]
fn in_a_group<T: Default>(grant: &Grant) -> Result<T, Error> {
    Ok(T::default())
}

macro_rules! guarded {
    ($name:ident, $requirement:path) => {
        #[requires_scope($requirement)]
        fn $name() -> Result<(), Error> {
            Ok(())
        }
    };
}

guarded!(by_example, crate::needs::READ_LEADS);

pub struct Worker;

impl Worker {
    const NEEDS: Requirement<'static> = needs::READ_LEADS;

    #[requires_scope(Worker::NEEDS)]
    fn work(&self) -> Result<(), Error> {
        Ok(())
    }
}

fn main() {
    let _: (fn() -> _, fn(&Grant) -> _) = (named_like_what_is_written, named_like_the_proof);
    let report = "(ZohoCRM.modules.leads.READ or ((ZohoCRM.modules.leads.UPDATE and ZohoCRM.modules.contacts.CREATE) \
                  and ZohoCRM.coql.READ)) and ZohoCRM.users.READ";
    assert_eq!(needs::REPORT.to_string(), report);
    let leads = grant_of("ZohoCRM.modules.leads.ALL");
    alone(&leads).unwrap();
    let refused = in_a_group::<u8>(&leads).unwrap_err();
    assert_eq!(refused.missing().unwrap().scopes().to_request(), "ZohoCRM.users.READ");
    in_a_group::<u8>(&grant_of("ZohoCRM.users.READ")).unwrap();
    drop(in_a_list(&leads));
    by_example().unwrap_err();
    Worker.work().unwrap_err();
}
