//! Records as a state holds them: by the API name of their module.

use std::collections::BTreeMap;

use super::{FIRST_ID, Module, Record, Records};

impl Records {
    pub(crate) fn export(&self) -> BTreeMap<String, Vec<Record>> {
        let of = |module: Module| (module.api_name().to_owned(), self.of(module).to_vec());
        Module::ALL.into_iter().map(of).filter(|(_, records)| !records.is_empty()).collect()
    }

    /// Records without an `id` get one.
    ///
    /// # Errors
    ///
    /// The name of a module that does not exist.
    pub(crate) fn import(by_name: BTreeMap<String, Vec<Record>>) -> Result<Self, String> {
        let ids = by_name.values().flatten().filter_map(|record| record.get("id")?.as_str()?.parse().ok());
        let n_created = ids.max().map_or(0, |last: usize| (last + 1).saturating_sub(FIRST_ID));
        let mut records = Self { by_module: BTreeMap::new(), n_created };
        for (name, mut given) in by_name {
            let module = Module::named(&name).ok_or(name)?;
            for record in &mut given {
                if !record.contains_key("id") {
                    let id = (FIRST_ID + records.n_created).to_string();
                    records.n_created += 1;
                    record.insert("id".to_owned(), id.into());
                }
            }
            records.by_module.insert(module, given);
        }
        Ok(records)
    }
}
