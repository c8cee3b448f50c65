//! What is wrong with a record, in Zoho's words; and records that are there already.

use std::error::Error;

use reqwest::Method;
use serde_json::{Value, json};

use crate::stage::{Answer, Stage, TestResult};

struct Crm {
    stage: Stage,
    token: String,
}

impl Crm {
    async fn open() -> Result<Self, Box<dyn Error>> {
        let stage = Stage::new().await?;
        let token = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
        Ok(Self { stage, token })
    }

    async fn post(&self, path: &str, body: Value) -> Result<Answer, Box<dyn Error>> {
        self.stage.call(Method::POST, &format!("/crm/v8/{path}"), &self.token, Some(body)).await
    }

    async fn create(&self, module: &str, record: Value) -> Result<String, Box<dyn Error>> {
        let created = self.post(module, json!({"data": [record]})).await?;
        created.is(201, "SUCCESS");
        Ok(created.json["data"][0]["details"]["id"].as_str().ok_or("no id")?.to_owned())
    }
}

#[tokio::test]
async fn every_module_takes_a_record_with_its_mandatory_fields_and_none_without() -> TestResult {
    let crm = Crm::open().await?;
    let vendor = crm.create("Vendors", json!({"Vendor_Name": "Zylker Paper"})).await?;
    let lead = crm.stage.sandbox.records("Leads")[0]["id"].clone();
    let (start, end) = ("2026-11-21T08:30:00+00:00", "2026-11-21T09:30:00+00:00");
    let item = json!([{"Product_Name": "Paper", "Quantity": 2}]);
    let records = [
        ("Leads", json!({"Last_Name": "A"})),
        ("Contacts", json!({"Last_Name": "A"})),
        ("Accounts", json!({"Account_Name": "A"})),
        ("Deals", json!({"Deal_Name": "A", "Stage": "Qualification"})),
        ("Campaigns", json!({"Campaign_Name": "A"})),
        ("Tasks", json!({"Subject": "A"})),
        ("Events", json!({"Event_Title": "A", "Start_DateTime": start, "End_DateTime": end})),
        ("Calls", json!({"Call_Type": "Inbound", "Call_Start_Time": start, "Call_Duration": "10:00"})),
        ("Products", json!({"Product_Name": "A"})),
        ("Quotes", json!({"Subject": "A", "Quoted_Items": item})),
        ("Sales_Orders", json!({"Subject": "A", "Ordered_Items": item})),
        ("Purchase_Orders", json!({"Subject": "A", "Vendor_Name": {"id": vendor}, "Purchase_Items": item})),
        ("Invoices", json!({"Subject": "A", "Invoiced_Items": item})),
        ("Vendors", json!({"Vendor_Name": "A"})),
        ("Price_Books", json!({"Price_Book_Name": "A", "Pricing_Details": item})),
        ("Cases", json!({"Subject": "A", "Case_Origin": "Web", "Status": "New"})),
        ("Solutions", json!({"Solution_Title": "A"})),
        ("Notes", json!({"Note_Content": "A", "Parent_Id": {"module": {"api_name": "Leads"}, "id": lead}})),
    ];
    for (module, record) in records {
        crm.create(module, record.clone()).await?;
        for (name, _) in record.as_object().into_iter().flatten() {
            let mut lacking = record.clone();
            lacking[name] = Value::Null;
            let refused = crm.post(module, json!({"data": [lacking]})).await?;
            refused.is(400, "MANDATORY_NOT_FOUND");
            assert_eq!(refused.json["data"][0]["details"]["api_name"], *name, "{module}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_value_of_another_kind_is_refused_with_its_place() -> TestResult {
    let crm = Crm::open().await?;
    let cases = [
        ("Contacts", json!({"Last_Name": 7}), "Last_Name", json!({"expected_data_type": "text"})),
        (
            "Contacts",
            json!({"Last_Name": "A", "Email": "a"}),
            "Email",
            json!({"expected_data_type": "email"}),
        ),
        (
            "Leads",
            json!({"Last_Name": "A", "No_of_Employees": "7"}),
            "No_of_Employees",
            json!({"expected_data_type": "integer"}),
        ),
        (
            "Leads",
            json!({"Last_Name": "A", "Email_Opt_Out": "no"}),
            "Email_Opt_Out",
            json!({"expected_data_type": "boolean"}),
        ),
        (
            "Contacts",
            json!({"Last_Name": "A", "Date_of_Birth": "21.11.1990"}),
            "Date_of_Birth",
            json!({"expected_data_type": "date"}),
        ),
        ("Contacts", json!({"Last_Name": "x".repeat(256)}), "Last_Name", json!({"maximum_length": 255})),
        ("Contacts", json!({"Last_Name": "A", "Account_Name": {"id": "7"}}), "Account_Name", json!({})),
    ];
    for (module, record, field, mut details) in cases {
        let refused = crm.post(module, json!({"data": [{"Last_Name": "Good"}, record]})).await?;
        assert_eq!(refused.status, 207, "{}", refused.text);
        let result = &refused.json["data"][1];
        assert_eq!(result["code"], "INVALID_DATA");
        details["api_name"] = field.into();
        details["json_path"] = format!("$.data[1].{field}").into();
        assert_eq!(result["details"], details);
    }
    Ok(())
}

#[tokio::test]
async fn a_body_without_records_is_refused() -> TestResult {
    let crm = Crm::open().await?;
    crm.post("Contacts", json!({})).await?.is(400, "MANDATORY_NOT_FOUND");
    for body in [json!([]), json!({"data": {}}), json!({"data": []}), json!({"data": ["A"]})] {
        crm.post("Contacts", body).await?.is(400, "INVALID_DATA");
    }
    let many = vec![json!({"Last_Name": "A"}); 101];
    crm.post("Contacts", json!({"data": many})).await?.is(400, "LIMIT_EXCEEDED");
    assert!(crm.stage.sandbox.records("Contacts").is_empty());
    Ok(())
}

#[tokio::test]
async fn a_lookup_is_shown_with_the_name_of_its_record() -> TestResult {
    let crm = Crm::open().await?;
    let account = crm.create("Accounts", json!({"Account_Name": "Mori Paper"})).await?;
    let expected = json!({"id": account, "name": "Mori Paper"});
    for given in [json!({"id": account}), json!(account)] {
        crm.create("Contacts", json!({"Last_Name": "Mori", "Account_Name": given})).await?;
        let contacts = crm.stage.sandbox.records("Contacts");
        assert_eq!(contacts.last().ok_or("no contact")?["Account_Name"], expected);
    }
    Ok(())
}

#[tokio::test]
async fn what_only_the_crm_writes_is_not_taken_from_a_request() -> TestResult {
    let crm = Crm::open().await?;
    let given = json!({"Last_Name": "A", "id": "1", "Created_Time": "1999-01-01T00:00:00Z", "Shoe_Size": 44});
    let id = crm.create("Contacts", given).await?;
    let contact = &crm.stage.sandbox.records("Contacts")[0];
    assert_eq!(contact["id"], *id);
    assert_ne!(contact["Created_Time"], "1999-01-01T00:00:00Z");
    assert_eq!(contact["Shoe_Size"], 44, "a field that the organization may have made is kept");
    Ok(())
}

#[tokio::test]
async fn a_unique_value_is_taken_once() -> TestResult {
    let crm = Crm::open().await?;
    let first = crm.create("Contacts", json!({"Last_Name": "A", "Email": "a@zylker.example"})).await?;
    let again = json!({"data": [{"Last_Name": "B", "Email": "A@zylker.example"}]});
    let refused = crm.post("Contacts", again).await?;
    refused.is(400, "DUPLICATE_DATA");
    let details = &refused.json["data"][0]["details"];
    assert_eq!(details["api_name"], "Email");
    assert_eq!(details["json_path"], "$.data[0].Email");
    assert_eq!(details["duplicate_record"]["id"], *first);
    assert_eq!(details["duplicate_record"]["module"]["api_name"], "Contacts");

    let second = crm.create("Contacts", json!({"Last_Name": "B", "Email": "b@zylker.example"})).await?;
    let put = |id: String, email: &'static str| {
        let (crm, body) = (&crm, json!({"data": [{"Email": email}]}));
        async move {
            let path = format!("/crm/v8/Contacts/{id}");
            crm.stage.call(Method::PUT, &path, &crm.token, Some(body)).await
        }
    };
    put(second.clone(), "b@zylker.example").await?.is(200, "SUCCESS");
    put(second.clone(), "a@zylker.example").await?.is(400, "DUPLICATE_DATA");
    put(second, "").await?.is(200, "SUCCESS");
    Ok(())
}

#[tokio::test]
async fn an_upsert_changes_what_is_there_and_adds_what_is_not() -> TestResult {
    let crm = Crm::open().await?;
    let known = crm.create("Contacts", json!({"Last_Name": "A", "Email": "a@zylker.example"})).await?;
    let data = json!([
        {"Last_Name": "A2", "Email": "a@zylker.example"},
        {"Last_Name": "B", "Email": "b@zylker.example"},
        {"First_Name": "C"},
    ]);
    let answer = crm.post("Contacts/upsert", json!({"data": data})).await?;
    assert_eq!(answer.status, 207);
    let results = &answer.json["data"];
    assert_eq!((&results[0]["action"], &results[0]["duplicate_field"]), (&json!("update"), &json!("Email")));
    assert_eq!(results[0]["details"]["id"], *known);
    assert_eq!((&results[1]["action"], &results[1]["message"]), (&json!("insert"), &json!("record added")));
    assert_eq!(results[2]["code"], "MANDATORY_NOT_FOUND");
    let contacts = crm.stage.sandbox.records("Contacts");
    assert_eq!(contacts.len(), 2);
    assert_eq!(contacts[0]["Last_Name"], "A2");
    Ok(())
}

#[tokio::test]
async fn an_upsert_looks_first_in_the_fields_that_it_is_told() -> TestResult {
    let crm = Crm::open().await?;
    let by_phone = crm.create("Leads", json!({"Last_Name": "P", "Phone": "555"})).await?;
    crm.create("Leads", json!({"Last_Name": "E", "Email": "e@zylker.example"})).await?;
    let record = json!({"Last_Name": "New", "Phone": "555", "Company": "Zylker"});
    let body = json!({"data": [record], "duplicate_check_fields": ["Phone", "Email"]});
    let answer = crm.post("Leads/upsert", body).await?;
    answer.is(200, "SUCCESS");
    assert_eq!(answer.json["data"][0]["details"]["id"], *by_phone);
    assert_eq!(answer.json["data"][0]["duplicate_field"], "Phone");

    let by_id = json!({"data": [{"id": by_phone, "Last_Name": "By id"}]});
    assert_eq!(crm.post("Leads/upsert", by_id).await?.json["data"][0]["action"], "update");
    let wrong = json!({"data": [{"Last_Name": "A"}], "duplicate_check_fields": ["Wings"]});
    crm.post("Leads/upsert", wrong).await?.is(400, "INVALID_DATA");
    Ok(())
}
