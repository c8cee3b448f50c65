//! Scopes, sets and requirements in serialized data: always as text, never as bits.

#[cfg(feature = "alloc")]
use alloc::string::String;
use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

use crate::requirement::Requirement;
use crate::scope::Scope;
#[cfg(feature = "alloc")]
use crate::set::ScopeSet;

/// As the text that was written.
impl Serialize for Scope<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// From text that the input can lend.
impl<'de: 'a, 'a> Deserialize<'de> for Scope<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(ScopeVisitor(PhantomData))
    }
}

struct ScopeVisitor<'a>(PhantomData<&'a str>);

impl<'de: 'a, 'a> Visitor<'de> for ScopeVisitor<'a> {
    type Value = Scope<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scope")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Scope<'a>, E> {
        Scope::parse(text).map_err(E::custom)
    }
}

/// A scope as its text, compound parts as `{"all": […]}` and `{"any": […]}`.
impl Serialize for Requirement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Requirement::Scope(scope) => scope.serialize(serializer),
            Requirement::All(parts) => serializer.serialize_newtype_variant("Requirement", 1, "all", parts),
            Requirement::Any(parts) => serializer.serialize_newtype_variant("Requirement", 2, "any", parts),
        }
    }
}

/// As the list that a request carries.
#[cfg(feature = "alloc")]
impl Serialize for ScopeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_request())
    }
}

/// From a list as text, with commas or white space, or from a sequence of scopes. In a format that does not describe
/// itself it is the text.
#[cfg(feature = "alloc")]
impl<'de> Deserialize<'de> for ScopeSet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(SetVisitor)
        } else {
            deserializer.deserialize_str(SetVisitor)
        }
    }
}

#[cfg(feature = "alloc")]
struct SetVisitor;

#[cfg(feature = "alloc")]
impl<'de> Visitor<'de> for SetVisitor {
    type Value = ScopeSet;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of scopes")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<ScopeSet, E> {
        ScopeSet::parse_list(text).map_err(E::custom)
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut scopes: A) -> Result<ScopeSet, A::Error> {
        let mut list = String::new();
        while scopes.next_element_seed(Item(&mut list))?.is_some() {}
        self.visit_str(&list)
    }
}

/// Reads one scope into a list, so that its text need not outlive the reading and the set is made at once.
#[cfg(feature = "alloc")]
struct Item<'l>(&'l mut String);

#[cfg(feature = "alloc")]
impl<'de> de::DeserializeSeed<'de> for Item<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

#[cfg(feature = "alloc")]
impl Visitor<'_> for Item<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a scope")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        let scope = Scope::parse(text).map_err(E::custom)?;
        self.0.push_str(scope.as_str());
        self.0.push(',');
        Ok(())
    }
}
