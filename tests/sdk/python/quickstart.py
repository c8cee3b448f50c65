"""Lists the leads and adds a contact with Zoho's Python SDK: its own quick start, pointed at any Zoho."""
import os
import sys

from zohocrmsdk.src.com.zoho.api.authenticator import OAuthToken
from zohocrmsdk.src.com.zoho.api.authenticator.store import FileStore
from zohocrmsdk.src.com.zoho.api.logger import Logger
from zohocrmsdk.src.com.zoho.crm.api import HeaderMap, Initializer, ParameterMap
from zohocrmsdk.src.com.zoho.crm.api.dc import DataCenter
from zohocrmsdk.src.com.zoho.crm.api.exception import SDKException
from zohocrmsdk.src.com.zoho.crm.api.record import (
    APIException, BodyWrapper, Field, GetRecordsParam, Record, RecordOperations)


def initialize():
    api = os.environ["ZOHO_API_URL"]
    accounts = os.environ["ZOHO_ACCOUNTS_URL"]
    token = OAuthToken(
        client_id=os.environ["ZOHO_CLIENT_ID"],
        client_secret=os.environ["ZOHO_CLIENT_SECRET"],
        grant_token=os.environ.get("ZOHO_GRANT_TOKEN"),
        refresh_token=os.environ.get("ZOHO_REFRESH_TOKEN"),
        redirect_url=os.environ.get("ZOHO_REDIRECT_URL"),
        find_user=os.environ.get("ZOHO_FIND_USER") != "false",
    )
    Initializer.initialize(
        # Where Zoho's quick start says `USDataCenter.PRODUCTION()`.
        environment=DataCenter.Environment(api, f"{accounts}/oauth/v2/token", api),
        token=token,
        store=FileStore(file_path="sdk_tokens.txt"),
        logger=Logger.get_instance(level=Logger.Levels.INFO, file_path="sdk.log"),
        resource_path=os.getcwd(),
    )


def list_leads():
    parameters = ParameterMap()
    parameters.add(GetRecordsParam.fields, "Last_Name,Email")
    response = RecordOperations("Leads").get_records(parameters, HeaderMap())
    answer = response.get_object()
    if isinstance(answer, APIException):
        return report(response, answer)
    for lead in answer.get_data():
        print("lead", lead.get_key_value("Last_Name"))


def create_contact():
    contact = Record()
    contact.add_field_value(Field.Contacts.last_name(), "Sandbox")
    contact.add_field_value(Field.Contacts.email(), "sandbox@zylker.example")
    request = BodyWrapper()
    request.set_data([contact])
    response = RecordOperations("Contacts").create_records(request, HeaderMap())
    answer = response.get_object()
    if isinstance(answer, APIException):
        return report(response, answer)
    for added in answer.get_data():
        print("contact", added.get_code().get_value(), added.get_details().get("id", ""))


def report(response, exception):
    print("refused", response.get_status_code(), exception.get_code().get_value())


try:
    initialize()
    list_leads()
    create_contact()
except SDKException as exception:
    print(f"failed {exception.code}: {exception.error_message}")
    sys.exit(1)
