//! Functions that another macro has put together, with its invisible groups round the parts.

use requires_scope::{Error, requires_scope};

macro_rules! guarded {
    ($scope:literal, $vis:vis $name:ident($($argument:ident: $type:ty),*) -> $output:ty $body:block) => {
        #[requires_scope($scope)]
        $vis fn $name($($argument: $type),*) -> $output $body
    };
}

guarded!("ZohoCRM.modules.contacts.READ", pub doubled(value: u8) -> Result<u8, Error> { Ok(value * 2) });

macro_rules! guarded_item {
    ($item:item) => {
        #[requires_scope("ZohoCRM.modules.contacts.READ")]
        $item
    };
}

guarded_item! {
    /// Documented.
    pub async fn tripled(value: u8) -> Result<u8, Error> {
        Ok(value * 3)
    }
}

macro_rules! with_grant {
    ($name:ident, $grant:expr) => {
        #[requires_scope("ZohoCRM.modules.contacts.READ", grant = $grant)]
        pub fn $name(key: usize) -> Result<usize, Error> {
            Ok(key)
        }
    };
}

fn grants() -> Vec<requires_scope::Grant> {
    Vec::new()
}

with_grant!(of_the_first, grants().first().ok_or_else(missing)?);

fn missing() -> Error {
    doubled(1).unwrap_err()
}

fn main() {
    doubled(1).unwrap_err();
    of_the_first(1).unwrap_err();
}
