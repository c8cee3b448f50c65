//! Notes on records, and files attached to them.

use std::error::Error;

use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};

use crate::stage::{Answer, Stage, TestResult};

const NOTES: &str = "ZohoCRM.modules.leads.READ,ZohoCRM.modules.notes.ALL";

fn id_of(created: &Answer) -> Result<String, Box<dyn Error>> {
    Ok(created.json["data"][0]["details"]["id"].as_str().ok_or("no id")?.to_owned())
}

#[tokio::test]
async fn notes_belong_to_a_record_and_go_with_it() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(NOTES)).await?;
    let lead = stage.sandbox.records("Leads")[0]["id"].as_str().ok_or("no id")?.to_owned();
    let path = format!("/crm/v8/Leads/{lead}/Notes");
    let note = json!({"data": [{"Note_Title": "Called", "Note_Content": "Wants a quote"}]});
    let created = stage.call(Method::POST, &path, &token, Some(note)).await?;
    created.is(201, "SUCCESS");
    let id = id_of(&created)?;
    assert_eq!(stage.sandbox.records("Notes")[0]["Parent_Id"]["name"], "Okafor");

    let elsewhere = json!({"data": [{"Note_Content": "Other", "Parent_Id": lead, "$se_module": "Leads"}]});
    stage.call(Method::POST, "/crm/v8/Notes", &token, Some(elsewhere)).await?.is(201, "SUCCESS");
    let listed = stage.call(Method::GET, &format!("{path}?fields=Note_Title"), &token, None).await?;
    assert_eq!(listed.json["data"].as_array().map(Vec::len), Some(2));
    assert_eq!(listed.json["data"][0], json!({"id": id, "Note_Title": "Called"}));

    let note = format!("{path}/{id}");
    let change = json!({"data": [{"Note_Content": "Wants two quotes"}]});
    stage.call(Method::PUT, &note, &token, Some(change)).await?.is(200, "SUCCESS");
    let shown = stage.call(Method::GET, &note, &token, None).await?;
    assert_eq!(shown.json["data"][0]["Note_Content"], "Wants two quotes");

    let all = stage.access(&stage.grant("ZohoCRM.modules.ALL")).await?;
    stage.call(Method::DELETE, &format!("/crm/v8/Leads/{lead}"), &all, None).await?.is(200, "SUCCESS");
    assert!(stage.sandbox.records("Notes").is_empty());
    Ok(())
}

#[tokio::test]
async fn a_note_is_found_on_its_own_record_only() -> TestResult {
    let stage = Stage::new().await?;
    let token = stage.access(&stage.grant(NOTES)).await?;
    let leads = stage.sandbox.records("Leads");
    let lead = |place: usize| leads[place]["id"].as_str().unwrap_or_default();
    let note = json!({"data": [{"Note_Content": "Wants a quote"}]});
    let path = format!("/crm/v8/Leads/{}/Notes", lead(0));
    let id = id_of(&stage.call(Method::POST, &path, &token, Some(note.clone())).await?)?;
    for method in [Method::GET, Method::PUT, Method::DELETE] {
        let other = format!("/crm/v8/Leads/{}/Notes/{id}", lead(1));
        stage.call(method, &other, &token, Some(note.clone())).await?.is(400, "INVALID_DATA");
    }
    assert_eq!(stage.sandbox.records("Notes").len(), 1);
    for parent in ["/crm/v8/Leads/0/Notes?fields=id", "/crm/v8/Leads/0/Notes"] {
        let method = if parent.contains('?') { Method::GET } else { Method::POST };
        let refused = stage.call(method, parent, &token, Some(note.clone())).await?;
        refused.is(400, "INVALID_DATA");
        assert_eq!(refused.json["details"], json!({"resource_path_index": 1}));
    }
    let nowhere = json!({"data": [{"Note_Content": "A", "Parent_Id": {"id": lead(0)}}]});
    stage.call(Method::POST, "/crm/v8/Notes", &token, Some(nowhere)).await?.is(400, "INVALID_DATA");
    Ok(())
}

#[tokio::test]
async fn a_file_comes_back_byte_for_byte() -> TestResult {
    let stage = Stage::new().await?;
    let token =
        stage.access(&stage.grant("ZohoCRM.modules.leads.ALL,ZohoCRM.modules.attachments.ALL")).await?;
    let lead = stage.sandbox.records("Leads")[0]["id"].as_str().ok_or("no id")?.to_owned();
    let path = format!("/crm/v8/Leads/{lead}/Attachments");
    // More than most servers take of a body unless told otherwise.
    let content: Vec<u8> = (0..3_000_000_u32).map(|number| (number % 251) as u8).collect();
    let form = Form::new().part("file", Part::bytes(content.clone()).file_name("Angebot für Mori.pdf"));
    let request = stage.http.post(format!("{}{path}", stage.sandbox.api_url())).multipart(form);
    let request = request.header("Authorization", format!("Zoho-oauthtoken {token}"));
    let uploaded = Answer::of(request.send().await?).await?;
    uploaded.is(200, "SUCCESS");
    assert_eq!(uploaded.json["data"][0]["message"], "attachment uploaded successfully");
    let id = id_of(&uploaded)?;

    let listed = stage.call(Method::GET, &format!("{path}?fields=File_Name,Size"), &token, None).await?;
    let expected = json!([{"id": id, "File_Name": "Angebot für Mori.pdf", "Size": "3000000"}]);
    assert_eq!(listed.json["data"], expected);
    let url = format!("{}{path}/{id}", stage.sandbox.api_url());
    let request = stage.http.get(url).header("Authorization", format!("Zoho-oauthtoken {token}"));
    let file = request.send().await?;
    let named = file.headers()["Content-Disposition"].to_str()?.to_owned();
    assert_eq!(named, "attachment;filename*=UTF-8''Angebot%20f%C3%BCr%20Mori.pdf");
    assert_eq!(file.bytes().await?, content);

    let journal = stage.sandbox.journal();
    let upload =
        journal.iter().find(|entry| entry.is(&format!("POST {path}"))).ok_or("not in the journal")?;
    assert!(upload.parameters.is_empty(), "a file is no parameter");
    stage.call(Method::DELETE, &format!("{path}/{id}"), &token, None).await?.is(200, "SUCCESS");
    assert_eq!(stage.call(Method::GET, &format!("{path}?fields=id"), &token, None).await?.status, 204);
    Ok(())
}

#[tokio::test]
async fn what_cannot_be_attached_is_refused() -> TestResult {
    let stage = Stage::new().await?;
    let token =
        stage.access(&stage.grant("ZohoCRM.modules.leads.ALL,ZohoCRM.modules.attachments.ALL")).await?;
    let lead = stage.sandbox.records("Leads")[0]["id"].as_str().ok_or("no id")?.to_owned();
    let path = format!("/crm/v8/Leads/{lead}/Attachments");
    let none: Option<Value> = None;
    stage.call(Method::POST, &path, &token, none.clone()).await?.is(400, "MANDATORY_NOT_FOUND");
    stage.call(Method::GET, &path, &token, none.clone()).await?.is(400, "REQUIRED_PARAM_MISSING");
    stage.call(Method::GET, &format!("{path}/7"), &token, none.clone()).await?.is(400, "INVALID_DATA");
    stage
        .call(Method::GET, "/crm/v8/Leads/7/Attachments?fields=id", &token, none)
        .await?
        .is(400, "INVALID_DATA");
    Ok(())
}
