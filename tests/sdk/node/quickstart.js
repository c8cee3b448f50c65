// Lists the leads and adds a contact with Zoho's Node SDK: its own quick start, pointed at any Zoho.
import * as ZOHOCRMSDK from "@zohocrm/nodejs-sdk-8.0";

const env = process.env;

async function initialize() {
  // Where Zoho's quick start says `ZOHOCRMSDK.USDataCenter.PRODUCTION()`.
  const environment = ZOHOCRMSDK.DataCenter.setEnvironment(
    env.ZOHO_API_URL,
    `${env.ZOHO_ACCOUNTS_URL}/oauth/v2/token`,
    env.ZOHO_API_URL,
  );
  const token = new ZOHOCRMSDK.OAuthBuilder()
    .clientId(env.ZOHO_CLIENT_ID)
    .clientSecret(env.ZOHO_CLIENT_SECRET)
    .redirectURL(env.ZOHO_REDIRECT_URL)
    .findUser(env.ZOHO_FIND_USER !== "false");
  if (env.ZOHO_GRANT_TOKEN) token.grantToken(env.ZOHO_GRANT_TOKEN);
  if (env.ZOHO_REFRESH_TOKEN) token.refreshToken(env.ZOHO_REFRESH_TOKEN);

  const builder = await new ZOHOCRMSDK.InitializeBuilder();
  await builder
    .environment(environment)
    .token(token.build())
    .store(new ZOHOCRMSDK.FileStore("sdk_tokens.txt"))
    .logger(new ZOHOCRMSDK.LogBuilder().level(ZOHOCRMSDK.Levels.INFO).filePath("sdk.log").build())
    .resourcePath(process.cwd())
    .initialize();
}

async function listLeads() {
  const parameters = new ZOHOCRMSDK.ParameterMap();
  await parameters.add(ZOHOCRMSDK.Record.GetRecordsParam.FIELDS, "Last_Name,Email");
  const operations = new ZOHOCRMSDK.Record.RecordOperations("Leads");
  const response = await operations.getRecords(parameters, new ZOHOCRMSDK.HeaderMap());
  const answer = response.getObject();
  if (answer instanceof ZOHOCRMSDK.Record.APIException) return report(response, answer);
  for (const lead of answer.getData()) console.log(`lead ${lead.getKeyValue("Last_Name")}`);
}

async function createContact() {
  const contact = new ZOHOCRMSDK.Record.Record();
  contact.addFieldValue(ZOHOCRMSDK.Record.Field.Contacts.LAST_NAME, "Sandbox");
  contact.addFieldValue(ZOHOCRMSDK.Record.Field.Contacts.EMAIL, "sandbox@zylker.example");
  const request = new ZOHOCRMSDK.Record.BodyWrapper();
  request.setData([contact]);
  const operations = new ZOHOCRMSDK.Record.RecordOperations("Contacts");
  const response = await operations.createRecords(request, new ZOHOCRMSDK.HeaderMap());
  const answer = response.getObject();
  if (answer instanceof ZOHOCRMSDK.Record.APIException) return report(response, answer);
  for (const added of answer.getData()) {
    console.log(`contact ${added.getCode().getValue()} ${added.getDetails().get("id") ?? ""}`);
  }
}

function report(response, exception) {
  console.log(`refused ${response.getStatusCode()} ${exception.getCode().getValue()}`);
}

try {
  await initialize();
  await listLeads();
  await createContact();
} catch (exception) {
  console.log(`failed ${exception.code}: ${exception.message ?? JSON.stringify(exception.details)}`);
  process.exitCode = 1;
}
