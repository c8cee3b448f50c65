//! Records as CSV, quoted as RFC 4180 has it.

use serde_json::Value;

use crate::crm::{condition::value_of, records::Record};

/// A line of API names and one for each record. Of a lookup stands the id, as in Zoho's files.
pub(super) fn of(columns: &[String], records: &[&Record]) -> String {
    // The one name that Zoho's files write otherwise than the API.
    let head = columns.iter().map(|column| if column == "id" { "Id" } else { column }.to_owned());
    let lines =
        records.iter().map(|record| line(columns.iter().map(|column| cell(value_of(record, column)))));
    [line(head)].into_iter().chain(lines).collect()
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<_> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\n"
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(lookup) if lookup.contains_key("id") => cell(&lookup["id"]),
        other => other.to_string(),
    }
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::of;

    #[test]
    fn values_are_written_so_that_they_can_be_read_again() {
        let record = json!({
            "id": "7", "Name": "Mori, \"Paper\"\n", "Amount": 1.5, "Owner": {"id": "3", "name": "M"}, "Rows": [1],
        });
        let record = record.as_object().cloned().unwrap_or_else(Map::new);
        let columns = ["id", "Name", "Amount", "Owner", "Rows", "None"].map(str::to_owned);
        let expected = "Id,Name,Amount,Owner,Rows,None\n7,\"Mori, \"\"Paper\"\"\n\",1.5,3,[1],\n";
        assert_eq!(of(&columns, &[&record]), expected);
    }
}
