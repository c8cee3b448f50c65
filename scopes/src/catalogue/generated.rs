//! Generated from `scopes/data` by `cargo xtask catalogue`; edit the data.

use crate::table::Texts;

/// The scopes, sorted by their spelling in lower case.
#[rustfmt::skip]
pub(crate) static SCOPES: Texts = Texts { text: "\
AaaServer.profile.READ
Desk.accounts.ALL
Desk.activities.ALL
Desk.activities.calls.CREATE
Desk.activities.calls.DELETE
Desk.activities.calls.READ
Desk.activities.calls.UPDATE
Desk.activities.create
Desk.activities.delete
Desk.activities.events.CREATE
Desk.activities.events.DELETE
Desk.activities.events.READ
Desk.activities.events.UPDATE
Desk.activities.read
Desk.activities.tasks.CREATE
Desk.activities.tasks.DELETE
Desk.activities.tasks.READ
Desk.activities.tasks.UPDATE
Desk.activities.update
Desk.articles.ALL
Desk.articles.CREATE
Desk.articles.DELETE
Desk.articles.READ
Desk.articles.UPDATE
Desk.basic.ALL
Desk.basic.CREATE
Desk.basic.DELETE
Desk.basic.READ
Desk.basic.UPDATE
Desk.calls.CREATE
Desk.calls.DELETE
Desk.calls.READ
Desk.calls.UPDATE
Desk.community.CREATE
Desk.community.DELETE
Desk.community.READ
Desk.community.UPDATE
Desk.contacts.ALL
Desk.contacts.CREATE
Desk.contacts.DELETE
Desk.contacts.READ
Desk.contacts.UPDATE
Desk.contacts.WRITE
Desk.custommodule.READ
Desk.deskOembed.read
Desk.events.ALL
Desk.events.CREATE
Desk.events.DELETE
Desk.events.READ
Desk.events.UPDATE
Desk.events.WRITE
Desk.exports.CUSTOM
Desk.extensions.create
Desk.extensions.delete
Desk.extensions.read
Desk.extensions.update
Desk.feeds.create
Desk.feeds.delete
Desk.feeds.read
Desk.feeds.update
Desk.forums.CREATE
Desk.forums.DELETE
Desk.forums.READ
Desk.forums.UPDATE
Desk.imports.CUSTOM
Desk.InstantMessages.CREATE
Desk.InstantMessages.READ
Desk.integrations.CREATE
Desk.integrations.delete
Desk.integrations.READ
Desk.integrations.UPDATE
Desk.phonebridge.create
Desk.phonebridge.read
Desk.products.ALL
Desk.products.CREATE
Desk.products.DELETE
Desk.products.READ
Desk.products.UPDATE
Desk.search.ALL
Desk.search.READ
Desk.settings.ALL
Desk.settings.CREATE
Desk.settings.DELETE
Desk.settings.extension.create
Desk.settings.extension.delete
Desk.settings.extension.read
Desk.settings.extension.update
Desk.settings.READ
Desk.settings.UPDATE
Desk.settings.WRITE
Desk.tasks.ALL
Desk.tasks.CREATE
Desk.tasks.DELETE
Desk.tasks.READ
Desk.tasks.UPDATE
Desk.tasks.WRITE
Desk.tickets.ALL
Desk.tickets.CREATE
Desk.tickets.DELETE
Desk.tickets.READ
Desk.tickets.UPDATE
Desk.tickets.WRITE
Desk.zia.create
Desk.zia.delete
Desk.zia.read
Desk.zia.update
PhoneBridge.call.log
PhoneBridge.zohoone.search
SalesIQ.Apps.ALL
SalesIQ.articles.ALL
SalesIQ.blockedips.ALL
SalesIQ.callbacks.UPDATE
SalesIQ.cannedresponses.ALL
SalesIQ.chatmonitors.ALL
SalesIQ.chatroutingrules.ALL
SalesIQ.conversations.ALL
SalesIQ.counts.READ
SalesIQ.criteriafields.READ
SalesIQ.departments.ALL
SalesIQ.encryptions.CREATE
SalesIQ.feedbacks.READ
SalesIQ.leadscoreconfigs.READ
SalesIQ.leadscorerules.ALL
SalesIQ.operators.ALL
SalesIQ.portals.ALL
SalesIQ.trackingpresets.ALL
SalesIQ.triggerrules.ALL
SalesIQ.userpreferences.READ
SalesIQ.visitorhistoryviews.ALL
SalesIQ.visitorroutingrules.ALL
SalesIQ.visitors.ALL
SalesIQ.webhooks.ALL
WorkDrive.Collection.CREATE
WorkDrive.Collection.DELETE
WorkDrive.Collection.READ
WorkDrive.Collection.UPDATE
WorkDrive.comments.CREATE
WorkDrive.comments.DELETE
WorkDrive.comments.READ
WorkDrive.comments.UPDATE
WorkDrive.DataTemplates.CREATE
WorkDrive.DataTemplates.DELETE
WorkDrive.DataTemplates.READ
WorkDrive.DataTemplates.UPDATE
WorkDrive.DlpPolicy.CREATE
WorkDrive.DlpPolicy.DELETE
WorkDrive.DlpPolicy.UPDATE
WorkDrive.files.ALL
WorkDrive.files.CREATE
WorkDrive.files.DELETE
WorkDrive.files.READ
WorkDrive.files.sharing.ALL
WorkDrive.files.sharing.CREATE
WorkDrive.files.sharing.DELETE
WorkDrive.files.sharing.READ
WorkDrive.files.sharing.UPDATE
WorkDrive.files.UPDATE
WorkDrive.groups.CREATE
WorkDrive.groups.DELETE
WorkDrive.groups.READ
WorkDrive.groups.UPDATE
WorkDrive.labels.CREATE
WorkDrive.labels.DELETE
WorkDrive.labels.READ
WorkDrive.labels.UPDATE
WorkDrive.libraries.categories.CREATE
WorkDrive.libraries.categories.DELETE
WorkDrive.libraries.categories.READ
WorkDrive.libraries.categories.UPDATE
WorkDrive.libraries.CREATE
WorkDrive.libraries.READ
WorkDrive.libraries.sharing.READ
WorkDrive.libraries.UPDATE
WorkDrive.links.ALL
WorkDrive.links.CREATE
WorkDrive.links.DELETE
WorkDrive.links.READ
WorkDrive.links.UPDATE
WorkDrive.organization.ALL
WorkDrive.team.admin.READ
WorkDrive.team.ALL
WorkDrive.team.READ
WorkDrive.team.UPDATE
WorkDrive.teamfolders.admin.READ
WorkDrive.teamfolders.ALL
WorkDrive.teamfolders.CREATE
WorkDrive.teamfolders.DELETE
WorkDrive.teamfolders.READ
WorkDrive.teamfolders.sharing.CREATE
WorkDrive.teamfolders.sharing.DELETE
WorkDrive.teamfolders.sharing.READ
WorkDrive.teamfolders.sharing.UPDATE
WorkDrive.teamfolders.UPDATE
WorkDrive.users.CREATE
WorkDrive.users.READ
WorkDrive.users.UPDATE
WorkDrive.workspace.ALL
ZohoAnalytics.data.all
ZohoAnalytics.data.create
ZohoAnalytics.data.delete
ZohoAnalytics.data.read
ZohoAnalytics.data.update
ZohoAnalytics.embed.all
ZohoAnalytics.embed.create
ZohoAnalytics.embed.delete
ZohoAnalytics.embed.read
ZohoAnalytics.embed.update
ZohoAnalytics.fullaccess.all
ZohoAnalytics.metadata.all
ZohoAnalytics.metadata.create
ZohoAnalytics.metadata.delete
ZohoAnalytics.metadata.read
ZohoAnalytics.metadata.update
ZohoAnalytics.modeling.all
ZohoAnalytics.modeling.create
ZohoAnalytics.modeling.delete
ZohoAnalytics.modeling.read
ZohoAnalytics.modeling.update
ZohoAnalytics.share.all
ZohoAnalytics.share.create
ZohoAnalytics.share.delete
ZohoAnalytics.share.read
ZohoAnalytics.share.update
ZohoAnalytics.usermanagement.all
ZohoAnalytics.usermanagement.create
ZohoAnalytics.usermanagement.delete
ZohoAnalytics.usermanagement.read
ZohoAnalytics.usermanagement.update
ZohoAssist.reportapi.READ
ZohoAssist.sessionapi.CREATE
ZohoAssist.unattended.computer.ALL
ZohoAssist.unattended.computer.CREATE
ZohoAssist.unattended.computer.DELETE
ZohoAssist.unattended.computer.READ
ZohoAssist.unattended.computer.UPDATE
ZohoAssist.unattended.device.CREATE
ZohoAssist.unattended.device.DELETE
ZohoAssist.unattended.device.READ
ZohoAssist.unattended.device.UPDATE
ZohoAssist.unattended.group.ALL
ZohoAssist.unattended.group.CREATE
ZohoAssist.unattended.group.DELETE
ZohoAssist.unattended.group.READ
ZohoAssist.unattended.group.UPDATE
ZohoAssist.userapi.READ
zohobackstage.agenda.CREATE
zohobackstage.agenda.DELETE
zohobackstage.agenda.READ
zohobackstage.agenda.UPDATE
zohobackstage.event.ALL
zohobackstage.event.CREATE
zohobackstage.event.DELETE
zohobackstage.event.READ
zohobackstage.event.UPDATE
zohobackstage.eventticket.CREATE
zohobackstage.eventticket.DELETE
zohobackstage.eventticket.READ
zohobackstage.eventticket.UPDATE
zohobackstage.order.CREATE
zohobackstage.order.DELETE
zohobackstage.order.READ
zohobackstage.order.UPDATE
zohobackstage.portal.CREATE
zohobackstage.portal.DELETE
zohobackstage.portal.READ
zohobackstage.portal.UPDATE
zohobackstage.speaker.CREATE
zohobackstage.speaker.DELETE
zohobackstage.speaker.READ
zohobackstage.speaker.UPDATE
zohobackstage.sponsor.CREATE
zohobackstage.sponsor.DELETE
zohobackstage.sponsor.READ
zohobackstage.sponsor.UPDATE
zohobackstage.webhook.CREATE
ZohoBigin.bulk.ALL
ZohoBigin.bulk.CREATE
ZohoBigin.bulk.READ
ZohoBigin.modules.accounts.ALL
ZohoBigin.modules.accounts.CREATE
ZohoBigin.modules.accounts.DELETE
ZohoBigin.modules.accounts.READ
ZohoBigin.modules.accounts.UPDATE
ZohoBigin.modules.ALL
ZohoBigin.modules.contacts.ALL
ZohoBigin.modules.contacts.CREATE
ZohoBigin.modules.contacts.DELETE
ZohoBigin.modules.contacts.READ
ZohoBigin.modules.contacts.UPDATE
ZohoBigin.modules.products.ALL
ZohoBigin.modules.products.CREATE
ZohoBigin.modules.products.DELETE
ZohoBigin.modules.products.READ
ZohoBigin.modules.products.UPDATE
ZohoBigin.notifications.ALL
ZohoBigin.notifications.CREATE
ZohoBigin.notifications.DELETE
ZohoBigin.notifications.READ
ZohoBigin.notifications.UPDATE
ZohoBigin.notifications.WRITE
ZohoBigin.org.ALL
ZohoBigin.org.CREATE
ZohoBigin.org.READ
ZohoBigin.org.WRITE
ZohoBigin.settings.ALL
ZohoBigin.settings.custom_views.ALL
ZohoBigin.settings.custom_views.READ
ZohoBigin.settings.fields.ALL
ZohoBigin.settings.fields.READ
ZohoBigin.settings.layouts.ALL
ZohoBigin.settings.layouts.READ
ZohoBigin.settings.modules.ALL
ZohoBigin.settings.modules.READ
ZohoBigin.settings.profiles.ALL
ZohoBigin.settings.profiles.READ
ZohoBigin.settings.related_lists.ALL
ZohoBigin.settings.related_lists.READ
ZohoBigin.settings.roles.ALL
ZohoBigin.settings.roles.READ
ZohoBigin.settings.tags.ALL
ZohoBigin.settings.tags.CREATE
ZohoBigin.settings.tags.DELETE
ZohoBigin.settings.tags.READ
ZohoBigin.settings.tags.UPDATE
ZohoBigin.settings.tags.WRITE
ZohoBigin.users.ALL
ZohoBigin.users.CREATE
ZohoBigin.users.DELETE
ZohoBigin.users.READ
ZohoBigin.users.WRITE
zohobookings.data.CREATE
ZohoBooks.accountants.ALL
ZohoBooks.accountants.CREATE
ZohoBooks.accountants.DELETE
ZohoBooks.accountants.READ
ZohoBooks.accountants.UPDATE
ZohoBooks.banking.ALL
ZohoBooks.banking.CREATE
ZohoBooks.banking.DELETE
ZohoBooks.banking.READ
ZohoBooks.banking.UPDATE
ZohoBooks.bills.ALL
ZohoBooks.bills.CREATE
ZohoBooks.bills.DELETE
ZohoBooks.bills.READ
ZohoBooks.bills.UPDATE
ZohoBooks.contacts.ALL
ZohoBooks.contacts.CREATE
ZohoBooks.contacts.DELETE
ZohoBooks.contacts.READ
ZohoBooks.contacts.UPDATE
ZohoBooks.creditnotes.ALL
ZohoBooks.creditnotes.CREATE
ZohoBooks.creditnotes.DELETE
ZohoBooks.creditnotes.READ
ZohoBooks.creditnotes.UPDATE
ZohoBooks.customerpayments.ALL
ZohoBooks.customerpayments.CREATE
ZohoBooks.customerpayments.DELETE
ZohoBooks.customerpayments.READ
ZohoBooks.customerpayments.UPDATE
ZohoBooks.debitnotes.ALL
ZohoBooks.debitnotes.CREATE
ZohoBooks.debitnotes.DELETE
ZohoBooks.debitnotes.READ
ZohoBooks.debitnotes.UPDATE
ZohoBooks.estimates.ALL
ZohoBooks.estimates.CREATE
ZohoBooks.estimates.DELETE
ZohoBooks.estimates.READ
ZohoBooks.estimates.UPDATE
ZohoBooks.expenses.ALL
ZohoBooks.expenses.CREATE
ZohoBooks.expenses.DELETE
ZohoBooks.expenses.READ
ZohoBooks.expenses.UPDATE
ZohoBooks.fullaccess.all
ZohoBooks.invoices.ALL
ZohoBooks.invoices.CREATE
ZohoBooks.invoices.DELETE
ZohoBooks.invoices.READ
ZohoBooks.invoices.UPDATE
ZohoBooks.projects.ALL
ZohoBooks.projects.CREATE
ZohoBooks.projects.DELETE
ZohoBooks.projects.READ
ZohoBooks.projects.UPDATE
ZohoBooks.purchaseorders.ALL
ZohoBooks.purchaseorders.CREATE
ZohoBooks.purchaseorders.DELETE
ZohoBooks.purchaseorders.READ
ZohoBooks.purchaseorders.UPDATE
ZohoBooks.salesorders.ALL
ZohoBooks.salesorders.CREATE
ZohoBooks.salesorders.DELETE
ZohoBooks.salesorders.READ
ZohoBooks.salesorders.UPDATE
ZohoBooks.settings.ALL
ZohoBooks.settings.CREATE
ZohoBooks.settings.DELETE
ZohoBooks.settings.READ
ZohoBooks.settings.UPDATE
ZohoBooks.vendorpayments.ALL
ZohoBooks.vendorpayments.CREATE
ZohoBooks.vendorpayments.DELETE
ZohoBooks.vendorpayments.READ
ZohoBooks.vendorpayments.UPDATE
ZohoCalendar.bookings.ALL
ZohoCalendar.bookings.DELETE
ZohoCalendar.calendar.ALL
ZohoCalendar.calendar.CREATE
ZohoCalendar.calendar.DELETE
ZohoCalendar.calendar.READ
ZohoCalendar.calendar.UPDATE
ZohoCalendar.event.ALL
ZohoCalendar.event.CREATE
ZohoCalendar.event.DELETE
ZohoCalendar.event.READ
ZohoCalendar.event.UPDATE
ZohoCalendar.resources.ALL
ZohoCalendar.resources.CREATE
ZohoCalendar.resources.DELETE
ZohoCalendar.resources.READ
ZohoCalendar.resources.UPDATE
ZohoCalendar.search.ALL
ZohoCalendar.search.READ
ZohoCampaigns.campaign.ALL
ZohoCampaigns.campaign.READ
ZohoCampaigns.contact.ALL
ZohoCampaigns.contact.CREATE
ZohoCampaigns.contact.DELETE
ZohoCampaigns.contact.READ
ZohoCampaigns.contact.UPDATE
ZohoCliq.Applications.UPDATE
ZohoCliq.Attachments.READ
ZohoCliq.Bots.ALL
ZohoCliq.Bots.CREATE
ZohoCliq.Bots.READ
ZohoCliq.CalendarEvents.ALL
ZohoCliq.Channels.ALL
ZohoCliq.Channels.CREATE
ZohoCliq.Channels.DELETE
ZohoCliq.Channels.READ
ZohoCliq.Channels.UPDATE
ZohoCliq.Chats.ALL
ZohoCliq.Chats.CREATE
ZohoCliq.Chats.DELETE
ZohoCliq.Chats.READ
ZohoCliq.Chats.UPDATE
ZohoCliq.Departments.ALL
ZohoCliq.Departments.CREATE
ZohoCliq.Departments.DELETE
ZohoCliq.Departments.READ
ZohoCliq.Departments.UPDATE
ZohoCliq.Designations.ALL
ZohoCliq.Designations.CREATE
ZohoCliq.Designations.DELETE
ZohoCliq.Designations.READ
ZohoCliq.Designations.UPDATE
ZohoCliq.Files.READ
ZohoCliq.MediaSession.READ
ZohoCliq.messageactions.CREATE
ZohoCliq.messageactions.DELETE
ZohoCliq.messageactions.READ
ZohoCliq.Messages.ALL
ZohoCliq.Messages.CREATE
ZohoCliq.Messages.DELETE
ZohoCliq.Messages.READ
ZohoCliq.Messages.UPDATE
ZohoCliq.Organisation.ALL
ZohoCliq.Organisation.CREATE
ZohoCliq.Organisation.DELETE
ZohoCliq.Organisation.READ
ZohoCliq.Organisation.UPDATE
ZohoCliq.OrganizationChannels.READ
ZohoCliq.OrganizationChats.READ
ZohoCliq.OrganizationMessages.READ
ZohoCliq.Profile.CREATE
ZohoCliq.Profile.DELETE
ZohoCliq.Profile.READ
ZohoCliq.Profile.UPDATE
ZohoCliq.Reminders.ALL
ZohoCliq.Reminders.CREATE
ZohoCliq.Reminders.DELETE
ZohoCliq.Reminders.READ
ZohoCliq.Reminders.UPDATE
ZohoCliq.Statuses.CREATE
ZohoCliq.Statuses.DELETE
ZohoCliq.Statuses.READ
ZohoCliq.Statuses.UPDATE
ZohoCliq.StorageData.ALL
ZohoCliq.StorageData.CREATE
ZohoCliq.StorageData.DELETE
ZohoCliq.StorageData.READ
ZohoCliq.StorageData.UPDATE
ZohoCliq.Teams.ALL
ZohoCliq.Teams.CREATE
ZohoCliq.Teams.DELETE
ZohoCliq.Teams.READ
ZohoCliq.Teams.UPDATE
ZohoCliq.UserFields.CREATE
ZohoCliq.UserFields.DELETE
ZohoCliq.UserFields.UPDATE
ZohoCliq.Users.ALL
ZohoCliq.Users.CREATE
ZohoCliq.Users.READ
ZohoCliq.Users.UPDATE
ZohoCliq.Webhooks.CREATE
ZohoCliq.Webhooks.DELETE
ZohoCliq.Webhooks.UPDATE
ZohoCommerce.salesorders.all
ZohoContacts.userphoto.READ
ZohoCreator.dashboard.READ
ZohoCreator.form.CREATE
ZohoCreator.meta.application.READ
ZohoCreator.meta.form.READ
ZohoCreator.report.ALL
ZohoCreator.report.CREATE
ZohoCreator.report.DELETE
ZohoCreator.report.READ
ZohoCreator.report.UPDATE
ZohoCRM.apis.READ
ZohoCRM.bulk.ALL
ZohoCRM.bulk.backup.ALL
ZohoCRM.bulk.backup.CREATE
ZohoCRM.bulk.backup.READ
ZohoCRM.bulk.backup.UPDATE
ZohoCRM.bulk.CREATE
ZohoCRM.bulk.READ
ZohoCRM.change_owner.ALL
ZohoCRM.change_owner.CREATE
ZohoCRM.change_owner.READ
ZohoCRM.composite_requests.CUSTOM
ZohoCRM.coql.READ
ZohoCRM.digest.CREATE
ZohoCRM.features.READ
ZohoCRM.files.CREATE
ZohoCRM.files.READ
ZohoCRM.functions.execute.CREATE
ZohoCRM.functions.execute.READ
ZohoCRM.mass_convert.leads.CREATE
ZohoCRM.mass_convert.leads.READ
ZohoCRM.mass_convert.quotes.CREATE
ZohoCRM.mass_convert.quotes.READ
ZohoCRM.mass_convert.salesorders.CREATE
ZohoCRM.mass_convert.salesorders.READ
ZohoCRM.mass_delete.accounts.DELETE
ZohoCRM.mass_delete.accounts.READ
ZohoCRM.mass_delete.appointments.DELETE
ZohoCRM.mass_delete.appointments.READ
ZohoCRM.mass_delete.calls.DELETE
ZohoCRM.mass_delete.calls.READ
ZohoCRM.mass_delete.campaigns.DELETE
ZohoCRM.mass_delete.campaigns.READ
ZohoCRM.mass_delete.cases.DELETE
ZohoCRM.mass_delete.cases.READ
ZohoCRM.mass_delete.contacts.DELETE
ZohoCRM.mass_delete.contacts.READ
ZohoCRM.mass_delete.custom.DELETE
ZohoCRM.mass_delete.custom.READ
ZohoCRM.mass_delete.deals.DELETE
ZohoCRM.mass_delete.deals.READ
ZohoCRM.mass_delete.DELETE
ZohoCRM.mass_delete.events.DELETE
ZohoCRM.mass_delete.events.READ
ZohoCRM.mass_delete.invoices.DELETE
ZohoCRM.mass_delete.invoices.READ
ZohoCRM.mass_delete.leads.DELETE
ZohoCRM.mass_delete.leads.READ
ZohoCRM.mass_delete.pricebooks.DELETE
ZohoCRM.mass_delete.pricebooks.READ
ZohoCRM.mass_delete.products.DELETE
ZohoCRM.mass_delete.products.READ
ZohoCRM.mass_delete.purchaseorders.DELETE
ZohoCRM.mass_delete.purchaseorders.READ
ZohoCRM.mass_delete.quotes.DELETE
ZohoCRM.mass_delete.quotes.READ
ZohoCRM.mass_delete.READ
ZohoCRM.mass_delete.salesorders.DELETE
ZohoCRM.mass_delete.salesorders.READ
ZohoCRM.mass_delete.services.DELETE
ZohoCRM.mass_delete.services.READ
ZohoCRM.mass_delete.solutions.DELETE
ZohoCRM.mass_delete.solutions.READ
ZohoCRM.mass_delete.tasks.DELETE
ZohoCRM.mass_delete.tasks.READ
ZohoCRM.mass_delete.vendors.DELETE
ZohoCRM.mass_delete.vendors.READ
ZohoCRM.mass_update.accounts.READ
ZohoCRM.mass_update.accounts.UPDATE
ZohoCRM.mass_update.activities.READ
ZohoCRM.mass_update.activities.UPDATE
ZohoCRM.mass_update.campaigns.READ
ZohoCRM.mass_update.campaigns.UPDATE
ZohoCRM.mass_update.contacts.READ
ZohoCRM.mass_update.contacts.UPDATE
ZohoCRM.mass_update.custom.READ
ZohoCRM.mass_update.custom.UPDATE
ZohoCRM.mass_update.deals.READ
ZohoCRM.mass_update.deals.UPDATE
ZohoCRM.mass_update.invoices.READ
ZohoCRM.mass_update.invoices.UPDATE
ZohoCRM.mass_update.leads.READ
ZohoCRM.mass_update.leads.UPDATE
ZohoCRM.mass_update.pricebooks.READ
ZohoCRM.mass_update.pricebooks.UPDATE
ZohoCRM.mass_update.products.READ
ZohoCRM.mass_update.products.UPDATE
ZohoCRM.mass_update.purchaseorders.READ
ZohoCRM.mass_update.purchaseorders.UPDATE
ZohoCRM.mass_update.quotes.READ
ZohoCRM.mass_update.quotes.UPDATE
ZohoCRM.mass_update.READ
ZohoCRM.mass_update.salesorders.READ
ZohoCRM.mass_update.salesorders.UPDATE
ZohoCRM.mass_update.solutions.READ
ZohoCRM.mass_update.solutions.UPDATE
ZohoCRM.mass_update.UPDATE
ZohoCRM.mass_update.vendors.READ
ZohoCRM.mass_update.vendors.UPDATE
ZohoCRM.modules.accounts.ALL
ZohoCRM.modules.accounts.CREATE
ZohoCRM.modules.accounts.DELETE
ZohoCRM.modules.accounts.READ
ZohoCRM.modules.accounts.UPDATE
ZohoCRM.modules.activities.ALL
ZohoCRM.modules.activities.CREATE
ZohoCRM.modules.activities.DELETE
ZohoCRM.modules.activities.READ
ZohoCRM.modules.activities.UPDATE
ZohoCRM.modules.ALL
ZohoCRM.modules.appointments.ALL
ZohoCRM.modules.appointments.CREATE
ZohoCRM.modules.appointments.DELETE
ZohoCRM.modules.appointments.READ
ZohoCRM.modules.appointments.UPDATE
ZohoCRM.modules.appointments_rescheduled_history.ALL
ZohoCRM.modules.appointments_rescheduled_history.CREATE
ZohoCRM.modules.appointments_rescheduled_history.DELETE
ZohoCRM.modules.appointments_rescheduled_history.READ
ZohoCRM.modules.appointments_rescheduled_history.UPDATE
ZohoCRM.modules.approvals.ALL
ZohoCRM.modules.approvals.CREATE
ZohoCRM.modules.approvals.DELETE
ZohoCRM.modules.approvals.READ
ZohoCRM.modules.approvals.UPDATE
ZohoCRM.modules.attachments.ALL
ZohoCRM.modules.attachments.CREATE
ZohoCRM.modules.attachments.DELETE
ZohoCRM.modules.attachments.READ
ZohoCRM.modules.attachments.UPDATE
ZohoCRM.modules.attachments.WRITE
ZohoCRM.modules.calls.ALL
ZohoCRM.modules.calls.CREATE
ZohoCRM.modules.calls.DELETE
ZohoCRM.modules.calls.READ
ZohoCRM.modules.calls.UPDATE
ZohoCRM.modules.campaigns.ALL
ZohoCRM.modules.campaigns.CREATE
ZohoCRM.modules.campaigns.DELETE
ZohoCRM.modules.campaigns.READ
ZohoCRM.modules.campaigns.UPDATE
ZohoCRM.modules.cases.ALL
ZohoCRM.modules.cases.CREATE
ZohoCRM.modules.cases.DELETE
ZohoCRM.modules.cases.READ
ZohoCRM.modules.cases.UPDATE
ZohoCRM.modules.contacts.ALL
ZohoCRM.modules.contacts.CREATE
ZohoCRM.modules.contacts.DELETE
ZohoCRM.modules.contacts.READ
ZohoCRM.modules.contacts.UPDATE
ZohoCRM.modules.contacts.WRITE
ZohoCRM.modules.CREATE
ZohoCRM.modules.custom.ALL
ZohoCRM.modules.custom.CREATE
ZohoCRM.modules.custom.DELETE
ZohoCRM.modules.custom.READ
ZohoCRM.modules.custom.UPDATE
ZohoCRM.modules.dashboards.ALL
ZohoCRM.modules.dashboards.CREATE
ZohoCRM.modules.dashboards.DELETE
ZohoCRM.modules.dashboards.READ
ZohoCRM.modules.dashboards.UPDATE
ZohoCRM.modules.deals.ALL
ZohoCRM.modules.deals.CREATE
ZohoCRM.modules.deals.DELETE
ZohoCRM.modules.deals.READ
ZohoCRM.modules.deals.UPDATE
ZohoCRM.modules.deals.WRITE
ZohoCRM.modules.DELETE
ZohoCRM.modules.emails.ALL
ZohoCRM.modules.emails.CREATE
ZohoCRM.modules.emails.READ
ZohoCRM.modules.entity_scores.READ
ZohoCRM.modules.events.ALL
ZohoCRM.modules.events.CREATE
ZohoCRM.modules.events.DELETE
ZohoCRM.modules.events.READ
ZohoCRM.modules.events.UPDATE
ZohoCRM.modules.forecasts.ALL
ZohoCRM.modules.forecasts.CREATE
ZohoCRM.modules.forecasts.DELETE
ZohoCRM.modules.forecasts.READ
ZohoCRM.modules.forecasts.UPDATE
ZohoCRM.modules.invoices.ALL
ZohoCRM.modules.invoices.CREATE
ZohoCRM.modules.invoices.DELETE
ZohoCRM.modules.invoices.READ
ZohoCRM.modules.invoices.UPDATE
ZohoCRM.modules.leads.ALL
ZohoCRM.modules.leads.CREATE
ZohoCRM.modules.leads.DELETE
ZohoCRM.modules.leads.READ
ZohoCRM.modules.leads.UPDATE
ZohoCRM.modules.leads.WRITE
ZohoCRM.modules.lockinginformation.ALL
ZohoCRM.modules.lockinginformation.CREATE
ZohoCRM.modules.lockinginformation.DELETE
ZohoCRM.modules.lockinginformation.READ
ZohoCRM.modules.lockinginformation.UPDATE
ZohoCRM.modules.notes.ALL
ZohoCRM.modules.notes.CREATE
ZohoCRM.modules.notes.DELETE
ZohoCRM.modules.notes.READ
ZohoCRM.modules.notes.UPDATE
ZohoCRM.modules.notes.WRITE
ZohoCRM.modules.pricebooks.ALL
ZohoCRM.modules.pricebooks.CREATE
ZohoCRM.modules.pricebooks.DELETE
ZohoCRM.modules.pricebooks.READ
ZohoCRM.modules.pricebooks.UPDATE
ZohoCRM.modules.products.ALL
ZohoCRM.modules.products.CREATE
ZohoCRM.modules.products.DELETE
ZohoCRM.modules.products.READ
ZohoCRM.modules.products.UPDATE
ZohoCRM.modules.purchaseorders.ALL
ZohoCRM.modules.purchaseorders.CREATE
ZohoCRM.modules.purchaseorders.DELETE
ZohoCRM.modules.purchaseorders.READ
ZohoCRM.modules.purchaseorders.UPDATE
ZohoCRM.modules.quotes.ALL
ZohoCRM.modules.quotes.CREATE
ZohoCRM.modules.quotes.DELETE
ZohoCRM.modules.quotes.READ
ZohoCRM.modules.quotes.UPDATE
ZohoCRM.modules.READ
ZohoCRM.modules.salesorders.ALL
ZohoCRM.modules.salesorders.CREATE
ZohoCRM.modules.salesorders.DELETE
ZohoCRM.modules.salesorders.READ
ZohoCRM.modules.salesorders.UPDATE
ZohoCRM.modules.search.ALL
ZohoCRM.modules.search.CREATE
ZohoCRM.modules.search.DELETE
ZohoCRM.modules.search.READ
ZohoCRM.modules.search.UPDATE
ZohoCRM.modules.services.ALL
ZohoCRM.modules.services.CREATE
ZohoCRM.modules.services.DELETE
ZohoCRM.modules.services.READ
ZohoCRM.modules.services.UPDATE
ZohoCRM.modules.solutions.ALL
ZohoCRM.modules.solutions.CREATE
ZohoCRM.modules.solutions.DELETE
ZohoCRM.modules.solutions.READ
ZohoCRM.modules.solutions.UPDATE
ZohoCRM.modules.tasks.ALL
ZohoCRM.modules.tasks.CREATE
ZohoCRM.modules.tasks.DELETE
ZohoCRM.modules.tasks.READ
ZohoCRM.modules.tasks.UPDATE
ZohoCRM.modules.UPDATE
ZohoCRM.modules.vendors.ALL
ZohoCRM.modules.vendors.CREATE
ZohoCRM.modules.vendors.DELETE
ZohoCRM.modules.vendors.READ
ZohoCRM.modules.vendors.UPDATE
ZohoCRM.notifications.ALL
ZohoCRM.notifications.CREATE
ZohoCRM.notifications.DELETE
ZohoCRM.notifications.READ
ZohoCRM.notifications.UPDATE
ZohoCRM.notifications.WRITE
ZohoCRM.org.ALL
ZohoCRM.org.CREATE
ZohoCRM.org.DELETE
ZohoCRM.org.READ
ZohoCRM.org.UPDATE
ZohoCRM.org.WRITE
ZohoCRM.send_mail.accounts.CREATE
ZohoCRM.send_mail.all.CREATE
ZohoCRM.send_mail.cases.CREATE
ZohoCRM.send_mail.contacts.CREATE
ZohoCRM.send_mail.custom.CREATE
ZohoCRM.send_mail.deals.CREATE
ZohoCRM.send_mail.invoices.CREATE
ZohoCRM.send_mail.leads.CREATE
ZohoCRM.send_mail.purchaseorders.CREATE
ZohoCRM.send_mail.quotes.CREATE
ZohoCRM.send_mail.salesorders.CREATE
ZohoCRM.settings.ALL
ZohoCRM.settings.assignment_rules.ALL
ZohoCRM.settings.assignment_rules.CREATE
ZohoCRM.settings.assignment_rules.DELETE
ZohoCRM.settings.assignment_rules.READ
ZohoCRM.settings.assignment_rules.UPDATE
ZohoCRM.settings.audit_logs.CREATE
ZohoCRM.settings.audit_logs.READ
ZohoCRM.settings.automation_actions.ALL
ZohoCRM.settings.automation_actions.CREATE
ZohoCRM.settings.automation_actions.DELETE
ZohoCRM.settings.automation_actions.READ
ZohoCRM.settings.automation_actions.UPDATE
ZohoCRM.settings.business_hours.ALL
ZohoCRM.settings.business_hours.CREATE
ZohoCRM.settings.business_hours.DELETE
ZohoCRM.settings.business_hours.READ
ZohoCRM.settings.business_hours.UPDATE
ZohoCRM.settings.cadences.ALL
ZohoCRM.settings.cadences.CREATE
ZohoCRM.settings.cadences.DELETE
ZohoCRM.settings.cadences.READ
ZohoCRM.settings.cadences.UPDATE
ZohoCRM.settings.clientportal.ALL
ZohoCRM.settings.clientportal.CREATE
ZohoCRM.settings.clientportal.DELETE
ZohoCRM.settings.clientportal.READ
ZohoCRM.settings.clientportal.UPDATE
ZohoCRM.settings.convert_mapping.UPDATE
ZohoCRM.settings.currencies.ALL
ZohoCRM.settings.currencies.CREATE
ZohoCRM.settings.currencies.DELETE
ZohoCRM.settings.currencies.READ
ZohoCRM.settings.currencies.UPDATE
ZohoCRM.settings.custom_buttons.ALL
ZohoCRM.settings.custom_buttons.CREATE
ZohoCRM.settings.custom_buttons.DELETE
ZohoCRM.settings.custom_buttons.READ
ZohoCRM.settings.custom_buttons.UPDATE
ZohoCRM.settings.custom_links.ALL
ZohoCRM.settings.custom_links.CREATE
ZohoCRM.settings.custom_links.DELETE
ZohoCRM.settings.custom_links.READ
ZohoCRM.settings.custom_links.UPDATE
ZohoCRM.settings.custom_views.ALL
ZohoCRM.settings.custom_views.CREATE
ZohoCRM.settings.custom_views.DELETE
ZohoCRM.settings.custom_views.READ
ZohoCRM.settings.custom_views.UPDATE
ZohoCRM.settings.data_sharing.ALL
ZohoCRM.settings.data_sharing.READ
ZohoCRM.settings.data_sharing.UPDATE
ZohoCRM.settings.duplicate_check_preference.ALL
ZohoCRM.settings.duplicate_check_preference.CREATE
ZohoCRM.settings.duplicate_check_preference.DELETE
ZohoCRM.settings.duplicate_check_preference.READ
ZohoCRM.settings.duplicate_check_preference.UPDATE
ZohoCRM.settings.emails.ALL
ZohoCRM.settings.emails.CREATE
ZohoCRM.settings.emails.DELETE
ZohoCRM.settings.emails.READ
ZohoCRM.settings.emails.UPDATE
ZohoCRM.settings.fields.ALL
ZohoCRM.settings.fields.CREATE
ZohoCRM.settings.fields.DELETE
ZohoCRM.settings.fields.READ
ZohoCRM.settings.fields.UPDATE
ZohoCRM.settings.fiscal_year.READ
ZohoCRM.settings.fiscal_year.UPDATE
ZohoCRM.settings.global_picklist.ALL
ZohoCRM.settings.global_picklist.CREATE
ZohoCRM.settings.global_picklist.DELETE
ZohoCRM.settings.global_picklist.READ
ZohoCRM.settings.global_picklist.UPDATE
ZohoCRM.settings.holidays.CREATE
ZohoCRM.settings.holidays.DELETE
ZohoCRM.settings.holidays.READ
ZohoCRM.settings.holidays.UPDATE
ZohoCRM.settings.intelligence.ALL
ZohoCRM.settings.intelligence.CREATE
ZohoCRM.settings.intelligence.DELETE
ZohoCRM.settings.intelligence.READ
ZohoCRM.settings.intelligence.UPDATE
ZohoCRM.settings.layouts.ALL
ZohoCRM.settings.layouts.CREATE
ZohoCRM.settings.layouts.DELETE
ZohoCRM.settings.layouts.READ
ZohoCRM.settings.layouts.UPDATE
ZohoCRM.settings.macros.ALL
ZohoCRM.settings.macros.CREATE
ZohoCRM.settings.macros.DELETE
ZohoCRM.settings.macros.READ
ZohoCRM.settings.macros.UPDATE
ZohoCRM.settings.mailmerge.CREATE
ZohoCRM.settings.map_dependency.ALL
ZohoCRM.settings.map_dependency.CREATE
ZohoCRM.settings.map_dependency.DELETE
ZohoCRM.settings.map_dependency.READ
ZohoCRM.settings.map_dependency.UPDATE
ZohoCRM.settings.modules.ALL
ZohoCRM.settings.modules.CREATE
ZohoCRM.settings.modules.DELETE
ZohoCRM.settings.modules.READ
ZohoCRM.settings.modules.UPDATE
ZohoCRM.settings.pipeline.ALL
ZohoCRM.settings.pipeline.CREATE
ZohoCRM.settings.pipeline.READ
ZohoCRM.settings.pipeline.UPDATE
ZohoCRM.settings.profiles.ALL
ZohoCRM.settings.profiles.CREATE
ZohoCRM.settings.profiles.DELETE
ZohoCRM.settings.profiles.READ
ZohoCRM.settings.profiles.UPDATE
ZohoCRM.settings.record_locking_configurations.ALL
ZohoCRM.settings.record_locking_configurations.CREATE
ZohoCRM.settings.record_locking_configurations.DELETE
ZohoCRM.settings.record_locking_configurations.READ
ZohoCRM.settings.record_locking_configurations.UPDATE
ZohoCRM.settings.recycle_bin.DELETE
ZohoCRM.settings.recycle_bin.READ
ZohoCRM.settings.recycle_bin.UPDATE
ZohoCRM.settings.related_lists.ALL
ZohoCRM.settings.related_lists.CREATE
ZohoCRM.settings.related_lists.DELETE
ZohoCRM.settings.related_lists.READ
ZohoCRM.settings.related_lists.UPDATE
ZohoCRM.settings.roles.ALL
ZohoCRM.settings.roles.CREATE
ZohoCRM.settings.roles.DELETE
ZohoCRM.settings.roles.READ
ZohoCRM.settings.roles.UPDATE
ZohoCRM.settings.scoring_rules.ALL
ZohoCRM.settings.scoring_rules.CREATE
ZohoCRM.settings.scoring_rules.DELETE
ZohoCRM.settings.scoring_rules.READ
ZohoCRM.settings.scoring_rules.UPDATE
ZohoCRM.settings.signals.ALL
ZohoCRM.settings.signals.READ
ZohoCRM.settings.storage_analytics.CREATE
ZohoCRM.settings.storage_analytics.READ
ZohoCRM.settings.tab_groups.ALL
ZohoCRM.settings.tab_groups.CREATE
ZohoCRM.settings.tab_groups.DELETE
ZohoCRM.settings.tab_groups.READ
ZohoCRM.settings.tab_groups.UPDATE
ZohoCRM.settings.tags.ALL
ZohoCRM.settings.tags.CREATE
ZohoCRM.settings.tags.DELETE
ZohoCRM.settings.tags.READ
ZohoCRM.settings.tags.UPDATE
ZohoCRM.settings.tags.WRITE
ZohoCRM.settings.territories.ALL
ZohoCRM.settings.territories.CREATE
ZohoCRM.settings.territories.DELETE
ZohoCRM.settings.territories.READ
ZohoCRM.settings.territories.UPDATE
ZohoCRM.settings.unsubscribe.ALL
ZohoCRM.settings.unsubscribe.CREATE
ZohoCRM.settings.unsubscribe.DELETE
ZohoCRM.settings.unsubscribe.READ
ZohoCRM.settings.unsubscribe.UPDATE
ZohoCRM.settings.unsubscribe_links.READ
ZohoCRM.settings.user_groups.ALL
ZohoCRM.settings.user_groups.CREATE
ZohoCRM.settings.user_groups.DELETE
ZohoCRM.settings.user_groups.READ
ZohoCRM.settings.user_groups.UPDATE
ZohoCRM.settings.users_unavailability.ALL
ZohoCRM.settings.users_unavailability.DELETE
ZohoCRM.settings.users_unavailability.READ
ZohoCRM.settings.users_unavailability.UPDATE
ZohoCRM.settings.users_unavailability.WRITE
ZohoCRM.settings.variable_groups.ALL
ZohoCRM.settings.variable_groups.CREATE
ZohoCRM.settings.variable_groups.READ
ZohoCRM.settings.variable_groups.UPDATE
ZohoCRM.settings.variables.ALL
ZohoCRM.settings.variables.CREATE
ZohoCRM.settings.variables.DELETE
ZohoCRM.settings.variables.READ
ZohoCRM.settings.variables.UPDATE
ZohoCRM.settings.webforms.ALL
ZohoCRM.settings.wizards.ALL
ZohoCRM.settings.wizards.CREATE
ZohoCRM.settings.wizards.DELETE
ZohoCRM.settings.wizards.READ
ZohoCRM.settings.wizards.UPDATE
ZohoCRM.settings.workflow_rules.ALL
ZohoCRM.settings.workflow_rules.CREATE
ZohoCRM.settings.workflow_rules.DELETE
ZohoCRM.settings.workflow_rules.READ
ZohoCRM.settings.workflow_rules.UPDATE
ZohoCRM.share.accounts.ALL
ZohoCRM.share.accounts.CREATE
ZohoCRM.share.accounts.DELETE
ZohoCRM.share.accounts.READ
ZohoCRM.share.accounts.UPDATE
ZohoCRM.share.ALL
ZohoCRM.share.bundles.CREATE
ZohoCRM.share.bundles.DELETE
ZohoCRM.share.bundles.READ
ZohoCRM.share.bundles.UPDATE
ZohoCRM.share.calls.CREATE
ZohoCRM.share.calls.DELETE
ZohoCRM.share.calls.READ
ZohoCRM.share.calls.UPDATE
ZohoCRM.share.campaigns.ALL
ZohoCRM.share.campaigns.CREATE
ZohoCRM.share.campaigns.DELETE
ZohoCRM.share.campaigns.READ
ZohoCRM.share.campaigns.UPDATE
ZohoCRM.share.cases.ALL
ZohoCRM.share.cases.CREATE
ZohoCRM.share.cases.DELETE
ZohoCRM.share.cases.READ
ZohoCRM.share.cases.UPDATE
ZohoCRM.share.contacts.ALL
ZohoCRM.share.contacts.CREATE
ZohoCRM.share.contacts.DELETE
ZohoCRM.share.contacts.READ
ZohoCRM.share.contacts.UPDATE
ZohoCRM.share.cross_sellings.CREATE
ZohoCRM.share.cross_sellings.DELETE
ZohoCRM.share.cross_sellings.READ
ZohoCRM.share.cross_sellings.UPDATE
ZohoCRM.share.custom.ALL
ZohoCRM.share.custom.CREATE
ZohoCRM.share.custom.DELETE
ZohoCRM.share.custom.READ
ZohoCRM.share.custom.UPDATE
ZohoCRM.share.deals.ALL
ZohoCRM.share.deals.CREATE
ZohoCRM.share.deals.DELETE
ZohoCRM.share.deals.READ
ZohoCRM.share.deals.UPDATE
ZohoCRM.share.events.CREATE
ZohoCRM.share.events.DELETE
ZohoCRM.share.events.READ
ZohoCRM.share.events.UPDATE
ZohoCRM.share.first_buys.CREATE
ZohoCRM.share.first_buys.DELETE
ZohoCRM.share.first_buys.READ
ZohoCRM.share.first_buys.UPDATE
ZohoCRM.share.invoices.ALL
ZohoCRM.share.invoices.CREATE
ZohoCRM.share.invoices.DELETE
ZohoCRM.share.invoices.READ
ZohoCRM.share.invoices.UPDATE
ZohoCRM.share.leads.ALL
ZohoCRM.share.leads.CREATE
ZohoCRM.share.leads.DELETE
ZohoCRM.share.leads.READ
ZohoCRM.share.leads.UPDATE
ZohoCRM.share.next_buys.CREATE
ZohoCRM.share.next_buys.DELETE
ZohoCRM.share.next_buys.READ
ZohoCRM.share.next_buys.UPDATE
ZohoCRM.share.pricebooks.ALL
ZohoCRM.share.pricebooks.CREATE
ZohoCRM.share.pricebooks.DELETE
ZohoCRM.share.pricebooks.READ
ZohoCRM.share.pricebooks.UPDATE
ZohoCRM.share.products.ALL
ZohoCRM.share.products.CREATE
ZohoCRM.share.products.DELETE
ZohoCRM.share.products.READ
ZohoCRM.share.products.UPDATE
ZohoCRM.share.purchaseorders.ALL
ZohoCRM.share.purchaseorders.CREATE
ZohoCRM.share.purchaseorders.DELETE
ZohoCRM.share.purchaseorders.READ
ZohoCRM.share.purchaseorders.UPDATE
ZohoCRM.share.quotes.ALL
ZohoCRM.share.quotes.CREATE
ZohoCRM.share.quotes.DELETE
ZohoCRM.share.quotes.READ
ZohoCRM.share.quotes.UPDATE
ZohoCRM.share.rebuys.CREATE
ZohoCRM.share.rebuys.DELETE
ZohoCRM.share.rebuys.READ
ZohoCRM.share.rebuys.UPDATE
ZohoCRM.share.salesorders.ALL
ZohoCRM.share.salesorders.CREATE
ZohoCRM.share.salesorders.DELETE
ZohoCRM.share.salesorders.READ
ZohoCRM.share.salesorders.UPDATE
ZohoCRM.share.solutions.ALL
ZohoCRM.share.solutions.CREATE
ZohoCRM.share.solutions.DELETE
ZohoCRM.share.solutions.READ
ZohoCRM.share.solutions.UPDATE
ZohoCRM.share.tasks.CREATE
ZohoCRM.share.tasks.DELETE
ZohoCRM.share.tasks.READ
ZohoCRM.share.tasks.UPDATE
ZohoCRM.share.vendors.ALL
ZohoCRM.share.vendors.CREATE
ZohoCRM.share.vendors.DELETE
ZohoCRM.share.vendors.READ
ZohoCRM.share.vendors.UPDATE
ZohoCRM.signals.ALL
ZohoCRM.templates.email.CREATE
ZohoCRM.templates.email.DELETE
ZohoCRM.templates.email.READ
ZohoCRM.templates.email.send_test_mail.CREATE
ZohoCRM.templates.email.UPDATE
ZohoCRM.templates.inventory.CREATE
ZohoCRM.templates.inventory.DELETE
ZohoCRM.templates.inventory.READ
ZohoCRM.templates.inventory.UPDATE
ZohoCRM.users.ALL
ZohoCRM.users.CREATE
ZohoCRM.users.DELETE
ZohoCRM.users.READ
ZohoCRM.users.UPDATE
ZohoCRM.zia.enrichment
ZohoCRM.zia.enrichment.ALL
ZohoCRM.zia.enrichment.READ
ZohoExpense.approval.CREATE
ZohoExpense.contacts.CREATE
ZohoExpense.contacts.DELETE
ZohoExpense.currency.CREATE
ZohoExpense.currency.DELETE
ZohoExpense.currency.READ
ZohoExpense.currency.UPDATE
ZohoExpense.customer.READ
ZohoExpense.customer.UPDATE
ZohoExpense.expense.CREATE
ZohoExpense.expense.READ
ZohoExpense.expense.UPDATE
ZohoExpense.expensecategory.CREATE
ZohoExpense.expensecategory.DELETE
ZohoExpense.expensecategory.READ
ZohoExpense.expensecategory.UPDATE
ZohoExpense.expensereport.CREATE
ZohoExpense.expensereport.READ
ZohoExpense.expensereport.UPDATE
ZohoExpense.fullaccess.ALL
ZohoExpense.orgsettings.CREATE
ZohoExpense.orgsettings.READ
ZohoExpense.orgsettings.UPDATE
ZohoExpense.project.CREATE
ZohoExpense.project.DELETE
ZohoExpense.project.READ
ZohoExpense.project.UPDATE
ZohoExpense.reimbursement.CREATE
ZohoExpense.settings.CREATE
ZohoExpense.settings.DELETE
ZohoExpense.settings.READ
ZohoExpense.settings.UPDATE
ZohoExpense.tax.CREATE
ZohoExpense.tax.DELETE
ZohoExpense.tax.READ
ZohoExpense.tax.UPDATE
ZohoExpense.trip.CREATE
ZohoExpense.trip.DELETE
ZohoExpense.trip.READ
ZohoExpense.trip.UPDATE
ZohoExpense.users.CREATE
ZohoExpense.users.DELETE
ZohoExpense.users.READ
ZohoExpense.users.UPDATE
ZohoFiles.files.ALL
ZohoFiles.files.CREATE
ZohoFiles.files.READ
ZohoFSM.modules.all
ZohoInventory.bills.ALL
ZohoInventory.bills.CREATE
ZohoInventory.bills.DELETE
ZohoInventory.bills.READ
ZohoInventory.bills.UPDATE
ZohoInventory.compositeitems.ALL
ZohoInventory.compositeitems.CREATE
ZohoInventory.compositeitems.DELETE
ZohoInventory.compositeitems.READ
ZohoInventory.compositeitems.UPDATE
ZohoInventory.contacts.ALL
ZohoInventory.contacts.CREATE
ZohoInventory.contacts.DELETE
ZohoInventory.contacts.READ
ZohoInventory.contacts.UPDATE
ZohoInventory.creditnotes.ALL
ZohoInventory.creditnotes.CREATE
ZohoInventory.creditnotes.DELETE
ZohoInventory.creditnotes.READ
ZohoInventory.creditnotes.UPDATE
ZohoInventory.customerpayments.ALL
ZohoInventory.customerpayments.CREATE
ZohoInventory.customerpayments.DELETE
ZohoInventory.customerpayments.READ
ZohoInventory.customerpayments.UPDATE
ZohoInventory.FullAccess.all
ZohoInventory.inventoryadjustments.ALL
ZohoInventory.inventoryadjustments.CREATE
ZohoInventory.inventoryadjustments.DELETE
ZohoInventory.inventoryadjustments.READ
ZohoInventory.inventoryadjustments.UPDATE
ZohoInventory.invoices.ALL
ZohoInventory.invoices.CREATE
ZohoInventory.invoices.DELETE
ZohoInventory.invoices.READ
ZohoInventory.invoices.UPDATE
ZohoInventory.items.ALL
ZohoInventory.items.CREATE
ZohoInventory.items.DELETE
ZohoInventory.items.READ
ZohoInventory.items.UPDATE
ZohoInventory.purchaseorders.ALL
ZohoInventory.purchaseorders.CREATE
ZohoInventory.purchaseorders.DELETE
ZohoInventory.purchaseorders.READ
ZohoInventory.purchaseorders.UPDATE
ZohoInventory.salesorders.ALL
ZohoInventory.salesorders.CREATE
ZohoInventory.salesorders.DELETE
ZohoInventory.salesorders.READ
ZohoInventory.salesorders.UPDATE
ZohoInventory.salesreturns.ALL
ZohoInventory.salesreturns.CREATE
ZohoInventory.salesreturns.DELETE
ZohoInventory.salesreturns.READ
ZohoInventory.salesreturns.UPDATE
ZohoInventory.settings.ALL
ZohoInventory.settings.CREATE
ZohoInventory.settings.DELETE
ZohoInventory.settings.READ
ZohoInventory.settings.UPDATE
ZohoInventory.transferorders.ALL
ZohoInventory.transferorders.CREATE
ZohoInventory.transferorders.DELETE
ZohoInventory.transferorders.READ
ZohoInventory.transferorders.UPDATE
ZohoInvoice.contacts.ALL
ZohoInvoice.contacts.CREATE
ZohoInvoice.contacts.DELETE
ZohoInvoice.contacts.READ
ZohoInvoice.contacts.UPDATE
ZohoInvoice.creditnotes.ALL
ZohoInvoice.creditnotes.CREATE
ZohoInvoice.creditnotes.DELETE
ZohoInvoice.creditnotes.READ
ZohoInvoice.creditnotes.UPDATE
ZohoInvoice.customerpayments.ALL
ZohoInvoice.customerpayments.CREATE
ZohoInvoice.customerpayments.DELETE
ZohoInvoice.customerpayments.READ
ZohoInvoice.customerpayments.UPDATE
ZohoInvoice.estimates.ALL
ZohoInvoice.estimates.CREATE
ZohoInvoice.estimates.DELETE
ZohoInvoice.estimates.READ
ZohoInvoice.estimates.UPDATE
ZohoInvoice.expenses.ALL
ZohoInvoice.expenses.CREATE
ZohoInvoice.expenses.DELETE
ZohoInvoice.expenses.READ
ZohoInvoice.expenses.UPDATE
ZohoInvoice.fullaccess.all
ZohoInvoice.invoices.ALL
ZohoInvoice.invoices.CREATE
ZohoInvoice.invoices.DELETE
ZohoInvoice.invoices.READ
ZohoInvoice.invoices.UPDATE
ZohoInvoice.items.ALL
ZohoInvoice.items.CREATE
ZohoInvoice.items.DELETE
ZohoInvoice.items.READ
ZohoInvoice.items.UPDATE
ZohoInvoice.projects.ALL
ZohoInvoice.projects.CREATE
ZohoInvoice.projects.DELETE
ZohoInvoice.projects.READ
ZohoInvoice.projects.UPDATE
ZohoInvoice.recurringexpenses.ALL
ZohoInvoice.recurringexpenses.CREATE
ZohoInvoice.recurringexpenses.DELETE
ZohoInvoice.recurringexpenses.READ
ZohoInvoice.recurringexpenses.UPDATE
ZohoInvoice.recurringinvoices.ALL
ZohoInvoice.recurringinvoices.CREATE
ZohoInvoice.recurringinvoices.DELETE
ZohoInvoice.recurringinvoices.READ
ZohoInvoice.recurringinvoices.UPDATE
ZohoInvoice.retainerinvoices.ALL
ZohoInvoice.retainerinvoices.CREATE
ZohoInvoice.retainerinvoices.DELETE
ZohoInvoice.retainerinvoices.READ
ZohoInvoice.retainerinvoices.UPDATE
ZohoInvoice.settings.ALL
ZohoInvoice.settings.CREATE
ZohoInvoice.settings.DELETE
ZohoInvoice.settings.READ
ZohoInvoice.settings.UPDATE
ZohoLearn.activity.READ
ZohoLearn.article.ALL
ZohoLearn.articleimage.READ
ZohoLearn.attachment.CREATE
ZohoLearn.attachment.READ
ZohoLearn.comment.ALL
ZohoLearn.commentlike.CREATE
ZohoLearn.commentlike.READ
ZohoLearn.course.ALL
ZohoLearn.customportal.ALL
ZohoLearn.favorite.ALL
ZohoLearn.hubMember.READ
ZohoLearn.manual.ALL
ZohoLearn.member.CREATE
ZohoLearn.member.DELETE
ZohoLearn.member.UPDATE
ZohoLearn.network.READ
ZohoLearn.notification.ALL
ZohoLearn.profile.READ
ZohoLearn.questionbank.ALL
ZohoLearn.quiz.ALL
ZohoLearn.space.ALL
ZohoLearn.tag.ALL
ZohoLearn.template.ALL
ZohoMail.accounts.READ
ZohoMail.attachments.ALL
ZohoMail.attachments.READ
ZohoMail.contacts.ALL
ZohoMail.contacts.READ
ZohoMail.folders.ALL
ZohoMail.folders.READ
ZohoMail.links.ALL
ZohoMail.messages.ALL
ZohoMail.messages.CREATE
ZohoMail.messages.DELETE
ZohoMail.messages.READ
ZohoMail.messages.UPDATE
ZohoMail.notes.ALL
ZohoMail.notes.READ
ZohoMail.organization.accounts.ALL
ZohoMail.organization.accounts.CREATE
ZohoMail.organization.audit.READ
ZohoMail.organization.domains.ALL
ZohoMail.organization.groups.ALL
ZohoMail.organization.policy.ALL
ZohoMail.organization.spam.ALL
ZohoMail.organization.subscriptions.ALL
ZohoMail.partner.organization.ALL
ZohoMail.tags.ALL
ZohoMail.tags.READ
ZohoMail.tasks.ALL
ZohoMail.tasks.READ
ZohoMail.threads.ALL
ZohoMail.threads.READ
ZohoMarketingAutomation.campaign.ALL
ZohoMarketingAutomation.journey.CREATE
ZohoMarketingAutomation.journey.READ
ZohoMarketingAutomation.lead.ALL
ZohoMarketingAutomation.wa.READ
ZohoMeeting.meeting.ALL
ZohoMeeting.meeting.CREATE
ZohoMeeting.meeting.READ
ZohoPC.files.ALL
ZohoPC.files.CREATE
ZOHOPEOPLE.attendance.ALL
ZOHOPEOPLE.attendance.CREATE
ZOHOPEOPLE.attendance.DELETE
ZOHOPEOPLE.attendance.READ
ZOHOPEOPLE.attendance.UPDATE
ZOHOPEOPLE.automation.ALL
ZOHOPEOPLE.automation.CREATE
ZOHOPEOPLE.automation.DELETE
ZOHOPEOPLE.automation.READ
ZOHOPEOPLE.automation.UPDATE
ZOHOPEOPLE.dashboard.ALL
ZOHOPEOPLE.dashboard.CREATE
ZOHOPEOPLE.dashboard.DELETE
ZOHOPEOPLE.dashboard.READ
ZOHOPEOPLE.dashboard.UPDATE
ZOHOPEOPLE.employee.ALL
ZOHOPEOPLE.employee.CREATE
ZOHOPEOPLE.employee.DELETE
ZOHOPEOPLE.employee.READ
ZOHOPEOPLE.employee.UPDATE
ZOHOPEOPLE.forms.ALL
ZOHOPEOPLE.forms.CREATE
ZOHOPEOPLE.forms.DELETE
ZOHOPEOPLE.forms.READ
ZOHOPEOPLE.forms.UPDATE
ZOHOPEOPLE.leave.ALL
ZOHOPEOPLE.leave.CREATE
ZOHOPEOPLE.leave.DELETE
ZOHOPEOPLE.leave.READ
ZOHOPEOPLE.leave.UPDATE
ZOHOPEOPLE.timetracker.ALL
ZOHOPEOPLE.timetracker.CREATE
ZOHOPEOPLE.timetracker.DELETE
ZOHOPEOPLE.timetracker.READ
ZOHOPEOPLE.timetracker.UPDATE
ZohoProjects.activities.READ
ZohoProjects.bugs.ALL
ZohoProjects.clients.ALL
ZohoProjects.custom_fields.ALL
ZohoProjects.documents.ALL
ZohoProjects.events.ALL
ZohoProjects.forums.ALL
ZohoProjects.leave.ALL
ZohoProjects.milestones.ALL
ZohoProjects.portals.ALL
ZohoProjects.portals.READ
ZohoProjects.projectgroups.ALL
ZohoProjects.projects.ALL
ZohoProjects.projects.READ
ZohoProjects.search.READ
ZohoProjects.status.ALL
ZohoProjects.status.CREATE
ZohoProjects.status.READ
ZohoProjects.tags.ALL
ZohoProjects.tasklists.ALL
ZohoProjects.tasklists.READ
ZohoProjects.tasks.ALL
ZohoProjects.tasks.READ
ZohoProjects.tasks.UPDATE
ZohoProjects.teams.ALL
ZohoProjects.timesheets.ALL
ZohoProjects.users.ALL
ZohoProjects.users.READ
ZohoRecruit.bulk.ALL
ZohoRecruit.bulk.CREATE
ZohoRecruit.bulk.READ
ZohoRecruit.modules.ALL
ZohoRecruit.modules.assessment.ALL
ZohoRecruit.modules.assessment.CREATE
ZohoRecruit.modules.assessment.DELETE
ZohoRecruit.modules.assessment.READ
ZohoRecruit.modules.assessment.UPDATE
ZohoRecruit.modules.assessment_submission.ALL
ZohoRecruit.modules.assessment_submission.CREATE
ZohoRecruit.modules.assessment_submission.DELETE
ZohoRecruit.modules.assessment_submission.READ
ZohoRecruit.modules.assessment_submission.UPDATE
ZohoRecruit.modules.campaign.ALL
ZohoRecruit.modules.campaign.CREATE
ZohoRecruit.modules.campaign.DELETE
ZohoRecruit.modules.campaign.READ
ZohoRecruit.modules.campaign.UPDATE
ZohoRecruit.modules.candidate.ALL
ZohoRecruit.modules.candidate.CREATE
ZohoRecruit.modules.candidate.DELETE
ZohoRecruit.modules.candidate.READ
ZohoRecruit.modules.candidate.UPDATE
ZohoRecruit.modules.candidatestatus.ALL
ZohoRecruit.modules.candidatestatus.CREATE
ZohoRecruit.modules.candidatestatus.DELETE
ZohoRecruit.modules.candidatestatus.READ
ZohoRecruit.modules.candidatestatus.UPDATE
ZohoRecruit.modules.client.ALL
ZohoRecruit.modules.client.CREATE
ZohoRecruit.modules.client.DELETE
ZohoRecruit.modules.client.READ
ZohoRecruit.modules.client.UPDATE
ZohoRecruit.modules.contact.ALL
ZohoRecruit.modules.contact.CREATE
ZohoRecruit.modules.contact.DELETE
ZohoRecruit.modules.contact.READ
ZohoRecruit.modules.contact.UPDATE
ZohoRecruit.modules.custom.ALL
ZohoRecruit.modules.custom.CREATE
ZohoRecruit.modules.custom.DELETE
ZohoRecruit.modules.custom.READ
ZohoRecruit.modules.custom.UPDATE
ZohoRecruit.modules.custommodule.ALL
ZohoRecruit.modules.custommodule.CREATE
ZohoRecruit.modules.custommodule.DELETE
ZohoRecruit.modules.custommodule.READ
ZohoRecruit.modules.custommodule.UPDATE
ZohoRecruit.modules.department.ALL
ZohoRecruit.modules.department.CREATE
ZohoRecruit.modules.department.DELETE
ZohoRecruit.modules.department.READ
ZohoRecruit.modules.department.UPDATE
ZohoRecruit.modules.event.ALL
ZohoRecruit.modules.event.CREATE
ZohoRecruit.modules.event.DELETE
ZohoRecruit.modules.event.READ
ZohoRecruit.modules.event.UPDATE
ZohoRecruit.modules.forecast.ALL
ZohoRecruit.modules.forecast.CREATE
ZohoRecruit.modules.forecast.DELETE
ZohoRecruit.modules.forecast.READ
ZohoRecruit.modules.forecast.UPDATE
ZohoRecruit.modules.interview.ALL
ZohoRecruit.modules.interview.CREATE
ZohoRecruit.modules.interview.DELETE
ZohoRecruit.modules.interview.READ
ZohoRecruit.modules.interview.UPDATE
ZohoRecruit.modules.jobopening.ALL
ZohoRecruit.modules.jobopening.CREATE
ZohoRecruit.modules.jobopening.DELETE
ZohoRecruit.modules.jobopening.READ
ZohoRecruit.modules.jobopening.UPDATE
ZohoRecruit.modules.jobopeningstatus.ALL
ZohoRecruit.modules.jobopeningstatus.CREATE
ZohoRecruit.modules.jobopeningstatus.DELETE
ZohoRecruit.modules.jobopeningstatus.READ
ZohoRecruit.modules.jobopeningstatus.UPDATE
ZohoRecruit.modules.notes.ALL
ZohoRecruit.modules.notes.CREATE
ZohoRecruit.modules.notes.DELETE
ZohoRecruit.modules.notes.READ
ZohoRecruit.modules.notes.UPDATE
ZohoRecruit.modules.referral.ALL
ZohoRecruit.modules.referral.CREATE
ZohoRecruit.modules.referral.DELETE
ZohoRecruit.modules.referral.READ
ZohoRecruit.modules.referral.UPDATE
ZohoRecruit.modules.submission.ALL
ZohoRecruit.modules.task.ALL
ZohoRecruit.modules.task.CREATE
ZohoRecruit.modules.task.DELETE
ZohoRecruit.modules.task.READ
ZohoRecruit.modules.task.UPDATE
ZohoRecruit.modules.todo.ALL
ZohoRecruit.modules.todo.CREATE
ZohoRecruit.modules.todo.DELETE
ZohoRecruit.modules.todo.READ
ZohoRecruit.modules.todo.UPDATE
ZohoRecruit.modules.vendors.ALL
ZohoRecruit.modules.vendors.CREATE
ZohoRecruit.modules.vendors.DELETE
ZohoRecruit.modules.vendors.READ
ZohoRecruit.modules.vendors.UPDATE
ZohoRecruit.notifications.ALL
ZohoRecruit.notifications.CREATE
ZohoRecruit.notifications.DELETE
ZohoRecruit.notifications.READ
ZohoRecruit.notifications.UPDATE
ZohoRecruit.org.ALL
ZohoRecruit.org.CREATE
ZohoRecruit.org.DELETE
ZohoRecruit.org.READ
ZohoRecruit.org.UPDATE
ZohoRecruit.settings.ALL
ZohoRecruit.settings.CREATE
ZohoRecruit.settings.DELETE
ZohoRecruit.settings.profiles.READ
ZohoRecruit.settings.READ
ZohoRecruit.settings.UPDATE
ZohoRecruit.users.ALL
ZohoRecruit.users.CREATE
ZohoRecruit.users.DELETE
ZohoRecruit.users.READ
ZohoRecruit.users.UPDATE
ZohoSearch.securesearch.READ
ZohoSheet.dataAPI.ALL
ZohoSheet.dataAPI.READ
ZohoSheet.dataAPI.UPDATE
ZohoShowtime.portalapi.READ
ZohoShowtime.sessionapi.ALL
ZohoShowtime.talkapi.READ
ZohoSign.documents.ALL
ZohoSocial.Integration.READ
ZohoSocial.Media.ALL
ZohoSocial.Organization.READ
ZohoSocial.Publish.ALL
ZohoSprints.custommodulerecords.ALL
ZohoSprints.epic.ALL
ZohoSprints.expense.ALL
ZohoSprints.extensions.ALL
ZohoSprints.items.ALL
ZohoSprints.meetings.ALL
ZohoSprints.projectgroups.ALL
ZohoSprints.projects.ALL
ZohoSprints.projectsettings.ALL
ZohoSprints.release.ALL
ZohoSprints.sprints.ALL
ZohoSprints.teams.ALL
ZohoSprints.teamusers.ALL
ZohoSprints.timesheets.ALL
ZohoSprints.webhook.ALL
ZohoSubscriptions.addons.CREATE
ZohoSubscriptions.addons.DELETE
ZohoSubscriptions.addons.READ
ZohoSubscriptions.addons.UPDATE
ZohoSubscriptions.coupons.CREATE
ZohoSubscriptions.coupons.DELETE
ZohoSubscriptions.coupons.READ
ZohoSubscriptions.coupons.UPDATE
ZohoSubscriptions.creditnotes.CREATE
ZohoSubscriptions.creditnotes.DELETE
ZohoSubscriptions.creditnotes.READ
ZohoSubscriptions.customers.CREATE
ZohoSubscriptions.customers.DELETE
ZohoSubscriptions.customers.READ
ZohoSubscriptions.customers.UPDATE
ZohoSubscriptions.expenses.CREATE
ZohoSubscriptions.expenses.DELETE
ZohoSubscriptions.expenses.READ
ZohoSubscriptions.expenses.UPDATE
ZohoSubscriptions.fullaccess.all
ZohoSubscriptions.hostedpages.CREATE
ZohoSubscriptions.hostedpages.READ
ZohoSubscriptions.invoices.CREATE
ZohoSubscriptions.invoices.DELETE
ZohoSubscriptions.invoices.READ
ZohoSubscriptions.invoices.UPDATE
ZohoSubscriptions.items.CREATE
ZohoSubscriptions.items.DELETE
ZohoSubscriptions.items.READ
ZohoSubscriptions.items.UPDATE
ZohoSubscriptions.payments.CREATE
ZohoSubscriptions.payments.DELETE
ZohoSubscriptions.payments.READ
ZohoSubscriptions.payments.UPDATE
ZohoSubscriptions.plans.CREATE
ZohoSubscriptions.plans.DELETE
ZohoSubscriptions.plans.READ
ZohoSubscriptions.plans.UPDATE
ZohoSubscriptions.products.CREATE
ZohoSubscriptions.products.DELETE
ZohoSubscriptions.products.READ
ZohoSubscriptions.products.UPDATE
ZohoSubscriptions.projects.CREATE
ZohoSubscriptions.projects.DELETE
ZohoSubscriptions.projects.READ
ZohoSubscriptions.projects.UPDATE
ZohoSubscriptions.quotes.CREATE
ZohoSubscriptions.quotes.DELETE
ZohoSubscriptions.quotes.READ
ZohoSubscriptions.quotes.UPDATE
ZohoSubscriptions.settings.READ
ZohoSubscriptions.subscriptions.CREATE
ZohoSubscriptions.subscriptions.DELETE
ZohoSubscriptions.subscriptions.READ
ZohoSubscriptions.subscriptions.UPDATE
ZohoSubscriptions.webhooks.READ
ZohoVault.secrets.ALL
ZohoVault.user.ALL
ZohoVoice.agents.ALL
ZohoVoice.call.ALL
ZohoVoice.powerdialer.ALL
ZohoVoice.sms.ALL
ZohoVoice.telephony.ALL
ZohoWorkerly.users.ALL
ZohoWriter.documentEditor.ALL
ZohoWriter.merge.ALL
", starts: &[
    0,23,41,61,90,119,146,175,198,221,251,281,309,339,360,389,418,445,474,497,
    515,536,557,576,597,612,630,648,664,682,700,718,734,752,774,796,816,838,856,877,
    898,917,938,958,981,1002,1018,1037,1056,1073,1092,1110,1130,1153,1176,1197,1220,1238,1256,1272,
    1290,1309,1328,1345,1364,1384,1412,1438,1463,1488,1511,1536,1560,1582,1600,1621,1642,1661,1682,1698,
    1715,1733,1754,1775,1806,1837,1866,1897,1916,1937,1957,1972,1990,2008,2024,2042,2059,2076,2096,2116,
    2134,2154,2173,2189,2205,2219,2235,2256,2283,2300,2321,2344,2369,2397,2422,2451,2477,2497,2525,2549,
    2576,2599,2629,2656,2678,2698,2726,2751,2780,2812,2844,2865,2886,2914,2942,2968,2996,3022,3048,3072,
    3098,3129,3160,3189,3220,3247,3274,3301,3321,3344,3367,3388,3416,3447,3478,3507,3538,3561,3585,3609,
    3631,3655,3679,3703,3725,3749,3787,3825,3861,3899,3926,3951,3984,4011,4031,4054,4077,4098,4121,4148,
    4174,4193,4213,4235,4268,4294,4323,4352,4379,4416,4453,4488,4525,4554,4577,4598,4621,4645,4668,4694,
    4720,4744,4770,4794,4821,4848,4873,4900,4929,4956,4986,5016,5044,5074,5101,5131,5161,5189,5219,5243,
    5270,5297,5322,5349,5382,5418,5454,5488,5524,5550,5579,5614,5652,5690,5726,5764,5800,5836,5870,5906,
    5938,5973,6008,6041,6076,6100,6128,6156,6182,6210,6234,6261,6288,6313,6340,6373,6406,6437,6470,6497,
    6524,6549,6576,6604,6632,6658,6686,6715,6744,6771,6800,6829,6858,6885,6914,6943,6962,6984,7004,7035,
    7069,7103,7135,7169,7191,7222,7256,7290,7322,7356,7387,7421,7455,7487,7521,7549,7580,7611,7640,7671,
    7701,7719,7740,7759,7779,7802,7838,7875,7905,7936,7967,7999,8030,8062,8094,8127,8164,8202,8231,8261,
    8289,8320,8351,8380,8411,8441,8461,8484,8507,8528,8550,8575,8601,8630,8659,8686,8715,8737,8762,8787,
    8810,8835,8855,8878,8901,8922,8945,8968,8994,9020,9044,9070,9096,9125,9154,9181,9210,9241,9275,9309,
    9341,9375,9400,9428,9456,9482,9510,9534,9561,9588,9613,9640,9663,9689,9715,9739,9765,9790,9813,9839,
    9865,9889,9915,9938,9964,9990,10014,10040,10069,10101,10133,10163,10195,10221,10250,10279,10306,10335,10358,10384,
    10410,10434,10460,10489,10521,10553,10583,10615,10641,10670,10696,10725,10754,10781,10810,10833,10859,10885,10909,10935,
    10962,10992,11022,11050,11080,11104,11129,11156,11184,11210,11239,11268,11295,11324,11353,11379,11397,11418,11437,11465,
    11487,11512,11537,11560,11585,11604,11626,11648,11668,11690,11715,11743,11771,11797,11825,11851,11880,11909,11936,11965,
    11985,12012,12043,12074,12103,12125,12150,12175,12198,12223,12249,12278,12307,12334,12363,12398,12430,12465,12489,12513,
    12535,12559,12582,12608,12634,12658,12684,12709,12734,12757,12782,12807,12835,12863,12889,12917,12936,12958,12980,13000,
    13022,13049,13076,13103,13122,13144,13164,13186,13211,13236,13261,13290,13318,13345,13369,13403,13430,13453,13479,13505,
    13529,13555,13573,13590,13614,13641,13666,13693,13713,13731,13756,13784,13810,13844,13862,13884,13906,13927,13946,13979,
    14010,14044,14076,14111,14144,14184,14222,14258,14292,14332,14370,14403,14434,14471,14506,14539,14570,14606,14640,14674,
    14706,14739,14770,14797,14831,14863,14899,14933,14966,14997,15035,15071,15107,15141,15183,15223,15257,15289,15314,15353,
    15390,15426,15460,15497,15532,15565,15596,15631,15664,15698,15734,15770,15808,15843,15880,15914,15950,15982,16016,16047,
    16080,16114,16150,16181,16214,16250,16288,16322,16358,16398,16440,16472,16506,16531,16568,16607,16642,16679,16706,16739,
    16774,16803,16835,16867,16897,16929,16960,16994,17028,17060,17094,17114,17147,17183,17219,17253,17289,17342,17398,17454,
    17508,17564,17594,17627,17660,17691,17724,17756,17791,17826,17859,17894,17928,17954,17983,18012,18039,18068,18098,18131,
    18164,18195,18228,18254,18283,18312,18339,18368,18397,18429,18461,18491,18523,18554,18577,18604,18634,18664,18692,18722,
    18753,18787,18821,18853,18887,18913,18942,18971,18998,19027,19055,19078,19105,19135,19163,19198,19225,19255,19285,19313,
    19343,19373,19406,19439,19470,19503,19532,19564,19596,19626,19658,19684,19713,19742,19769,19798,19826,19865,19907,19949,
    19989,20031,20057,20086,20115,20142,20171,20199,20230,20264,20298,20330,20364,20393,20425,20457,20487,20519,20554,20592,
    20630,20666,20704,20731,20761,20791,20819,20849,20870,20902,20937,20972,21005,21040,21067,21097,21127,21155,21185,21214,
    21246,21278,21308,21340,21370,21403,21436,21467,21500,21526,21555,21584,21611,21640,21663,21691,21722,21753,21782,21813,
    21839,21868,21897,21924,21953,21981,21997,22016,22035,22052,22071,22089,22123,22152,22183,22217,22249,22280,22314,22345,
    22385,22417,22454,22475,22513,22554,22595,22634,22675,22710,22743,22783,22826,22869,22910,22953,22989,23028,23067,23104,
    23143,23173,23206,23239,23270,23303,23337,23374,23411,23446,23483,23523,23555,23590,23625,23658,23693,23729,23768,23807,
    23844,23883,23917,23954,23991,24026,24063,24097,24134,24171,24206,24243,24277,24312,24349,24397,24448,24499,24548,24599,
    24627,24658,24689,24718,24749,24777,24808,24839,24868,24899,24933,24969,25006,25046,25086,25124,25164,25197,25230,25261,
    25294,25328,25365,25402,25437,25474,25503,25535,25567,25597,25629,25657,25688,25719,25748,25779,25813,25849,25888,25927,
    25964,26003,26032,26064,26096,26126,26158,26188,26221,26252,26285,26315,26348,26381,26412,26445,26496,26550,26604,26656,
    26710,26746,26780,26816,26851,26889,26927,26963,27001,27028,27058,27088,27116,27146,27181,27219,27257,27293,27331,27360,
    27390,27432,27472,27504,27539,27574,27607,27642,27668,27697,27726,27753,27782,27810,27843,27879,27915,27949,27985,28018,
    28054,28090,28124,28160,28200,28233,28269,28305,28339,28375,28417,28462,28505,28550,28594,28631,28671,28709,28749,28780,
    28814,28848,28880,28914,28944,28973,29005,29037,29067,29099,29135,29174,29213,29250,29289,29316,29346,29376,29404,29434,
    29452,29481,29510,29537,29566,29593,29620,29645,29672,29700,29731,29762,29791,29822,29846,29873,29900,29925,29952,29979,
    30009,30039,30067,30097,30133,30169,30203,30239,30264,30292,30320,30346,30374,30398,30425,30452,30477,30504,30532,30560,
    30586,30614,30646,30678,30708,30740,30767,30797,30827,30855,30885,30909,30936,30963,30988,31015,31046,31077,31106,31137,
    31166,31198,31230,31260,31292,31319,31349,31379,31407,31437,31470,31506,31542,31576,31612,31637,31665,31693,31719,31747,
    31775,31803,31829,31857,31887,31920,31953,31984,32017,32045,32076,32107,32136,32167,32194,32221,32246,32273,32299,32328,
    32357,32384,32413,32433,32464,32495,32524,32570,32601,32636,32671,32704,32739,32757,32778,32799,32818,32839,32862,32889,
    32917,32945,32973,33001,33029,33057,33083,33111,33137,33165,33192,33217,33244,33279,33314,33347,33382,33415,33446,33479,
    33506,33537,33566,33597,33624,33651,33676,33703,33736,33764,33792,33818,33846,33869,33892,33913,33936,33960,33984,34006,
    34030,34055,34080,34103,34128,34148,34171,34192,34212,34236,34263,34290,34315,34342,34375,34411,34447,34481,34517,34544,
    34574,34604,34632,34662,34692,34725,34758,34789,34822,34857,34895,34933,34969,35007,35036,35075,35117,35159,35199,35241,
    35268,35298,35328,35356,35386,35410,35437,35464,35489,35516,35549,35585,35621,35655,35691,35721,35754,35787,35818,35851,
    35882,35916,35950,35982,36016,36043,36073,36103,36131,36161,36194,36230,36266,36300,36336,36361,36389,36417,36443,36471,
    36499,36530,36561,36590,36621,36654,36690,36726,36760,36796,36822,36851,36880,36907,36936,36961,36989,37017,37043,37071,
    37098,37123,37151,37179,37205,37233,37255,37280,37305,37328,37353,37378,37406,37434,37460,37488,37522,37559,37596,37631,
    37668,37702,37739,37776,37811,37848,37881,37917,37953,37987,38023,38048,38076,38104,38130,38158,38182,38204,38232,38260,
    38286,38308,38337,38364,38385,38412,38435,38460,38481,38505,38529,38553,38576,38603,38626,38653,38672,38692,38710,38733,
    38756,38781,38807,38829,38852,38873,38895,38914,38936,38961,38986,39009,39034,39053,39073,39108,39146,39179,39213,39246,
    39279,39310,39350,39384,39402,39421,39440,39460,39481,39503,39540,39579,39616,39649,39681,39705,39732,39757,39774,39794,
    39820,39849,39878,39905,39934,39960,39989,40018,40045,40074,40099,40127,40155,40181,40209,40233,40260,40287,40312,40339,
    40360,40384,40408,40430,40454,40475,40499,40523,40545,40569,40596,40626,40656,40684,40714,40743,40765,40790,40821,40848,
    40872,40896,40919,40947,40972,40998,41029,41055,41082,41107,41131,41158,41183,41205,41232,41260,41283,41307,41333,41356,
    41384,41407,41431,41452,41476,41498,41522,41557,41595,41633,41669,41707,41753,41802,41851,41898,41947,41980,42016,42052,
    42086,42122,42156,42193,42230,42265,42302,42342,42385,42428,42469,42512,42543,42577,42611,42643,42677,42709,42744,42779,
    42812,42847,42878,42912,42946,42978,43012,43049,43089,43129,43167,43207,43242,43280,43318,43354,43392,43422,43455,43488,
    43519,43552,43585,43621,43657,43691,43727,43761,43798,43835,43870,43907,43942,43980,44018,44054,44092,44133,44177,44221,
    44263,44307,44337,44370,44403,44434,44467,44500,44536,44572,44606,44642,44677,44706,44738,44770,44800,44832,44861,44893,
    44925,44955,44987,45019,45054,45089,45122,45157,45187,45220,45253,45284,45317,45337,45360,45383,45404,45427,45452,45480,
    45508,45543,45569,45597,45619,45644,45669,45692,45717,45746,45768,45791,45816,45844,45872,45898,45921,45949,45970,45999,
    46022,46058,46079,46103,46130,46152,46177,46207,46232,46264,46288,46312,46334,46360,46387,46411,46443,46475,46505,46537,
    46570,46603,46634,46667,46704,46741,46776,46811,46846,46879,46914,46948,46982,47014,47048,47081,47118,47153,47187,47221,
    47253,47287,47318,47349,47378,47409,47443,47477,47509,47543,47574,47605,47634,47665,47699,47733,47765,47799,47833,47867,
    47899,47933,47965,47997,48027,48059,48091,48130,48169,48206,48245,48277,48299,48318,48339,48358,48384,48402,48426,48449,
    48479,48500,
] };

/// One more than the place of each scope, in its own slot or in the next free one after it.
#[rustfmt::skip]
pub(super) static SLOTS: &[u16] = &[
    1055,67,73,303,981,0,0,1092,1519,0,284,1484,0,0,0,0,0,0,0,823,
    1183,0,0,0,571,40,0,202,809,0,1365,400,537,1565,1631,0,0,0,0,93,
    583,0,1406,867,0,0,0,0,943,0,0,0,545,0,0,0,0,0,0,793,
    0,1468,0,603,1598,191,0,285,0,467,486,1310,1035,145,371,1341,0,0,0,393,
    0,1453,0,0,743,0,739,986,0,908,0,0,786,0,1283,0,76,0,1578,0,
    45,0,0,245,0,0,0,0,377,307,536,698,0,0,344,0,0,770,445,1418,
    0,0,240,0,0,0,0,439,0,0,0,0,0,0,0,0,0,0,763,0,
    0,0,0,0,0,358,0,0,0,1490,1019,0,640,731,0,0,0,896,0,0,
    0,0,0,0,1057,1080,0,1343,510,0,613,0,674,270,0,1414,1159,1619,0,0,
    0,0,0,1015,0,553,1190,0,0,0,0,0,450,0,0,0,0,0,0,0,
    0,0,0,0,1552,0,0,0,0,279,1622,0,764,1243,1531,1079,0,0,0,1463,
    0,0,1064,0,88,523,0,0,0,0,0,0,0,598,0,0,1047,521,0,0,
    657,0,0,0,0,0,0,0,0,791,0,0,0,725,948,0,0,0,0,0,
    0,0,404,0,0,0,886,0,0,0,1328,0,0,0,0,0,1526,1442,0,0,
    178,205,265,1065,573,1541,0,0,0,0,0,0,0,0,0,0,990,0,0,1630,
    0,456,220,0,750,0,0,848,0,930,0,0,0,1270,820,1222,0,389,1102,383,
    1013,1122,0,428,0,0,0,1293,0,0,1276,0,0,0,0,0,0,123,0,0,
    0,625,1318,333,0,0,0,0,0,0,0,1364,1460,0,0,1574,0,0,363,0,
    0,0,1194,0,0,875,0,0,171,293,913,1038,0,0,717,0,0,1592,19,0,
    0,0,0,1419,1120,0,352,592,246,676,705,939,0,0,0,0,322,0,0,0,
    0,0,1094,937,0,0,25,262,922,0,0,953,0,0,1247,0,0,0,0,0,
    0,0,479,0,0,665,1126,0,0,966,0,1389,0,0,1610,0,1481,1378,864,1496,
    0,0,0,0,1087,1238,0,0,827,0,0,499,527,0,0,0,1104,0,1002,0,
    1503,0,0,0,0,0,168,0,1147,580,859,0,0,1380,1024,1172,0,0,0,491,
    0,954,0,605,0,0,0,0,0,150,444,0,0,0,1168,0,0,555,154,1162,
    0,0,0,0,0,516,31,1427,0,0,661,0,0,0,0,0,50,1546,0,0,
    1230,119,1514,194,1199,0,0,1587,0,1510,837,1397,0,707,1218,0,0,0,0,1566,
    0,0,0,212,1603,23,0,1262,0,0,544,0,0,0,0,0,0,1271,1404,0,
    0,0,0,1204,0,0,0,116,0,0,0,0,229,959,0,238,0,0,0,0,
    0,0,0,0,0,0,1356,0,0,317,0,0,0,0,0,0,893,216,600,1151,
    0,1154,0,0,1308,1391,0,686,0,0,0,0,0,0,0,0,158,1112,0,0,
    587,0,0,0,1582,0,0,0,0,0,0,0,0,0,0,0,224,805,0,0,
    253,735,1307,0,0,0,0,1177,0,780,0,0,0,1228,1447,0,779,0,0,920,
    1432,0,0,408,0,0,0,0,904,0,0,0,0,0,374,880,1286,0,0,186,
    1187,472,1320,0,0,852,0,0,0,0,0,0,0,0,0,756,0,1537,0,0,
    0,348,1043,0,0,0,814,0,413,434,1167,0,0,1301,97,299,4,1370,711,883,
    1212,1543,0,976,925,60,1051,982,549,68,0,0,1259,0,0,379,1485,0,1626,1438,
    0,0,0,0,824,1179,1553,0,0,1336,41,477,198,16,1114,1206,401,630,636,670,
    0,0,0,0,94,584,646,684,868,1074,11,971,846,305,0,1030,0,0,0,0,
    0,0,0,0,0,0,0,834,0,0,0,274,1128,0,468,482,430,1036,1254,367,
    1499,0,0,0,0,1348,785,0,0,0,0,651,547,1304,0,0,37,0,0,1284,
    0,77,530,901,0,0,0,233,1136,0,0,0,0,699,0,0,0,0,0,345,
    997,0,0,422,1416,341,1474,0,0,0,0,0,0,0,0,0,107,0,0,0,
    311,0,0,419,759,0,0,0,0,0,0,102,0,0,0,716,0,0,0,0,
    0,0,0,0,796,1614,0,0,0,1058,1093,1520,0,601,0,0,0,0,0,0,
    1620,0,0,0,0,0,0,0,0,0,554,1573,197,1366,476,1423,0,0,0,0,
    0,0,0,0,0,0,0,0,162,595,944,1550,1555,0,0,0,0,0,0,0,
    1075,0,0,1469,0,604,619,192,1060,286,1300,1599,0,487,0,146,0,0,0,0,
    0,394,517,1454,0,653,744,0,740,987,0,0,0,0,787,0,0,695,0,0,
    1346,1579,0,0,0,0,0,0,0,0,1339,108,326,0,0,0,0,0,0,771,
    446,561,0,0,241,174,206,0,1606,0,0,0,308,0,0,0,1302,0,0,0,
    0,0,0,0,0,0,0,276,359,533,0,1491,132,1020,641,732,0,0,1266,816,
    1223,0,0,1098,0,1009,1081,0,0,0,0,0,618,1294,691,0,0,84,1160,0,
    0,0,0,0,0,1016,621,501,1191,0,0,0,314,0,451,0,1360,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,280,1623,0,765,914,1244,1333,1532,0,
    0,1464,1593,3,0,0,89,528,0,0,609,0,701,0,0,0,0,0,1048,0,
    0,323,0,0,801,0,0,0,0,0,0,0,0,0,1,726,949,0,0,1248,
    1322,0,0,0,405,0,0,480,330,887,666,0,137,1329,1107,0,942,1385,1527,1443,
    0,1477,266,860,1066,1492,0,0,0,0,0,0,0,0,0,0,524,0,991,0,
    559,0,0,457,221,512,751,1003,0,849,0,931,0,0,855,0,0,0,0,390,
    0,384,0,1123,0,0,0,0,0,0,0,0,1277,103,151,440,0,0,0,1410,
    0,0,436,155,556,334,1163,0,0,0,0,32,0,0,1461,0,0,0,0,0,
    364,46,1137,1547,0,0,0,876,0,1195,173,294,1039,0,0,0,718,0,0,0,
    0,0,0,0,0,0,0,0,353,1604,247,677,0,0,0,0,0,0,0,0,
    182,0,0,0,1095,938,1345,0,26,923,1200,0,0,0,0,0,0,0,0,0,
    0,506,0,795,0,0,0,1127,0,0,0,563,967,0,0,0,1611,1401,0,1379,
    1637,894,217,0,0,0,1088,1155,1239,0,828,0,0,500,0,0,0,0,1105,0,
    0,0,1504,0,184,588,0,0,169,1142,0,0,0,0,0,1381,1025,1173,0,0,
    0,492,0,955,0,606,736,0,0,0,0,0,0,0,0,616,0,0,0,2,
    0,775,0,0,916,0,0,0,1428,1559,0,694,662,905,1569,0,0,574,51,375,
    0,0,1231,1515,1568,0,473,109,0,1588,0,1511,838,0,1121,708,1219,0,0,0,
    757,0,1426,1533,0,213,1044,24,0,1263,0,0,0,0,0,0,0,0,0,1272,
    295,1538,0,0,884,1213,460,0,0,0,0,0,0,550,960,0,0,239,1255,1635,
    0,0,0,1005,0,0,0,0,0,984,0,0,0,0,0,0,0,0,17,0,
    1152,626,0,632,61,671,1327,794,1392,680,687,642,1070,1564,0,12,972,842,159,0,
    1031,0,0,0,0,0,1583,1323,0,0,0,0,835,0,0,0,141,0,225,806,
    53,1512,254,1250,0,1500,0,0,0,1178,0,781,542,1561,0,1229,647,548,1448,0,
    0,0,1433,566,0,0,0,0,897,0,0,0,234,0,0,0,1287,0,0,0,
    0,187,1188,133,998,0,0,0,423,1475,337,0,0,0,0,0,0,0,0,0,
    0,0,0,349,0,0,0,0,415,815,414,0,0,0,0,0,98,255,5,300,
    712,1130,551,1371,0,0,926,1052,0,983,301,69,0,0,1089,1521,0,380,1486,0,
    0,1439,0,0,0,1353,825,1180,0,0,0,0,42,1115,199,810,1207,0,402,538,
    0,0,0,0,0,0,95,0,0,0,869,0,0,0,0,0,0,319,0,546,
    0,0,0,0,1148,0,0,0,1470,589,1600,0,0,0,1129,0,469,483,431,1037,
    1311,368,0,0,0,0,0,0,1455,0,0,0,1639,652,741,988,909,0,0,0,
    0,1285,0,78,531,0,0,0,0,0,0,0,0,0,0,700,306,0,0,0,
    0,346,0,0,772,562,1396,0,0,1312,0,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,760,0,0,0,0,0,0,360,0,0,0,1487,1640,0,637,
    728,0,0,0,0,0,0,304,1615,0,581,1059,1082,313,1632,508,602,0,0,748,
    267,1338,1621,0,0,0,0,0,0,0,1017,0,1192,539,1367,1424,0,798,0,0,
    0,0,0,0,0,0,0,0,0,0,163,596,945,0,513,0,0,1624,1351,614,
    1240,1528,1076,0,0,0,1465,0,620,1061,0,81,287,0,0,488,0,0,0,0,
    0,0,0,395,518,1049,0,654,745,0,0,0,0,0,0,0,788,0,0,0,
    722,0,0,0,0,0,0,461,0,406,0,0,0,327,0,0,0,0,1596,0,
    0,0,447,1314,1523,0,242,175,207,0,1607,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,560,1627,0,458,222,277,752,0,0,850,1021,932,0,0,0,
    1267,817,1224,1315,391,607,1099,1010,0,0,427,0,0,0,1295,0,0,1326,0,85,
    0,0,0,0,0,1408,0,0,622,502,335,0,0,0,0,0,452,0,1361,1457,
    0,0,0,0,0,365,0,0,0,0,0,0,872,281,0,290,766,915,585,1040,
    1584,0,0,0,1571,8,1594,0,90,0,0,1119,610,0,702,248,678,0,870,0,
    0,0,0,324,0,0,0,0,0,1096,934,0,0,0,259,0,0,727,950,0,
    0,1249,0,0,0,0,0,0,0,481,888,0,667,0,138,564,578,968,1330,1386,
    0,1444,1612,1478,179,861,1067,1375,1493,0,0,1084,1235,0,0,829,0,0,496,525,
    992,0,0,1106,0,1004,0,1505,1297,0,0,0,0,0,0,1144,856,0,0,0,
    0,1026,1169,385,0,0,114,65,0,0,0,0,593,0,1278,104,157,441,0,0,
    0,462,1411,0,437,156,1164,0,0,0,1638,0,0,33,0,0,0,117,658,0,
    0,0,575,47,1548,0,0,1516,0,0,195,557,1196,0,1589,0,1507,0,719,0,
    709,1215,0,0,0,0,0,0,0,0,209,354,20,1605,1264,0,0,0,0,0,
    80,0,183,0,0,0,0,0,0,0,27,1201,0,0,0,0,0,0,0,0,
    0,0,0,507,0,0,0,0,426,0,0,0,0,1357,0,0,316,0,0,0,
    0,0,0,895,218,0,0,0,1156,0,0,0,1393,1260,688,0,0,0,0,0,
    0,124,0,160,534,1109,0,0,0,0,1143,0,0,0,0,0,0,1382,0,0,
    0,0,0,493,807,956,0,250,737,0,0,0,0,0,1174,0,0,617,964,0,
    1225,1549,0,776,0,0,917,0,567,0,1429,0,797,0,0,906,0,0,0,0,
    0,376,877,0,1232,0,188,1184,474,0,0,0,0,0,839,0,0,0,0,0,
    0,0,758,0,1534,0,0,0,350,1045,0,0,0,811,0,410,800,1165,0,0,
    0,1273,131,6,296,1539,885,552,1214,1570,977,927,57,0,979,0,70,961,0,1256,
    0,0,381,1482,0,1006,1440,0,0,0,0,821,0,0,0,0,0,38,1116,535,
    18,1208,0,398,627,633,62,672,0,0,1595,91,681,643,1071,865,0,13,973,843,
    0,0,1032,0,1575,113,0,0,1572,0,0,792,0,0,836,0,0,0,142,271,
    226,465,54,432,1033,1251,1337,1501,0,0,0,0,0,782,0,0,0,0,648,1449,
    0,1350,0,34,1420,1434,1281,409,74,0,898,0,0,0,235,1133,0,0,1288,0,
    696,0,0,0,0,134,342,999,0,0,424,1476,338,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,310,0,0,416,0,0,0,0,0,0,0,99,256,
    1372,0,713,1422,0,0,611,0,0,1053,66,72,302,831,1557,582,1090,1522,1616,0,
    0,0,0,0,0,0,0,1398,1181,112,0,0,0,0,43,0,200,0,0,1368,
    0,0,0,0,0,0,0,0,96,0,275,0,0,0,0,164,0,946,1403,0,
    0,0,0,0,0,0,0,0,0,0,1471,590,515,1601,189,0,288,0,484,0,
    489,0,147,369,0,0,0,0,396,0,1456,0,0,746,0,742,989,0,910,0,
    0,789,0,0,0,0,0,1576,0,0,0,1140,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,773,448,0,0,0,243,0,203,0,1608,0,0,0,127,
    0,0,0,1303,111,0,0,761,0,0,1395,0,568,0,361,0,0,0,1488,1022,
    0,638,729,0,0,0,1220,0,0,0,0,0,0,1083,0,0,0,509,0,1291,
    0,774,268,0,86,1157,1415,0,0,0,0,0,1018,0,1193,0,0,0,0,0,
    0,453,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,282,1625,
    0,615,767,586,911,1077,1241,1529,1466,1567,0,1062,0,82,529,0,0,0,0,0,
    0,0,0,0,0,1050,519,0,320,655,0,0,0,0,0,0,0,0,0,0,
    0,0,723,951,0,0,1245,1321,0,0,0,407,0,0,115,328,889,663,0,139,
    565,1331,0,0,0,1524,1445,0,0,176,263,1068,0,0,0,0,0,0,0,0,
    0,0,0,0,0,993,0,0,1628,0,459,223,52,753,0,0,851,0,933,0,
    0,0,1268,818,0,0,392,608,386,1011,1100,0,0,0,0,0,0,0,0,1279,
    105,148,0,0,0,0,0,0,0,0,152,623,336,1313,0,0,0,0,0,0,
    1000,1362,1458,0,0,0,0,366,1138,118,1544,0,0,576,873,558,0,170,291,1041,
    1585,0,0,720,0,0,0,9,0,0,0,0,0,0,0,355,703,249,679,940,
    871,0,0,0,0,325,0,181,0,0,0,1097,935,1344,0,28,260,0,0,0,
    0,0,0,0,0,0,0,0,504,0,0,0,0,0,1124,1358,0,0,969,0,
    1387,1556,0,1613,0,1479,1376,862,891,214,1494,0,0,1085,1236,0,0,830,0,0,
    497,0,0,0,0,1108,0,0,0,1506,0,0,0,0,0,166,0,1145,857,0,
    0,0,1383,1027,1170,0,0,0,494,0,957,0,0,733,594,0,0,0,0,442,
    1636,0,1399,463,0,0,0,0,0,0,0,0,0,0,475,1430,0,0,692,659,
    902,0,0,0,0,48,372,0,0,1233,1517,0,196,470,1197,0,511,1590,1508,840,
    0,0,710,1216,0,0,0,754,0,0,0,0,210,0,21,0,1265,0,0,543,
    0,0,0,0,0,0,1274,1405,0,1296,0,881,1202,1210,0,0,0,0,0,0,
    0,962,1298,0,236,0,0,0,0,0,1007,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,1149,0,0,129,63,668,0,1394,0,689,0,0,0,
    0,0,0,970,1103,161,1110,1028,0,0,0,0,0,1580,0,0,0,1563,1634,832,
    0,0,1319,143,0,227,808,55,0,251,0,0,1497,0,0,0,1175,0,783,0,
    0,0,1226,1450,0,777,0,1633,918,1435,0,0,0,0,0,0,0,0,0,231,
    1342,0,0,878,1289,0,0,0,193,1185,135,995,0,0,853,420,1472,0,0,0,
    0,0,0,0,0,0,126,1535,0,0,351,0,0,0,0,812,0,411,1166,0,
    0,0,0,100,257,7,297,714,1131,1373,1540,0,978,928,58,1054,980,0,71,0,
    0,1257,1518,0,382,1483,0,0,1441,0,0,0,0,822,1182,0,0,121,0,39,
    1117,201,0,1209,0,399,628,634,673,0,0,0,0,92,682,644,1072,866,1562,0,
    974,844,0,0,318,799,0,0,0,0,0,0,0,0,0,1467,0,0,0,0,
    130,272,0,466,485,433,1034,1252,370,1309,0,0,0,0,1349,1452,0,0,0,0,
    649,738,985,907,0,35,0,0,1282,0,75,532,899,0,0,0,0,1134,0,0,
    0,0,697,0,0,0,0,0,343,0,0,769,1417,0,339,0,0,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,0,417,762,0,0,0,569,0,357,
    0,0,0,0,0,0,0,0,612,0,0,0,0,0,1617,0,0,0,1056,1091,
    312,1560,0,0,0,0,631,269,0,1618,0,0,0,0,0,570,0,1014,0,1189,
    540,1369,1425,0,0,0,0,0,0,0,0,0,0,0,0,0,0,165,1551,947,
    0,0,0,0,0,1352,0,0,0,1078,0,0,0,1462,1299,0,190,1063,289,0,
    0,0,490,0,0,0,0,597,0,0,397,520,1046,0,656,747,0,0,0,0,
    0,0,1554,790,0,0,0,0,0,1347,1577,0,0,0,0,0,403,0,0,0,
    329,0,0,0,0,1597,0,0,0,449,0,0,0,244,177,204,0,1609,0,0,
    0,309,0,0,0,0,0,0,0,0,0,0,0,1629,0,455,219,278,749,0,
    1489,847,1023,639,730,929,0,1269,819,1221,0,388,1101,0,1012,331,0,0,0,0,
    0,1292,1305,0,1325,0,87,1158,0,0,0,0,1407,0,0,624,503,332,0,0,
    0,315,0,454,0,1363,0,0,435,0,0,0,362,0,0,0,0,0,577,0,
    283,0,0,768,912,1242,1334,1530,1586,0,0,1591,14,0,0,83,0,0,1118,0,
    0,591,704,675,44,0,0,0,0,0,321,0,0,0,0,0,0,0,0,0,
    0,261,1641,0,724,952,0,0,1246,0,0,0,0,0,110,0,478,890,0,664,
    0,140,1332,965,0,941,1388,1525,1446,0,1480,264,125,863,1069,572,1495,122,0,0,
    0,0,826,0,0,526,0,994,0,802,0,0,1001,0,1502,0,0,0,0,0,
    0,0,1146,858,0,0,0,0,0,0,387,0,0,0,0,0,0,0,0,0,
    0,1280,106,149,443,1316,0,0,464,1412,0,438,153,1161,0,0,0,0,0,0,
    30,0,0,1459,0,0,0,0,0,0,49,1139,1545,230,1513,0,874,0,1198,292,
    0,0,0,0,0,721,0,706,0,0,0,0,0,0,0,0,0,356,1602,0,
    0,1261,0,0,0,0,0,79,0,0,0,0,0,0,936,0,0,29,921,1203,
    0,0,180,0,0,1409,0,0,0,0,505,0,0,0,0,425,1125,1359,0,0,
    1355,0,0,0,0,0,0,0,1377,0,892,215,599,0,0,1086,1153,1237,1354,1390,
    0,685,498,0,0,0,0,0,0,0,0,1111,0,0,0,0,0,167,1141,0,
    579,172,0,0,1384,0,1171,0,0,0,495,804,958,0,0,734,0,0,0,0,
    0,0,0,0,0,0,0,1402,0,0,778,0,0,919,0,0,0,1431,0,0,
    693,660,903,1317,1558,0,0,0,373,879,1340,1234,803,185,0,471,0,0,0,0,
    1509,841,0,0,0,1217,1306,0,0,755,0,1536,0,0,211,347,22,1042,0,0,
    0,0,0,0,0,0,0,0,1275,298,1542,0,0,882,1211,0,0,975,924,59,
    0,0,0,963,0,0,237,1258,0,378,0,0,1008,1437,0,0,0,0,0,1413,
    0,0,0,1335,0,1113,0,15,1205,1150,629,0,635,64,522,669,0,0,683,690,
    645,1073,0,0,10,0,845,0,0,1029,0,0,0,0,0,1581,1324,0,0,0,
    0,833,0,0,0,144,273,228,0,56,429,252,1253,0,1498,0,0,0,1176,0,
    784,541,0,0,1227,650,1451,0,0,0,36,1436,128,0,0,0,120,900,1400,0,
    0,232,1135,0,0,1290,0,0,0,0,1186,0,136,996,0,0,854,421,1473,340,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,418,514,412,
    813,0,0,0,0,101,258,1132,208,715,1374,1421,0,0,0,0,
];

/// The hash of each scope's path.
#[rustfmt::skip]
#[expect(clippy::unreadable_literal, reason = "a hash is not for reading")]
pub(super) static PATHS: &[u32] = &[
    2128224508,431844266,195369622,647611809,647611809,647611809,647611809,195369622,195369622,2636030565,2636030565,2636030565,2636030565,195369622,3393634900,3393634900,3393634900,3393634900,195369622,2330140335,
    2330140335,2330140335,2330140335,2330140335,3362572253,3362572253,3362572253,3362572253,3362572253,2888249693,2888249693,2888249693,2888249693,2421640268,2421640268,2421640268,2421640268,448696188,448696188,448696188,
    448696188,448696188,448696188,140044962,2318499058,1393613600,1393613600,1393613600,1393613600,1393613600,1393613600,1694271193,2540865733,2540865733,2540865733,2540865733,362814449,362814449,362814449,362814449,
    337189025,337189025,337189025,337189025,2210194456,424074383,424074383,1163830702,1163830702,1163830702,1163830702,1795431567,1795431567,2538217411,2538217411,2538217411,2538217411,2538217411,17662,17662,
    2681249134,2681249134,2681249134,3855468278,3855468278,3855468278,3855468278,2681249134,2681249134,2681249134,1088438154,1088438154,1088438154,1088438154,1088438154,1088438154,1596008721,1596008721,1596008721,1596008721,
    1596008721,1596008721,286730130,286730130,286730130,286730130,757347160,2798007263,900234182,207238265,964575367,135336681,2458808216,1602719341,810574089,698116222,4078609619,3856574383,697985104,1974600345,
    4145125683,2643835607,912996248,3664010996,1688532107,2380333753,529285250,2926304334,3329901145,3138741015,1790353241,1835067983,928360688,928360688,928360688,928360688,3675342677,3675342677,3675342677,3675342677,
    3973834945,3973834945,3973834945,3973834945,2041062174,2041062174,2041062174,2171515212,2171515212,2171515212,2171515212,743174485,743174485,743174485,743174485,743174485,2171515212,2867336509,2867336509,2867336509,
    2867336509,1600898677,1600898677,1600898677,1600898677,797019744,797019744,797019744,797019744,3013365246,3013365246,439094159,3013365246,2263128628,2263128628,2263128628,2263128628,2263128628,3407998531,923675476,
    2589454734,2589454734,2589454734,241529294,2494088572,2494088572,2494088572,2494088572,3153845455,3153845455,3153845455,3153845455,2494088572,1558447328,1558447328,1558447328,1832303063,4264208695,4264208695,4264208695,
    4264208695,4264208695,3751243900,3751243900,3751243900,3751243900,3751243900,635504191,3178421933,3178421933,3178421933,3178421933,3178421933,510587320,510587320,510587320,510587320,510587320,3845989379,3845989379,
    3845989379,3845989379,3845989379,482838723,482838723,482838723,482838723,482838723,3363581642,1453666666,414220958,414220958,414220958,414220958,414220958,2593861325,2593861325,2593861325,2593861325,3337008833,
    3337008833,3337008833,3337008833,3337008833,986868981,1120695385,1120695385,1120695385,1120695385,3932761870,3932761870,3932761870,3932761870,3932761870,1873733905,1873733905,1873733905,1873733905,1127135923,1127135923,
    1127135923,1127135923,218054054,218054054,218054054,218054054,2538875337,2538875337,2538875337,2538875337,1935293491,1935293491,1935293491,1935293491,3821923511,265525834,265525834,265525834,1787475736,1787475736,
    1787475736,1787475736,1787475736,4023117393,1009108618,1009108618,1009108618,1009108618,1009108618,4162547198,4162547198,4162547198,4162547198,4162547198,3272944615,3272944615,3272944615,3272944615,3272944615,3272944615,
    143285393,143285393,143285393,143285393,1338935628,3540102395,3540102395,3996944955,3996944955,1495810026,1495810026,2875331451,2875331451,4008094327,4008094327,1896234715,1896234715,1817031431,1817031431,3848728815,
    3848728815,3848728815,3848728815,3848728815,3848728815,2397989414,2397989414,2397989414,2397989414,2397989414,1821520036,2936341548,2936341548,2936341548,2936341548,2936341548,3741396073,3741396073,3741396073,3741396073,
    3741396073,2631069653,2631069653,2631069653,2631069653,2631069653,3250787730,3250787730,3250787730,3250787730,3250787730,828176329,828176329,828176329,828176329,828176329,2039874406,2039874406,2039874406,2039874406,
    2039874406,656811067,656811067,656811067,656811067,656811067,3049138534,3049138534,3049138534,3049138534,3049138534,3442856453,3442856453,3442856453,3442856453,3442856453,592447155,2400023988,2400023988,2400023988,
    2400023988,2400023988,3687655302,3687655302,3687655302,3687655302,3687655302,1886905362,1886905362,1886905362,1886905362,1886905362,1534883478,1534883478,1534883478,1534883478,1534883478,4247965570,4247965570,4247965570,
    4247965570,4247965570,3916178395,3916178395,3916178395,3916178395,3916178395,922503390,922503390,1684737874,1684737874,1684737874,1684737874,1684737874,3782511739,3782511739,3782511739,3782511739,3782511739,3585237678,
    3585237678,3585237678,3585237678,3585237678,1548862746,1548862746,2571288017,2571288017,2527999473,2527999473,2527999473,2527999473,2527999473,925821920,3633719934,3308681997,3308681997,3308681997,1313027782,2227452678,
    2227452678,2227452678,2227452678,2227452678,872826557,872826557,872826557,872826557,872826557,2589034247,2589034247,2589034247,2589034247,2589034247,2722501634,2722501634,2722501634,2722501634,2722501634,13488692,
    1130324953,929954570,929954570,929954570,4127723432,4127723432,4127723432,4127723432,4127723432,654090764,654090764,654090764,654090764,654090764,3265177664,1463017504,2834272125,3459354889,3459354889,3459354889,
    3459354889,1838967137,1838967137,1838967137,1838967137,1838967137,977725070,977725070,977725070,977725070,3271735334,3271735334,3271735334,3271735334,3271735334,250670673,250670673,250670673,250670673,250670673,
    3147122432,3147122432,3147122432,582459811,582459811,582459811,582459811,2358196676,2358196676,2358196676,279433743,3549118767,391201700,1267241667,1885333126,1435598471,2082429449,2082429449,2082429449,2082429449,
    2082429449,408726547,2998036264,3666864863,3666864863,3666864863,3666864863,2998036264,2998036264,1076889980,1076889980,1076889980,3542691829,757425469,2909772812,501124347,4091974389,4091974389,1833863638,1833863638,
    3734864522,3734864522,922463924,922463924,3405562633,3405562633,3607782031,3607782031,2011537979,2011537979,1785365925,1785365925,1613996060,1613996060,1040703828,1040703828,886077365,886077365,626684927,626684927,
    2521785163,2521785163,366421122,2934634325,2934634325,653583722,653583722,3638278571,3638278571,83180710,83180710,2808729002,2808729002,761332952,761332952,2821200520,2821200520,366421122,1972067939,1972067939,
    2625902157,2625902157,3135262603,3135262603,1741162269,1741162269,317874639,317874639,2447729427,2447729427,1028078239,1028078239,482915514,482915514,3816579118,3816579118,3113986565,3113986565,1129302897,1129302897,
    362192907,362192907,94371021,94371021,4073012849,4073012849,4017112083,4017112083,4204630244,4204630244,524944964,524944964,2639215928,2300298153,2300298153,3832443373,3832443373,2639215928,2417995840,2417995840,
    3096726129,3096726129,3096726129,3096726129,3096726129,3323030544,3323030544,3323030544,3323030544,3323030544,1360802689,31476754,31476754,31476754,31476754,31476754,172346662,172346662,172346662,172346662,
    172346662,368376858,368376858,368376858,368376858,368376858,3437870151,3437870151,3437870151,3437870151,3437870151,3437870151,3458656780,3458656780,3458656780,3458656780,3458656780,1748266636,1748266636,1748266636,
    1748266636,1748266636,2763968780,2763968780,2763968780,2763968780,2763968780,2586727001,2586727001,2586727001,2586727001,2586727001,2586727001,1360802689,181367898,181367898,181367898,181367898,181367898,1465293848,
    1465293848,1465293848,1465293848,1465293848,2869429556,2869429556,2869429556,2869429556,2869429556,2869429556,1360802689,2221154813,2221154813,2221154813,3409010783,3393015759,3393015759,3393015759,3393015759,3393015759,
    3985742495,3985742495,3985742495,3985742495,3985742495,3512870122,3512870122,3512870122,3512870122,3512870122,2522503445,2522503445,2522503445,2522503445,2522503445,2522503445,2561583037,2561583037,2561583037,2561583037,
    2561583037,3159866763,3159866763,3159866763,3159866763,3159866763,3159866763,184614182,184614182,184614182,184614182,184614182,608002532,608002532,608002532,608002532,608002532,2400699179,2400699179,2400699179,
    2400699179,2400699179,1429116571,1429116571,1429116571,1429116571,1429116571,1360802689,4206887941,4206887941,4206887941,4206887941,4206887941,1062478362,1062478362,1062478362,1062478362,1062478362,2515532198,2515532198,
    2515532198,2515532198,2515532198,1604306715,1604306715,1604306715,1604306715,1604306715,3736126282,3736126282,3736126282,3736126282,3736126282,1360802689,1374292908,1374292908,1374292908,1374292908,1374292908,2557225168,
    2557225168,2557225168,2557225168,2557225168,2557225168,2342164131,2342164131,2342164131,2342164131,2342164131,2342164131,979590188,766575376,633571492,2305701868,1511773769,2363390901,4052335066,2016464789,3004816353,
    259995449,1905979690,779732347,1166558545,1166558545,1166558545,1166558545,1166558545,3077718768,3077718768,1180348240,1180348240,1180348240,1180348240,1180348240,888945238,888945238,888945238,888945238,888945238,
    589696886,589696886,589696886,589696886,589696886,782087317,782087317,782087317,782087317,782087317,4137312985,2933330550,2933330550,2933330550,2933330550,2933330550,1532401753,1532401753,1532401753,1532401753,
    1532401753,1094761504,1094761504,1094761504,1094761504,1094761504,4277986312,4277986312,4277986312,4277986312,4277986312,581404916,581404916,581404916,1267112689,1267112689,1267112689,1267112689,1267112689,2845268690,
    2845268690,2845268690,2845268690,2845268690,2052226958,2052226958,2052226958,2052226958,2052226958,2585117788,2585117788,632163835,632163835,632163835,632163835,632163835,1245219774,1245219774,1245219774,1245219774,
    921412146,921412146,921412146,921412146,921412146,950523729,950523729,950523729,950523729,950523729,2175975863,2175975863,2175975863,2175975863,2175975863,1682572146,2202004563,2202004563,2202004563,2202004563,
    2202004563,97255935,97255935,97255935,97255935,97255935,3866403630,3866403630,3866403630,3866403630,2850107605,2850107605,2850107605,2850107605,2850107605,4202449839,4202449839,4202449839,4202449839,4202449839,
    2598563365,2598563365,2598563365,1449182633,1449182633,1449182633,1449182633,1449182633,1666212874,1666212874,1666212874,1666212874,1666212874,1464577569,1464577569,1464577569,1464577569,1464577569,4051331021,4051331021,
    404656402,404656402,2766186103,2766186103,2766186103,2766186103,2766186103,4285978437,4285978437,4285978437,4285978437,4285978437,4285978437,3912734760,3912734760,3912734760,3912734760,3912734760,2066004099,2066004099,
    2066004099,2066004099,2066004099,2833024351,2169042050,2169042050,2169042050,2169042050,2169042050,955384422,955384422,955384422,955384422,955384422,1631135144,1631135144,1631135144,1631135144,1002442597,1002442597,
    1002442597,1002442597,1002442597,925449220,2654069547,2654069547,2654069547,2654069547,2654069547,1857648495,1857648495,1857648495,1857648495,1857648495,81580714,81580714,81580714,81580714,81580714,3554836831,
    456618285,456618285,456618285,456618285,555939980,555939980,555939980,555939980,2227513948,2227513948,2227513948,2227513948,2227513948,564867980,564867980,564867980,564867980,564867980,1899243229,1899243229,
    1899243229,1899243229,1899243229,3535226031,3535226031,3535226031,3535226031,795918954,795918954,795918954,795918954,795918954,277823403,277823403,277823403,277823403,277823403,1522762823,1522762823,1522762823,
    1522762823,2892239392,2892239392,2892239392,2892239392,3965920193,3965920193,3965920193,3965920193,3965920193,1065535772,1065535772,1065535772,1065535772,1065535772,3906609159,3906609159,3906609159,3906609159,1974340090,
    1974340090,1974340090,1974340090,1974340090,2694190945,2694190945,2694190945,2694190945,2694190945,1085873178,1085873178,1085873178,1085873178,1085873178,1629108723,1629108723,1629108723,1629108723,1629108723,2062521209,
    2062521209,2062521209,2062521209,2626051658,2626051658,2626051658,2626051658,2626051658,2145852565,2145852565,2145852565,2145852565,2145852565,3577975911,3577975911,3577975911,3577975911,3856988762,3856988762,3856988762,
    3856988762,3856988762,707314278,803669149,803669149,803669149,3918440279,803669149,2582944645,2582944645,2582944645,2582944645,667420100,667420100,667420100,667420100,667420100,687836686,687836686,687836686,
    2762086491,4026942486,4026942486,3069664823,3069664823,3069664823,3069664823,3641446310,3641446310,1330182419,1330182419,1330182419,248503384,248503384,248503384,248503384,4243539886,4243539886,4243539886,2474811494,
    1682072018,1682072018,1682072018,1552481008,1552481008,1552481008,1552481008,2840295765,2168418020,2168418020,2168418020,2168418020,150176188,150176188,150176188,150176188,2539650366,2539650366,2539650366,2539650366,
    3810832726,3810832726,3810832726,3810832726,2983821139,2983821139,2983821139,4288063541,4007509609,4007509609,4007509609,4007509609,4007509609,3867791125,3867791125,3867791125,3867791125,3867791125,2507606319,2507606319,
    2507606319,2507606319,2507606319,2283978549,2283978549,2283978549,2283978549,2283978549,4181185422,4181185422,4181185422,4181185422,4181185422,524355505,1203997480,1203997480,1203997480,1203997480,1203997480,2002471759,
    2002471759,2002471759,2002471759,2002471759,1627407815,1627407815,1627407815,1627407815,1627407815,2780000819,2780000819,2780000819,2780000819,2780000819,188550820,188550820,188550820,188550820,188550820,2019852445,
    2019852445,2019852445,2019852445,2019852445,4257619739,4257619739,4257619739,4257619739,4257619739,1195837519,1195837519,1195837519,1195837519,1195837519,2703490634,2703490634,2703490634,2703490634,2703490634,423722338,
    423722338,423722338,423722338,423722338,3457429761,3457429761,3457429761,3457429761,3457429761,636042298,636042298,636042298,636042298,636042298,1788894200,1788894200,1788894200,1788894200,1788894200,1240415980,
    859604216,859604216,859604216,859604216,859604216,1013381717,1013381717,1013381717,1013381717,1013381717,3318810740,3318810740,3318810740,3318810740,3318810740,3950638993,3950638993,3950638993,3950638993,3950638993,
    2557267905,2557267905,2557267905,2557267905,2557267905,3471636713,3471636713,3471636713,3471636713,3471636713,2493632682,2493632682,2493632682,2493632682,2493632682,1820973175,2738249307,3078719619,4055425087,4055425087,
    2515724560,3498350285,3498350285,1601751410,844092445,2182329736,3100958478,2588477603,2318516137,2318516137,2318516137,3902341967,2589057368,1649927145,436395463,3146937535,2324190577,3959642012,792060537,2607202101,
    631496962,631496962,1828178986,1828178986,1759978527,1759978527,3678952468,2563987285,2563987285,2563987285,2563987285,2563987285,601807503,601807503,326374850,326374850,926934511,3319754043,1580882469,3407222136,
    2185496209,4255031967,666244846,1016783252,1016783252,3860441627,3860441627,2462226796,2462226796,172638140,390285807,390285807,2256215200,3911031669,1040291103,1040291103,1040291103,776073642,776073642,1227807355,
    1227807355,1227807355,1227807355,1227807355,3755898469,3755898469,3755898469,3755898469,3755898469,802519315,802519315,802519315,802519315,802519315,3898949187,3898949187,3898949187,3898949187,3898949187,4267866144,
    4267866144,4267866144,4267866144,4267866144,3336022731,3336022731,3336022731,3336022731,3336022731,3715675442,3715675442,3715675442,3715675442,3715675442,884491988,674233604,3094833241,1290444818,2073780717,3285116428,
    1134775148,3065058658,4221448240,2366830709,2366830709,4262192753,2826351655,2826351655,686590807,3308206858,3308206858,3308206858,2566043070,4121020150,4121020150,1932786066,1932786066,1932786066,506570694,1515098047,
    3606312513,3606312513,3067054551,3067054551,3067054551,2807016405,881539137,881539137,881539137,881539137,881539137,3825912027,3825912027,3825912027,3825912027,3825912027,3000370616,3000370616,3000370616,3000370616,
    3000370616,3549681500,3549681500,3549681500,3549681500,3549681500,3683825877,3683825877,3683825877,3683825877,3683825877,3788362534,3788362534,3788362534,3788362534,3788362534,1886838254,1886838254,1886838254,1886838254,
    1886838254,549917616,549917616,549917616,549917616,549917616,3425424146,3425424146,3425424146,3425424146,3425424146,1789751983,1789751983,1789751983,1789751983,1789751983,4177533648,4177533648,4177533648,4177533648,
    4177533648,4290510702,4290510702,4290510702,4290510702,4290510702,3960708387,3960708387,3960708387,3960708387,3960708387,3389573842,3389573842,3389573842,3389573842,3389573842,393036419,393036419,393036419,393036419,
    393036419,363435169,363435169,363435169,363435169,363435169,757702303,757702303,757702303,757702303,757702303,1919224887,3258402013,3258402013,3258402013,3258402013,3258402013,2312946397,2312946397,2312946397,
    2312946397,2312946397,688635298,688635298,688635298,688635298,688635298,3385548131,3385548131,3385548131,3385548131,3385548131,4234177493,4234177493,4234177493,4234177493,4234177493,2275285991,2275285991,2275285991,
    258272679,2275285991,2275285991,214688103,214688103,214688103,214688103,214688103,483157347,4093696488,4093696488,4093696488,2491932535,1492825037,1846853679,3066700207,3435607626,2061649267,2036400634,1967784826,
    2034744386,1639342845,1210991220,4206697498,2964620902,468379746,2134053082,1173470145,3697314744,3138662239,3863318023,2490617755,3520612822,2743060394,887811991,3851369712,3851369712,3851369712,3851369712,1941298942,
    1941298942,1941298942,1941298942,58153613,58153613,58153613,3519436004,3519436004,3519436004,3519436004,3715682524,3715682524,3715682524,3715682524,833113993,1757166123,1757166123,4050232084,4050232084,4050232084,
    4050232084,2386407810,2386407810,2386407810,2386407810,551200453,551200453,551200453,551200453,2889516167,2889516167,2889516167,2889516167,1999795786,1999795786,1999795786,1999795786,1867251730,1867251730,1867251730,
    1867251730,1689707431,1689707431,1689707431,1689707431,534855536,1666943559,1666943559,1666943559,1666943559,2156137646,3756137777,72958610,2169258612,2462383097,2401378794,2395802478,1790844549,609217763,3914464547,
    309347436,
];

/// One more than the place of each scope's operation in `Operation::EVERY`, or zero.
#[rustfmt::skip]
pub(super) static OPERATIONS: &[u8] = &[
    2,1,1,3,5,2,4,3,5,3,5,2,4,2,3,5,2,4,4,1,
    3,5,2,4,1,3,5,2,4,3,5,2,4,3,5,2,4,1,3,5,
    2,4,6,2,2,1,3,5,2,4,6,7,3,5,2,4,3,5,2,4,
    3,5,2,4,7,3,2,3,5,2,4,3,2,1,3,5,2,4,1,2,
    1,3,5,3,5,2,4,2,4,6,1,3,5,2,4,6,1,3,5,2,
    4,6,3,5,2,4,0,0,1,1,1,4,1,1,1,1,2,2,1,3,
    2,2,1,1,1,1,1,2,1,1,1,1,3,5,2,4,3,5,2,4,
    3,5,2,4,3,5,4,1,3,5,2,1,3,5,2,4,4,3,5,2,
    4,3,5,2,4,3,5,2,4,3,2,2,4,1,3,5,2,4,1,2,
    1,2,4,2,1,3,5,2,3,5,2,4,4,3,2,4,1,1,3,5,
    2,4,1,3,5,2,4,1,1,3,5,2,4,1,3,5,2,4,1,3,
    5,2,4,1,3,5,2,4,2,3,1,3,5,2,4,3,5,2,4,1,
    3,5,2,4,2,3,5,2,4,1,3,5,2,4,3,5,2,4,3,5,
    2,4,3,5,2,4,3,5,2,4,3,5,2,4,3,1,3,2,1,3,
    5,2,4,1,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,6,
    1,3,2,6,1,1,2,1,2,1,2,1,2,1,2,1,2,1,2,1,
    3,5,2,4,6,1,3,5,2,6,3,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,1,3,5,
    2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,
    2,4,1,3,5,2,4,1,5,1,3,5,2,4,1,3,5,2,4,1,
    3,5,2,4,1,2,1,2,1,3,5,2,4,4,2,1,3,2,1,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,2,
    2,3,5,2,1,3,5,2,4,1,3,5,2,4,2,2,2,3,5,2,
    4,1,3,5,2,4,3,5,2,4,1,3,5,2,4,1,3,5,2,4,
    3,5,4,1,3,2,4,3,5,4,1,2,2,3,2,2,1,3,5,2,
    4,2,1,1,3,2,4,3,2,1,3,2,7,2,3,2,3,2,3,2,
    3,2,3,2,3,2,5,2,5,2,5,2,5,2,5,2,5,2,5,2,
    5,2,5,5,2,5,2,5,2,5,2,5,2,5,2,5,2,2,5,2,
    5,2,5,2,5,2,5,2,2,4,2,4,2,4,2,4,2,4,2,4,
    2,4,2,4,2,4,2,4,2,4,2,4,2,2,4,2,4,4,2,4,
    1,3,5,2,4,1,3,5,2,4,1,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,6,1,3,5,2,4,1,3,5,
    2,4,1,3,5,2,4,1,3,5,2,4,6,3,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,6,5,1,3,2,2,1,3,5,2,4,
    1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,6,1,3,5,2,
    4,1,3,5,2,4,6,1,3,5,2,4,1,3,5,2,4,1,3,5,
    2,4,1,3,5,2,4,2,1,3,5,2,4,1,3,5,2,4,1,3,
    5,2,4,1,3,5,2,4,1,3,5,2,4,4,1,3,5,2,4,1,
    3,5,2,4,6,1,3,5,2,4,6,3,3,3,3,3,3,3,3,3,
    3,3,1,1,3,5,2,4,3,2,1,3,5,2,4,1,3,5,2,4,
    1,3,5,2,4,1,3,5,2,4,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,2,4,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,2,4,1,3,5,2,4,3,5,2,4,
    1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,3,1,3,5,2,
    4,1,3,5,2,4,1,3,2,4,1,3,5,2,4,1,3,5,2,4,
    5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,2,
    3,2,1,3,5,2,4,1,3,5,2,4,6,1,3,5,2,4,1,3,
    5,2,4,2,1,3,5,2,4,1,5,2,4,6,1,3,2,4,1,3,
    5,2,4,1,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,
    3,5,2,4,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,
    5,2,4,3,5,2,4,1,3,5,2,4,1,3,5,2,4,3,5,2,
    4,3,5,2,4,1,3,5,2,4,1,3,5,2,4,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,3,
    5,2,4,1,3,5,2,4,1,3,5,2,4,3,5,2,4,1,3,5,
    2,4,1,3,5,2,3,4,3,5,2,4,1,3,5,2,4,0,1,2,
    3,3,5,3,5,2,4,2,4,3,2,4,3,5,2,4,3,2,4,1,
    3,2,4,3,5,2,4,3,3,5,2,4,3,5,2,4,3,5,2,4,
    3,5,2,4,1,3,2,1,1,3,5,2,4,1,3,5,2,4,1,3,
    5,2,4,1,3,5,2,4,1,3,5,2,4,1,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,
    1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,
    1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,2,1,2,3,2,
    1,3,2,1,1,1,2,1,3,5,4,2,1,2,1,1,1,1,1,2,
    1,2,1,2,1,2,1,1,3,5,2,4,1,2,1,3,2,1,1,1,
    1,1,1,1,2,1,2,1,2,1,3,2,1,2,1,3,2,1,3,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,
    3,5,2,4,1,3,5,2,4,1,3,5,2,4,2,1,1,1,1,1,
    1,1,1,1,2,1,1,2,2,1,3,2,1,1,2,1,2,4,1,1,
    1,2,1,3,2,1,1,3,5,2,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,
    4,1,3,5,2,4,1,3,5,2,4,1,1,3,5,2,4,1,3,5,
    2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,2,4,1,3,5,
    2,2,4,1,3,5,2,4,2,1,2,4,2,1,2,1,2,1,2,1,
    1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,3,5,2,4,3,
    5,2,4,3,5,2,3,5,2,4,3,5,2,4,1,3,2,3,5,2,
    4,3,5,2,4,3,5,2,4,3,5,2,4,3,5,2,4,3,5,2,
    4,3,5,2,4,2,3,5,2,4,2,1,1,1,1,1,1,1,1,1,
    1,
];

/// For each scope the places of the others that it covers.
#[cfg(feature = "alloc")]
#[rustfmt::skip]
pub(super) static OTHERS: crate::table::Lists = crate::table::Lists { places: &[
    7,8,13,18,20,21,22,23,25,26,27,28,38,39,40,41,42,46,47,48,
    49,50,74,75,76,77,79,81,82,87,88,89,91,92,93,94,95,97,98,99,
    100,101,148,149,150,156,152,153,154,155,174,175,176,177,181,182,185,186,187,192,
    198,199,200,201,203,204,205,206,209,210,211,212,214,215,216,217,219,220,221,222,
    224,225,226,227,231,232,233,234,240,241,242,243,250,251,252,253,276,277,279,280,
    281,282,285,286,287,288,290,291,292,293,295,296,297,298,299,301,302,303,306,308,
    310,312,314,316,318,320,321,322,323,324,326,327,328,329,332,333,334,335,337,338,
    339,340,342,343,344,345,347,348,349,350,352,353,354,355,357,358,359,360,362,363,
    364,365,367,368,369,370,372,373,374,375,378,379,380,381,383,384,385,386,388,389,
    390,391,393,394,395,396,398,399,400,401,403,404,405,406,408,410,411,412,413,415,
    416,417,418,420,421,422,423,425,427,429,430,431,432,436,437,440,441,442,443,445,
    446,447,448,450,451,452,453,455,456,457,458,465,466,467,468,470,471,472,473,482,
    483,484,485,491,492,493,494,496,497,498,499,504,505,506,517,518,519,520,527,528,
    524,525,526,530,531,546,548,550,552,554,556,558,560,563,565,567,569,571,573,575,
    578,580,582,584,586,547,549,551,553,555,557,559,561,564,566,568,570,572,574,576,
    579,581,583,585,587,588,590,592,594,596,598,600,602,604,606,608,610,613,615,618,
    589,591,593,595,597,599,601,603,605,607,609,611,614,616,619,621,622,623,624,626,
    627,628,629,620,621,622,623,624,625,626,627,628,629,646,647,648,649,650,651,652,
    653,654,655,656,657,658,659,660,661,662,663,664,665,666,667,668,669,670,671,672,
    673,674,675,676,677,678,684,685,686,687,688,689,690,695,696,697,698,699,700,701,
    702,703,704,705,706,707,708,709,710,711,712,713,714,715,721,722,723,724,725,726,
    727,728,729,730,731,732,733,734,735,736,737,738,739,740,741,742,743,744,745,746,
    747,748,749,750,751,752,763,764,765,766,767,768,769,770,771,772,773,774,775,776,
    777,778,632,633,634,635,637,638,639,640,642,643,644,645,647,648,649,650,651,647,
    650,653,654,655,656,658,659,660,661,663,664,665,666,668,669,670,671,672,668,671,
    621,626,647,653,658,663,668,675,685,696,701,706,711,722,728,733,738,743,749,764,
    769,775,675,676,677,678,680,681,682,683,685,686,687,688,689,685,688,622,627,648,
    654,659,664,669,676,686,697,702,707,712,723,729,734,739,744,750,765,770,776,692,
    693,696,697,698,699,701,702,703,704,706,707,708,709,711,712,713,714,715,711,714,
    717,718,719,720,722,723,724,725,726,722,725,728,729,730,731,733,734,735,736,738,
    739,740,741,743,744,745,746,623,628,649,655,660,665,670,677,687,698,703,708,713,
    724,730,735,740,745,751,766,771,777,749,750,751,752,754,755,756,757,759,760,761,
    762,764,765,766,767,769,770,771,772,624,629,650,656,661,666,671,678,688,699,704,
    709,714,725,731,736,741,746,752,767,772,778,775,776,777,778,780,781,782,783,784,
    780,783,786,787,788,789,790,786,789,791,793,794,795,796,797,798,799,800,801,803,
    804,805,806,807,808,809,810,811,812,813,814,815,816,817,818,819,820,821,822,823,
    824,825,826,827,828,829,830,831,832,833,834,835,836,837,838,839,840,841,842,843,
    844,845,846,847,848,849,850,851,852,853,854,855,856,857,858,859,860,861,862,863,
    864,865,866,867,868,869,870,871,872,873,874,875,876,877,878,879,880,881,882,883,
    884,885,886,887,888,889,890,891,892,893,894,895,896,897,898,899,900,901,902,903,
    904,905,906,907,908,909,910,911,912,913,914,915,916,917,918,919,920,921,922,923,
    924,925,926,927,928,929,930,931,932,933,934,935,936,937,938,939,940,941,942,943,
    944,945,946,947,948,949,950,951,952,953,954,955,956,957,958,959,960,961,962,963,
    964,965,966,967,968,969,970,971,972,973,974,975,976,977,978,979,980,981,982,983,
    984,985,986,987,988,989,990,991,992,993,804,805,806,807,811,812,813,814,816,817,
    818,819,821,822,823,824,826,827,828,829,832,833,834,835,837,838,839,840,842,843,
    844,845,847,848,849,850,852,853,855,856,857,858,860,861,862,863,865,866,867,868,
    872,873,874,875,881,882,883,884,886,887,888,889,891,892,893,894,897,898,899,900,
    902,903,904,905,907,908,909,911,912,913,914,916,917,918,919,924,925,926,927,929,
    930,931,932,934,935,936,937,939,943,944,945,946,948,949,950,951,952,948,951,954,
    955,956,957,959,960,961,962,965,966,967,968,970,971,972,973,972,975,976,977,979,
    980,981,982,985,986,987,988,990,991,992,993,995,996,997,998,994,995,996,997,998,
    1000,1001,1002,1003,1004,1005,1006,1007,1008,1009,1010,1011,1012,1013,1014,1015,1016,1017,1018,1019,
    1020,1021,1022,1023,1024,1025,1026,1027,1028,1029,1030,1031,1032,1033,1034,1035,1036,1037,1038,1039,
    1040,1041,1042,1043,1044,1045,1046,1047,1048,1049,1050,1051,1052,1053,1054,1055,1056,1057,1058,1059,
    1060,1061,1062,1063,1064,1065,1066,1067,1068,1069,1070,1071,1072,1073,1074,1075,1076,1077,1078,1079,
    1080,1081,1082,1083,1084,1085,1086,1087,1088,1089,1090,1091,1092,1093,1094,1095,1096,1097,1098,1099,
    1100,1101,1009,1010,1011,1012,1014,1015,1016,1017,1019,1020,1021,1022,1028,1029,1030,1031,1033,1034,
    1035,1036,1046,1047,1048,1049,1051,1052,1053,1054,1060,1061,1062,1063,1065,1066,1067,1068,1070,1071,
    1072,1073,1075,1076,1077,1078,1084,1085,1086,1087,1089,1090,1091,1092,1098,1099,1100,1101,1113,1114,
    1115,1116,1119,1165,1166,1169,1170,1171,1172,1174,1175,1176,1177,1179,1180,1181,1182,1184,1185,1186,
    1187,1189,1190,1191,1192,1195,1196,1197,1198,1200,1201,1202,1203,1205,1206,1207,1208,1210,1211,1212,
    1213,1215,1216,1217,1218,1220,1221,1222,1223,1225,1226,1227,1228,1230,1231,1232,1233,1235,1236,1237,
    1238,1240,1241,1242,1243,1245,1246,1247,1248,1250,1251,1252,1253,1255,1256,1257,1258,1261,1262,1263,
    1264,1266,1267,1268,1269,1271,1272,1273,1274,1276,1277,1278,1279,1281,1282,1283,1284,1286,1287,1288,
    1289,1291,1292,1293,1294,1321,1323,1325,1328,1329,1330,1331,1333,1335,1344,1346,1348,1355,1356,1358,
    1360,1361,1362,1363,1365,1366,1367,1368,1370,1371,1372,1373,1375,1376,1377,1378,1380,1381,1382,1383,
    1385,1386,1387,1388,1390,1391,1392,1393,1404,1407,1410,1411,1414,1416,1417,1421,1423,1424,1427,1428,
    1429,1430,1432,1433,1434,1435,1437,1438,1439,1440,1442,1443,1444,1445,1447,1448,1449,1450,1452,1453,
    1454,1455,1457,1458,1459,1460,1462,1463,1464,1465,1467,1468,1469,1470,1472,1473,1474,1475,1477,1478,
    1479,1480,1482,1483,1484,1485,1487,1488,1489,1490,1492,1493,1494,1495,1497,1498,1499,1500,1502,1503,
    1504,1505,1507,1508,1509,1510,1513,1514,1515,1516,1518,1519,1520,1521,1523,1524,1525,1526,1528,1529,
    1530,1531,1533,1534,1535,1536,1538,1539,1541,1542,1544,1545,1546,1547,1550,1551,
], starts: &[
    0,0,0,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,
    8,8,8,8,8,12,12,12,12,12,12,12,12,12,12,12,12,12,17,17,
    17,17,17,17,17,17,22,22,22,22,22,22,22,22,22,22,22,22,22,22,
    22,22,22,22,22,22,22,22,22,22,22,22,22,22,26,26,26,26,26,27,
    27,32,32,32,32,32,32,32,32,32,32,37,37,37,37,37,37,42,42,42,
    42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,
    42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,42,
    42,42,42,42,42,42,42,42,46,46,46,46,50,50,50,50,50,50,50,50,
    50,50,50,50,50,50,50,50,50,50,50,50,50,50,54,54,54,54,54,54,
    54,56,56,56,56,60,60,60,60,60,60,60,60,60,60,60,60,60,64,64,
    64,64,64,68,68,68,68,68,68,72,72,72,72,72,76,76,76,76,76,80,
    80,80,80,80,84,84,84,84,84,84,84,88,88,88,88,88,88,88,88,88,
    92,92,92,92,92,92,92,92,92,92,96,96,96,96,96,96,96,96,96,96,
    96,96,96,96,96,96,96,96,96,96,96,96,96,96,96,96,98,98,98,102,
    102,102,102,102,102,106,106,106,106,106,110,110,110,110,110,115,115,115,115,115,
    115,118,118,118,118,118,119,119,120,120,121,121,122,122,123,123,124,124,125,125,
    130,130,130,130,130,130,134,134,134,134,134,134,138,138,138,138,138,142,142,142,
    142,142,146,146,146,146,146,150,150,150,150,150,154,154,154,154,154,158,158,158,
    158,158,162,162,162,162,162,166,166,166,166,166,170,170,170,170,170,170,174,174,
    174,174,174,178,178,178,178,178,182,182,182,182,182,186,186,186,186,186,190,190,
    190,190,190,194,194,194,194,194,195,195,199,199,199,199,199,203,203,203,203,203,
    207,207,207,207,207,208,208,209,209,213,213,213,213,213,213,213,215,215,215,215,
    219,219,219,219,219,223,223,223,223,223,227,227,227,227,227,231,231,231,231,231,
    231,231,231,231,231,235,235,235,235,235,239,239,239,239,239,239,239,239,239,239,
    239,239,243,243,243,243,243,243,243,243,243,247,247,247,247,247,251,251,251,251,
    251,251,251,251,254,254,254,254,254,254,254,254,254,254,254,254,254,258,258,258,
    258,258,258,260,263,263,263,263,263,263,265,265,265,265,265,265,265,265,265,265,
    265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,265,
    265,265,265,285,285,285,285,285,285,285,285,285,285,285,285,285,285,285,305,305,
    305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,305,
    305,305,305,305,305,305,305,305,305,305,305,305,305,320,320,320,320,320,335,335,
    335,339,339,339,339,339,343,343,343,343,343,462,466,466,466,466,466,470,470,470,
    470,470,474,474,474,474,474,479,479,479,479,479,481,485,485,485,485,485,489,489,
    489,489,489,493,493,493,493,493,498,498,498,498,498,500,522,526,526,526,526,526,
    530,530,530,530,530,535,535,535,535,535,537,559,561,561,561,561,565,565,565,565,
    565,569,569,569,569,569,573,573,573,573,573,578,578,578,578,578,580,584,584,584,
    584,584,589,589,589,589,589,591,595,595,595,595,595,599,599,599,599,599,603,603,
    603,603,603,607,607,607,607,607,629,633,633,633,633,633,637,637,637,637,637,641,
    641,641,641,641,645,645,645,645,645,649,649,649,649,649,671,675,675,675,675,675,
    680,680,680,680,680,682,687,687,687,687,687,689,689,699,699,699,699,699,699,699,
    699,699,699,890,894,894,894,894,894,894,894,898,898,898,898,898,902,902,902,902,
    902,906,906,906,906,906,910,910,910,910,910,910,914,914,914,914,914,918,918,918,
    918,918,922,922,922,922,922,926,926,926,926,926,928,928,928,932,932,932,932,932,
    936,936,936,936,936,940,940,940,940,940,940,940,944,944,944,944,944,944,944,944,
    944,948,948,948,948,948,952,952,952,952,952,956,956,956,956,956,956,960,960,960,
    960,960,964,964,964,964,964,967,967,967,967,971,971,971,971,971,975,975,975,975,
    975,975,975,975,979,979,979,979,979,983,983,983,983,983,987,987,987,987,987,988,
    988,988,988,992,992,992,992,992,997,997,997,997,997,999,1003,1003,1003,1003,1003,1007,
    1007,1007,1007,1007,1007,1011,1011,1011,1011,1011,1015,1015,1015,1015,1016,1019,1019,1019,1019,1023,
    1023,1023,1023,1023,1023,1027,1027,1027,1027,1027,1031,1031,1031,1031,1031,1035,1035,1035,1035,1035,
    1142,1142,1142,1142,1142,1142,1142,1142,1142,1146,1146,1146,1146,1146,1150,1150,1150,1150,1150,1154,
    1154,1154,1154,1154,1154,1154,1154,1154,1158,1158,1158,1158,1158,1162,1162,1162,1162,1162,1162,1162,
    1162,1162,1162,1162,1162,1162,1166,1166,1166,1166,1166,1170,1170,1170,1170,1170,1170,1170,1170,1170,
    1174,1174,1174,1174,1174,1178,1178,1178,1178,1178,1182,1182,1182,1182,1182,1186,1186,1186,1186,1186,
    1186,1186,1186,1186,1190,1190,1190,1190,1190,1194,1194,1194,1194,1194,1194,1194,1194,1194,1198,1198,
    1198,1198,1198,1198,1198,1198,1198,1198,1198,1198,1198,1198,1198,1202,1202,1202,1202,1202,1202,1203,
    1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,
    1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,1203,
    1203,1203,1203,1203,1203,1205,1205,1205,1205,1209,1209,1209,1209,1209,1213,1213,1213,1213,1213,1217,
    1217,1217,1217,1217,1221,1221,1221,1221,1221,1225,1225,1225,1225,1225,1225,1229,1229,1229,1229,1229,
    1233,1233,1233,1233,1233,1237,1237,1237,1237,1237,1241,1241,1241,1241,1241,1245,1245,1245,1245,1245,
    1249,1249,1249,1249,1249,1253,1253,1253,1253,1253,1257,1257,1257,1257,1257,1261,1261,1261,1261,1261,
    1265,1265,1265,1265,1265,1269,1269,1269,1269,1269,1273,1273,1273,1273,1273,1277,1277,1277,1277,1277,
    1277,1281,1281,1281,1281,1281,1285,1285,1285,1285,1285,1289,1289,1289,1289,1289,1293,1293,1293,1293,
    1293,1297,1297,1297,1297,1297,1301,1301,1301,1301,1301,1305,1305,1305,1305,1305,1305,1305,1305,1305,
    1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,1305,
    1305,1306,1306,1307,1307,1308,1308,1308,1312,1312,1312,1312,1312,1313,1313,1314,1314,1314,1314,1314,
    1314,1314,1314,1314,1315,1315,1316,1316,1317,1317,1317,1317,1317,1317,1317,1319,1319,1319,1320,1320,
    1324,1324,1324,1324,1324,1328,1328,1328,1328,1328,1332,1332,1332,1332,1332,1336,1336,1336,1336,1336,
    1340,1340,1340,1340,1340,1344,1344,1344,1344,1344,1348,1348,1348,1348,1348,1348,1348,1348,1348,1348,
    1348,1348,1348,1348,1349,1349,1349,1350,1350,1350,1352,1352,1352,1352,1353,1353,1355,1355,1355,1355,
    1355,1356,1356,1358,1358,1358,1358,1362,1362,1362,1362,1362,1366,1366,1366,1366,1366,1370,1370,1370,
    1370,1370,1374,1374,1374,1374,1374,1378,1378,1378,1378,1378,1382,1382,1382,1382,1382,1386,1386,1386,
    1386,1386,1390,1390,1390,1390,1390,1394,1394,1394,1394,1394,1398,1398,1398,1398,1398,1402,1402,1402,
    1402,1402,1406,1406,1406,1406,1406,1410,1410,1410,1410,1410,1414,1414,1414,1414,1414,1418,1418,1418,
    1418,1418,1422,1422,1422,1422,1422,1426,1426,1426,1426,1426,1426,1430,1430,1430,1430,1430,1434,1434,
    1434,1434,1434,1438,1438,1438,1438,1438,1442,1442,1442,1442,1442,1446,1446,1446,1446,1446,1450,1450,
    1450,1450,1450,1450,1454,1454,1454,1454,1454,1454,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,
    1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,
    1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,
    1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,
    1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,1456,
    1456,1456,
] };

/// What is named as the source of a scope.
pub(super) static PROVENANCES: &[&str] = &[
    "accounts-docs",
    "analytics-oas code oas-copies omin8tor",
    "analytics-oas oas-copies",
    "analytics-oas oas-copies sbe sparkaiur",
    "analytics-oas oas-copies sparkaiur",
    "arushk1",
    "arushk1 code omin8tor relicwave",
    "arushk1 fetchski nango omin8tor",
    "arushk1 fetchski nango omin8tor sparkaiur",
    "arushk1 nango oas-copies",
    "arushk1 nango oas-copies omin8tor",
    "arushk1 nango omin8tor",
    "arushk1 nango omin8tor sparkaiur",
    "arushk1 oas-copies",
    "arushk1 omin8tor",
    "arushk1 omin8tor sparkaiur",
    "arushk1 sparkaiur",
    "code",
    "code docs-v7",
    "code docs-v7 oas-2025",
    "code docs-v7 oas-2025 oas-json",
    "code docs-v7 oas-2025 oas-json oas-yaml",
    "code docs-v7 oas-2025 oas-json oas-yaml scopes-page",
    "code docs-v7 oas-json oas-yaml",
    "code docs-v7 oas-yaml",
    "code docs-v7 scopes-page",
    "code oas-2025",
    "code oas-json oas-yaml scopes-page",
    "code oas-yaml",
    "code omin8tor",
    "code scopes-page",
    "docs-v4",
    "docs-v4 docs-v7",
    "docs-v4 docs-v7 oas-json",
    "docs-v7",
    "docs-v7 oas-2025",
    "docs-v7 oas-2025 oas-json",
    "docs-v7 oas-2025 oas-json oas-yaml",
    "docs-v7 oas-2025 oas-json oas-yaml scopes-page",
    "docs-v7 oas-json",
    "docs-v7 oas-json oas-yaml",
    "docs-v7 oas-json oas-yaml scopes-page",
    "docs-v7 oas-json scopes-page",
    "fetchski",
    "fetchski nango",
    "fetchski omin8tor",
    "fetchski omin8tor sparkaiur",
    "letstream",
    "nango",
    "nango oas-copies",
    "nango omin8tor",
    "nango omin8tor sparkaiur",
    "nango relicwave",
    "nango sbe",
    "oas-copies",
    "oas-json",
    "oas-json oas-yaml",
    "omin8tor",
    "omin8tor sbe sparkaiur",
    "omin8tor schmorrison",
    "omin8tor service-docs",
    "omin8tor sparkaiur",
    "scopes-page",
    "service-docs",
    "sparkaiur",
];

/// For each scope the place of its provenance.
#[rustfmt::skip]
pub(super) static PROVENANCE: &[u8] = &[
    0,57,13,54,54,54,54,13,13,54,54,54,54,13,54,54,54,54,13,9,
    9,9,9,9,10,10,10,10,10,54,54,54,54,54,54,54,54,10,10,10,
    10,10,10,54,54,49,49,49,49,49,49,54,54,54,54,54,54,54,54,54,
    54,54,54,54,54,54,54,54,54,54,54,54,54,13,13,13,13,13,10,10,
    10,10,10,54,54,54,54,10,10,10,49,49,49,49,49,49,10,10,10,10,
    10,10,54,54,54,54,63,63,57,57,57,57,57,57,57,57,57,57,57,57,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,
    57,57,57,57,57,57,57,61,61,61,61,57,57,57,57,57,61,57,57,57,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,61,57,
    61,61,61,57,57,57,57,57,57,57,57,57,57,57,57,57,61,3,3,3,
    3,3,2,2,2,2,2,1,3,3,3,3,3,2,2,2,2,2,2,2,
    2,2,2,4,4,4,4,4,57,57,57,63,63,63,63,63,63,63,63,57,
    63,63,63,63,57,60,63,63,63,57,63,63,63,63,60,63,63,63,60,63,
    63,63,63,63,60,63,60,63,63,63,60,63,63,63,57,48,48,48,48,48,
    48,48,48,50,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,50,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,59,48,48,48,48,48,53,53,53,53,
    53,52,52,52,52,52,52,52,52,52,52,48,48,48,48,48,53,53,53,53,
    53,48,48,48,48,48,48,48,48,48,48,52,52,52,52,52,6,52,52,52,
    52,52,48,48,48,48,48,52,52,52,52,52,48,48,48,48,48,53,53,53,
    53,53,48,48,48,48,48,48,48,44,44,44,44,44,44,44,44,44,44,48,
    48,48,48,48,43,43,29,17,29,17,17,17,17,43,43,45,45,45,43,46,
    46,46,46,46,46,46,46,46,46,43,43,43,43,43,43,43,43,43,43,43,
    43,43,43,43,46,46,46,46,46,43,43,43,43,43,43,43,43,43,43,43,
    43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,43,
    43,43,43,46,46,46,46,46,46,46,63,17,61,58,61,58,58,58,58,58,
    58,40,22,35,35,35,35,22,22,40,40,40,40,42,17,40,37,37,28,28,
    40,40,26,26,26,26,34,34,34,34,34,34,34,34,34,34,34,34,34,34,
    34,34,40,34,34,34,34,18,18,34,34,34,34,34,34,34,34,40,34,34,
    34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,
    34,34,40,40,34,34,34,34,34,34,34,34,40,34,34,34,34,40,34,34,
    27,27,27,27,27,27,27,27,27,27,38,38,38,38,38,38,25,25,25,25,
    25,30,62,62,62,62,21,21,21,21,21,21,27,27,27,27,27,27,27,27,
    27,27,27,27,27,27,27,22,22,22,22,22,21,38,27,27,27,27,27,30,
    62,62,62,62,22,22,22,22,22,21,38,37,37,37,18,22,22,22,22,22,
    56,56,56,56,56,27,27,27,27,27,22,22,22,22,22,21,40,40,40,40,
    40,22,22,22,22,22,21,27,27,27,27,27,27,27,27,27,27,27,27,27,
    27,27,27,27,27,27,27,38,27,27,27,27,27,30,62,62,62,62,41,41,
    41,41,41,27,27,27,27,27,27,27,27,27,27,38,27,27,27,27,27,37,
    38,38,38,38,37,22,22,22,22,22,21,31,37,31,31,31,31,32,31,31,
    33,32,38,37,37,37,37,37,37,37,56,56,56,56,56,37,37,37,37,37,
    40,40,40,40,40,37,37,37,37,37,56,22,22,62,22,22,30,62,62,62,
    62,30,62,62,62,62,22,22,22,22,22,56,56,56,39,39,39,39,39,37,
    37,37,37,37,22,22,22,22,22,37,37,36,36,36,36,36,55,55,55,55,
    20,20,20,20,20,22,22,22,22,22,30,62,62,62,62,40,21,21,21,21,
    21,38,38,38,38,38,37,37,37,37,38,38,38,38,38,37,37,37,37,37,
    37,37,37,22,62,62,22,22,22,22,22,22,22,24,23,23,23,23,34,34,
    26,26,30,62,62,62,62,22,22,22,22,22,21,38,38,38,38,38,37,37,
    37,37,37,34,37,37,37,37,37,19,19,19,19,19,21,21,21,21,22,22,
    22,22,22,17,21,21,21,21,21,56,56,56,56,56,34,40,40,40,40,34,
    56,56,56,56,56,56,56,56,34,40,40,40,40,34,40,40,40,40,34,40,
    40,40,40,55,55,55,55,34,40,40,40,40,34,40,40,40,40,56,56,56,
    56,55,55,55,55,34,40,40,40,40,23,23,23,23,23,55,55,55,55,34,
    40,40,40,40,34,40,40,40,40,34,40,40,40,40,34,40,40,40,40,55,
    55,55,55,34,40,40,40,40,34,40,40,40,40,56,56,56,56,34,40,40,
    40,40,17,37,37,37,56,37,37,37,37,37,22,22,22,22,22,20,20,20,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,14,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,
    57,57,57,57,37,37,37,63,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,57,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,57,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,57,57,57,57,57,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,51,
    48,48,48,48,51,51,57,51,51,51,51,51,50,50,50,50,57,57,57,57,
    57,57,57,50,50,50,50,64,64,57,57,57,57,57,57,63,63,61,61,8,
    12,12,8,8,11,11,11,11,11,11,11,11,7,11,8,12,12,8,12,8,
    12,12,8,12,12,12,12,12,12,12,12,12,12,12,5,14,5,5,14,14,
    14,57,14,15,15,57,15,15,16,14,14,14,14,15,15,15,15,15,57,14,
    15,15,50,50,50,50,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,48,
    48,48,48,48,48,48,48,50,50,50,50,50,50,50,50,50,50,50,50,50,
    48,50,50,50,50,50,50,50,39,61,61,61,57,57,57,40,63,63,63,63,
    57,57,57,57,57,57,57,57,57,57,57,57,57,57,57,47,47,47,47,47,
    47,47,47,47,47,47,47,47,47,47,47,47,47,47,29,47,47,47,47,47,
    47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,47,
    47,47,47,47,47,47,47,47,47,47,47,57,57,57,57,57,57,57,63,40,
    40,
];

/// The operations of Zoho CRM, sorted by path template: method, template, id and needs.
#[rustfmt::skip]
pub(crate) static ENDPOINTS: Texts = Texts { text: "\
POST /crm/bulk/v8/read createBulkReadJob ZohoCRM.bulk.READ&ZohoCRM.modules.ALL
GET /crm/bulk/v8/read/{job_id} getBulkReadJobDetails ZohoCRM.bulk.READ&ZohoCRM.modules.ALL
GET /crm/bulk/v8/read/{job_id}/result downloadResult ZohoCRM.bulk.READ&ZohoCRM.modules.ALL
POST /crm/bulk/v8/write createBulkWriteJob ZohoCRM.bulk.CREATE
GET /crm/bulk/v8/write/{job_id} getJobDetails ZohoCRM.bulk.CREATE
GET /crm/v8/__apis getAvailableApis ZohoCRM.apis.READ
POST /crm/v8/__composite_requests composite ZohoCRM.composite_requests.CUSTOM
GET /crm/v8/__features getFeatureDetails ZohoCRM.features.READ
GET /crm/v8/__features/{feature} getFeatureSepcificDetails ZohoCRM.features.READ
GET /crm/v8/__zia_org_enrichment getZiaOrgEnrichment ZohoCRM.settings.intelligence.READ
POST /crm/v8/__zia_org_enrichment submitOrgEnrichmentRequest ZohoCRM.settings.intelligence.CREATE
GET /crm/v8/__zia_org_enrichment/{id} getOrgEnrichmentById ZohoCRM.settings.intelligence.READ
DELETE /crm/v8/actions/watch disableNotifications ZohoCRM.notifications.DELETE|ZohoCRM.notifications.ALL
GET /crm/v8/actions/watch getNotifications ZohoCRM.notifications.READ
PATCH /crm/v8/actions/watch updateNotificationInfo ZohoCRM.notifications.UPDATE|ZohoCRM.notifications.ALL
POST /crm/v8/actions/watch createNotifications ZohoCRM.notifications.CREATE|ZohoCRM.notifications.ALL
PUT /crm/v8/actions/watch updateNotificationDetails ZohoCRM.notifications.UPDATE|ZohoCRM.notifications.ALL
DELETE /crm/v8/Appointments__s deleteAppointmentsS ZohoCRM.modules.appointments.DELETE
GET /crm/v8/Appointments__s getAppointmentsS ZohoCRM.modules.appointments.READ
POST /crm/v8/Appointments__s postAppointmentsS ZohoCRM.modules.appointments.CREATE
PUT /crm/v8/Appointments__s putAppointmentsS ZohoCRM.modules.appointments.UPDATE
DELETE /crm/v8/Appointments__s/{appointment_id} deleteId ZohoCRM.modules.appointments.DELETE
GET /crm/v8/Appointments__s/{appointment_id} getAppointmentById ZohoCRM.modules.appointments.READ
PUT /crm/v8/Appointments__s/{appointment_id} updateAppointmentById ZohoCRM.modules.appointments.UPDATE
DELETE /crm/v8/contacts/roles deleteRoles ZohoCRM.modules.contacts.DELETE
GET /crm/v8/contacts/roles getContactRoles ZohoCRM.modules.contacts.READ
POST /crm/v8/contacts/roles createRoles ZohoCRM.modules.contacts.WRITE
PUT /crm/v8/contacts/roles updateRoles ZohoCRM.modules.contacts.UPDATE
DELETE /crm/v8/contacts/roles/{role} deleteRole ZohoCRM.modules.contacts.DELETE
GET /crm/v8/contacts/roles/{role} getRole ZohoCRM.modules.contacts.READ
PUT /crm/v8/contacts/roles/{role} updateRole ZohoCRM.modules.contacts.UPDATE
DELETE /crm/v8/Contacts/{contact_id}/Emails/actions/link_record getRecordActions ZohoCRM.modules.contacts.CREATE&ZohoCRM.modules.emails.CREATE&ZohoCRM.modules.deals.CREATE
POST /crm/v8/Contacts/{contact_id}/Emails/actions/link_record linkEmailsToDeals ZohoCRM.modules.emails.CREATE&ZohoCRM.modules.deals.CREATE&ZohoCRM.modules.contacts.CREATE
DELETE /crm/v8/Contacts/{contact_id}/Emails/{message_id}/actions/link_record getRecordActions2Single ZohoCRM.modules.contacts.CREATE&ZohoCRM.modules.emails.CREATE&ZohoCRM.modules.deals.CREATE
POST /crm/v8/Contacts/{contact_id}/Emails/{message_id}/actions/link_record getRecordActionsSingle ZohoCRM.modules.contacts.CREATE&ZohoCRM.modules.emails.CREATE&ZohoCRM.modules.deals.CREATE
POST /crm/v8/coql executeCOQLQuery ZohoCRM.modules.{module}.READ&ZohoCRM.coql.READ
POST /crm/v8/Events/{event}/actions/cancel cancelMeetings ZohoCRM.modules.events.UPDATE
GET /crm/v8/files getFile ZohoCRM.files.READ
POST /crm/v8/files uploadFiles ZohoCRM.files.CREATE
GET /crm/v8/Leads/actions/mass_convert getJobStatus ZohoCRM.mass_convert.leads.READ
POST /crm/v8/Leads/actions/mass_convert massConvert ZohoCRM.mass_convert.leads.CREATE
GET /crm/v8/Leads/{lead_id}/__conversion_options getLeadConversionOptions ZohoCRM.modules.leads.READ
POST /crm/v8/Leads/{lead_id}/actions/convert convertLead ZohoCRM.modules.leads.CREATE
DELETE /crm/v8/Notes deleteNotesModule ZohoCRM.modules.notes.DELETE
GET /crm/v8/Notes getNotesModule ZohoCRM.modules.notes.READ
POST /crm/v8/Notes createNotesModule ZohoCRM.modules.notes.CREATE
PUT /crm/v8/Notes updateNotesModule ZohoCRM.modules.notes.UPDATE
DELETE /crm/v8/Notes/{id} deleteNoteById ZohoCRM.modules.notes.DELETE
GET /crm/v8/Notes/{id} getNoteById ZohoCRM.modules.notes.READ
PUT /crm/v8/Notes/{id} updateNoteById ZohoCRM.modules.notes.UPDATE
GET /crm/v8/org getOrganization ZohoCRM.org.READ
GET /crm/v8/org/currencies getCurrencies ZohoCRM.settings.currencies.READ
POST /crm/v8/org/currencies createCurrencies ZohoCRM.settings.currencies.CREATE
PUT /crm/v8/org/currencies updateCurrencies ZohoCRM.settings.currencies.UPDATE
POST /crm/v8/org/currencies/actions/enable enableCurrency ZohoCRM.settings.currencies.CREATE
PUT /crm/v8/org/currencies/actions/enable updateBaseCurrency ZohoCRM.settings.currencies.UPDATE
GET /crm/v8/org/currencies/{currency} getCurrencyById ZohoCRM.settings.currencies.READ
PUT /crm/v8/org/currencies/{currency} updateCurrencyById ZohoCRM.settings.currencies.UPDATE
DELETE /crm/v8/org/photo delete ZohoCRM.org.DELETE
GET /crm/v8/org/photo getOrgPhoto ZohoCRM.org.READ
POST /crm/v8/org/photo uploadOrganizationPhoto ZohoCRM.org.CREATE
DELETE /crm/v8/Services__s deleteServicesS ZohoCRM.modules.services.DELETE
GET /crm/v8/Services__s getServicesS ZohoCRM.modules.services.READ
POST /crm/v8/Services__s postServicesS ZohoCRM.modules.services.CREATE
PUT /crm/v8/Services__s putServicesS ZohoCRM.modules.services.UPDATE
DELETE /crm/v8/Services__s/{id} deleteServiceById ZohoCRM.modules.services.DELETE
GET /crm/v8/Services__s/{id} getServiceById ZohoCRM.modules.services.READ
PUT /crm/v8/Services__s/{id} putServiceById ZohoCRM.modules.services.UPDATE
GET /crm/v8/settings/appointment_preferences getAppointmentPreference ZohoCRM.org.READ
PUT /crm/v8/settings/appointment_preferences updateAppointmentPreference ZohoCRM.org.UPDATE
GET /crm/v8/settings/audit_log_export getAuditLogExports ZohoCRM.settings.audit_logs.READ
POST /crm/v8/settings/audit_log_export createAuditLogExport ZohoCRM.settings.audit_logs.CREATE
GET /crm/v8/settings/audit_log_export/{id} getAuditLogExportsById ZohoCRM.settings.audit_logs.READ
GET /crm/v8/settings/automation/assignment_rules getAssignmentRules ZohoCRM.settings.assignment_rules.READ
GET /crm/v8/settings/automation/assignment_rules/{id} getAssignmentRuleById ZohoCRM.settings.assignment_rules.READ
GET /crm/v8/settings/automation/cadences getCadences ZohoCRM.settings.cadences.READ
DELETE /crm/v8/settings/automation/field_updates deleteFieldUpdates ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/field_updates getFieldUpdates ZohoCRM.settings.automation_actions.READ
POST /crm/v8/settings/automation/field_updates postFieldUpdates ZohoCRM.settings.automation_actions.CREATE
DELETE /crm/v8/settings/automation/field_updates/{id} deleteFieldUpdateById ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/field_updates/{id} getFieldUpdateById ZohoCRM.settings.automation_actions.READ
PUT /crm/v8/settings/automation/field_updates/{id} putFieldUpdateById ZohoCRM.settings.automation_actions.UPDATE
DELETE /crm/v8/settings/automation/scoring_rules deleteScoringRules ZohoCRM.settings.scoring_rules.DELETE
GET /crm/v8/settings/automation/scoring_rules getScoringRules ZohoCRM.settings.scoring_rules.READ
POST /crm/v8/settings/automation/scoring_rules postScoringRules ZohoCRM.settings.scoring_rules.CREATE
PUT /crm/v8/settings/automation/scoring_rules putScoringRules ZohoCRM.settings.scoring_rules.UPDATE
DELETE /crm/v8/settings/automation/scoring_rules/{rule_id} deleteScoringRuleById ZohoCRM.settings.scoring_rules.DELETE
GET /crm/v8/settings/automation/scoring_rules/{rule_id} getScoringRuleById ZohoCRM.settings.scoring_rules.READ
PUT /crm/v8/settings/automation/scoring_rules/{rule_id} putScoringRuleById ZohoCRM.settings.scoring_rules.UPDATE
DELETE /crm/v8/settings/automation/scoring_rules/{rule_id}/actions/activate deleteActivate ZohoCRM.settings.scoring_rules.DELETE
PUT /crm/v8/settings/automation/scoring_rules/{rule_id}/actions/activate putActivate ZohoCRM.settings.scoring_rules.UPDATE
POST /crm/v8/settings/automation/scoring_rules/{rule_id}/actions/clone postClone ZohoCRM.settings.scoring_rules.CREATE
DELETE /crm/v8/settings/automation/tasks deleteTasks ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/tasks getTasks ZohoCRM.settings.automation_actions.READ
POST /crm/v8/settings/automation/tasks postTasks ZohoCRM.settings.automation_actions.CREATE
DELETE /crm/v8/settings/automation/tasks/{id} deleteTaskById ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/tasks/{id} getTaskById ZohoCRM.settings.automation_actions.READ
PUT /crm/v8/settings/automation/tasks/{id} putTasksById ZohoCRM.settings.automation_actions.UPDATE
GET /crm/v8/settings/automation/webhook_failures getWebhookFailures ZohoCRM.settings.automation_actions.READ
DELETE /crm/v8/settings/automation/webhooks deleteWebhooks ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/webhooks getWebhooks ZohoCRM.settings.automation_actions.READ
POST /crm/v8/settings/automation/webhooks postWebhooks ZohoCRM.settings.automation_actions.CREATE
PUT /crm/v8/settings/automation/webhooks putWebhooks ZohoCRM.settings.automation_actions.UPDATE
GET /crm/v8/settings/automation/webhooks/actions/associated_modules getAssociatedModules ZohoCRM.settings.automation_actions.READ
GET /crm/v8/settings/automation/webhooks/actions/usage_reports getUsageReports ZohoCRM.settings.automation_actions.READ
DELETE /crm/v8/settings/automation/webhooks/{webhook_id} deleteWebhooksById ZohoCRM.settings.automation_actions.DELETE
GET /crm/v8/settings/automation/webhooks/{webhook_id} getWebhookById ZohoCRM.settings.automation_actions.READ
PUT /crm/v8/settings/automation/webhooks/{webhook_id} putWebhooksById ZohoCRM.settings.automation_actions.UPDATE
DELETE /crm/v8/settings/automation/workflow_rules deleteWorkflowRules ZohoCRM.settings.workflow_rules.DELETE
GET /crm/v8/settings/automation/workflow_rules getWorkflowRules ZohoCRM.settings.workflow_rules.READ
POST /crm/v8/settings/automation/workflow_rules postWorkflowRule ZohoCRM.settings.workflow_rules.CREATE
PUT /crm/v8/settings/automation/workflow_rules updateWorkflowRule ZohoCRM.settings.workflow_rules.UPDATE
GET /crm/v8/settings/automation/workflow_rules/actions/actions_count getActionsCount ZohoCRM.settings.workflow_rules.READ
GET /crm/v8/settings/automation/workflow_rules/actions/module_specific_count getModuleSpecificActionsCount ZohoCRM.settings.workflow_rules.READ
PUT /crm/v8/settings/automation/workflow_rules/actions/reorder putReorder ZohoCRM.settings.workflow_rules.UPDATE
GET /crm/v8/settings/automation/workflow_rules/actions/rules_count getRulesCount ZohoCRM.settings.workflow_rules.READ
DELETE /crm/v8/settings/automation/workflow_rules/{id} deleteWorkflowRuleById ZohoCRM.settings.workflow_rules.DELETE
GET /crm/v8/settings/automation/workflow_rules/{id} getWorkflowRuleById ZohoCRM.settings.workflow_rules.READ
PUT /crm/v8/settings/automation/workflow_rules/{id} updateWorkflowRuleById ZohoCRM.settings.workflow_rules.UPDATE
GET /crm/v8/settings/automation/workflow_rules/{workflow_rule_id}/actions/usage getUsage ZohoCRM.settings.workflow_rules.READ
GET /crm/v8/settings/business_hours getBusinessHours ZohoCRM.settings.business_hours.READ
POST /crm/v8/settings/business_hours createBusinessHours ZohoCRM.settings.business_hours.CREATE
PUT /crm/v8/settings/business_hours updateBusinessHours ZohoCRM.settings.business_hours.UPDATE
GET /crm/v8/settings/business_hours/shift_hours getShifts ZohoCRM.settings.business_hours.READ
POST /crm/v8/settings/business_hours/shift_hours createShifts ZohoCRM.settings.business_hours.CREATE
PUT /crm/v8/settings/business_hours/shift_hours updateShiftHours ZohoCRM.settings.business_hours.UPDATE
DELETE /crm/v8/settings/business_hours/shift_hours/{shift} deleteSingleShiftHour ZohoCRM.settings.business_hours.DELETE
GET /crm/v8/settings/business_hours/shift_hours/{shift} getSingleShiftHour ZohoCRM.settings.business_hours.READ
PUT /crm/v8/settings/business_hours/shift_hours/{shift} updateSingleShiftHour ZohoCRM.settings.business_hours.CREATE
GET /crm/v8/settings/call_preferences getCallPreferences ZohoCRM.settings.modules.READ
PUT /crm/v8/settings/call_preferences updateCallPreferences ZohoCRM.settings.modules.UPDATE
GET /crm/v8/settings/custom_views getCustomViews ZohoCRM.settings.custom_views.READ
PUT /crm/v8/settings/custom_views/actions/change_sort changeSort ZohoCRM.settings.custom_views.UPDATE
GET /crm/v8/settings/custom_views/{id} getCustomViewById ZohoCRM.settings.custom_views.READ
PUT /crm/v8/settings/custom_views/{id}/actions/change_sort changeSortById ZohoCRM.settings.custom_views.UPDATE
GET /crm/v8/settings/data_sharing getDataSharing ZohoCRM.settings.data_sharing.READ|ZohoCRM.settings.data_sharing.ALL
PUT /crm/v8/settings/data_sharing updateDataSharing ZohoCRM.settings.data_sharing.UPDATE|ZohoCRM.settings.data_sharing.ALL
DELETE /crm/v8/settings/duplicate_check_preference deleteDuplicateCheckPreference ZohoCRM.settings.duplicate_check_preference.DELETE
GET /crm/v8/settings/duplicate_check_preference getDuplicateCheckPreference ZohoCRM.settings.duplicate_check_preference.READ
POST /crm/v8/settings/duplicate_check_preference createDuplicateCheckPreference ZohoCRM.settings.duplicate_check_preference.CREATE
PUT /crm/v8/settings/duplicate_check_preference updateDuplicateCheckPreference ZohoCRM.settings.duplicate_check_preference.UPDATE
GET /crm/v8/settings/email_templates getTemplates ZohoCRM.templates.email.READ
GET /crm/v8/settings/emails/actions/from_addresses getAddresses ZohoCRM.settings.emails.READ
GET /crm/v8/settings/fields getFields ZohoCRM.settings.fields.READ
PATCH /crm/v8/settings/fields patchFields ZohoCRM.settings.fields.UPDATE
POST /crm/v8/settings/fields postFields ZohoCRM.settings.fields.CREATE
DELETE /crm/v8/settings/fields/{field_id} deleteCustomField ZohoCRM.settings.fields.DELETE
GET /crm/v8/settings/fields/{field_id} getFieldsWithID ZohoCRM.settings.fields.READ
PATCH /crm/v8/settings/fields/{field_id} putFieldsWithId ZohoCRM.settings.fields.UPDATE
GET /crm/v8/settings/fields/{field_id}/pick_list_values getPickListValues ZohoCRM.settings.fields.READ
GET /crm/v8/settings/fiscal_year getFiscalYear ZohoCRM.settings.fiscal_year.READ
PUT /crm/v8/settings/fiscal_year updateFiscalYear ZohoCRM.settings.fiscal_year.UPDATE
GET /crm/v8/settings/global_picklists getBulkGlobalPicklists ZohoCRM.settings.global_picklist.READ
POST /crm/v8/settings/global_picklists createGlobalPicklist ZohoCRM.settings.global_picklist.CREATE
DELETE /crm/v8/settings/global_picklists/{id} deleteGlobalPicklist ZohoCRM.settings.global_picklist.DELETE
GET /crm/v8/settings/global_picklists/{id} getSingleGlobalPicklists ZohoCRM.settings.global_picklist.READ
PATCH /crm/v8/settings/global_picklists/{id} updateGlobalPicklistById ZohoCRM.settings.global_picklist.UPDATE
GET /crm/v8/settings/global_picklists/{id}/actions/associations getGlobalPickListFieldAssociations ZohoCRM.settings.global_picklist.READ
GET /crm/v8/settings/global_picklists/{id}/actions/pick_list_values_associations getPickListValuesAssociations ZohoCRM.settings.global_picklist.ALL
POST /crm/v8/settings/global_picklists/{id}/actions/replace_picklist_values replacePicklistValues ZohoCRM.settings.global_picklist.ALL
GET /crm/v8/settings/global_picklists/{id}/actions/replaced_values getReplacedValues ZohoCRM.settings.global_picklist.READ
GET /crm/v8/settings/holidays getHolidays ZohoCRM.settings.business_hours.READ
POST /crm/v8/settings/holidays createHolidays ZohoCRM.settings.business_hours.CREATE
PUT /crm/v8/settings/holidays updateHolidays ZohoCRM.settings.business_hours.UPDATE
DELETE /crm/v8/settings/holidays/{holiday_id} deleteHoliday ZohoCRM.settings.business_hours.DELETE
GET /crm/v8/settings/holidays/{holiday_id} getHoliday ZohoCRM.settings.business_hours.READ
PUT /crm/v8/settings/holidays/{holiday_id} updateHoliday ZohoCRM.settings.business_hours.UPDATE
GET /crm/v8/settings/inventory_templates getTemplates ZohoCRM.templates.inventory.READ
GET /crm/v8/settings/layouts getLayouts ZohoCRM.settings.layouts.READ
DELETE /crm/v8/settings/layouts/{id} deleteLayout ZohoCRM.settings.layouts.DELETE
GET /crm/v8/settings/layouts/{id} getLayoutById ZohoCRM.settings.layouts.READ
PATCH /crm/v8/settings/layouts/{id} updateLayout ZohoCRM.settings.layouts.UPDATE
DELETE /crm/v8/settings/layouts/{id}/actions/activate layoutDeactivate ZohoCRM.settings.layouts.DELETE
POST /crm/v8/settings/layouts/{id}/actions/activate layoutActivate ZohoCRM.settings.layouts.CREATE
GET /crm/v8/settings/layouts/{layout_id}/map_dependency getMapDependency ZohoCRM.settings.map_dependency.READ
POST /crm/v8/settings/layouts/{layout_id}/map_dependency createMapDependency ZohoCRM.settings.map_dependency.CREATE
DELETE /crm/v8/settings/layouts/{layout_id}/map_dependency/{dependency_id} deleteMapDependency ZohoCRM.settings.map_dependency.DELETE
GET /crm/v8/settings/layouts/{layout_id}/map_dependency/{dependency_id} getMapDependencyById ZohoCRM.settings.map_dependency.READ
PUT /crm/v8/settings/layouts/{layout_id}/map_dependency/{dependency_id} updateMapDependency ZohoCRM.settings.map_dependency.UPDATE
GET /crm/v8/settings/modules getModules ZohoCRM.settings.modules.READ
POST /crm/v8/settings/modules createModules ZohoCRM.settings.modules.CREATE
PUT /crm/v8/settings/modules updateModules ZohoCRM.settings.modules.UPDATE
GET /crm/v8/settings/modules/{module_identifier} getModuleByApiName ZohoCRM.settings.modules.READ
PUT /crm/v8/settings/modules/{module_identifier} updateModuleByApiName ZohoCRM.settings.modules.UPDATE
GET /crm/v8/settings/pipeline getPipelines ZohoCRM.settings.pipeline.READ
PATCH /crm/v8/settings/pipeline updateOrDeletePipelinePatch ZohoCRM.settings.pipeline.UPDATE
POST /crm/v8/settings/pipeline createPipeline ZohoCRM.settings.pipeline.CREATE
PUT /crm/v8/settings/pipeline updateOrDeletePipelinePut ZohoCRM.settings.pipeline.UPDATE
POST /crm/v8/settings/pipeline/actions/transfer transferAndDeletePipelines ZohoCRM.settings.pipeline.CREATE
GET /crm/v8/settings/pipeline/{id} getPipeline ZohoCRM.settings.pipeline.READ
PATCH /crm/v8/settings/pipeline/{id} updateOrDeletePipelinePatchURL ZohoCRM.settings.pipeline.UPDATE
PUT /crm/v8/settings/pipeline/{id} updateOrDeletePipelinePutURL ZohoCRM.settings.pipeline.UPDATE
GET /crm/v8/settings/portals getPortals ZohoCRM.settings.clientportal.READ
POST /crm/v8/settings/portals createPortal ZohoCRM.settings.clientportal.CREATE
DELETE /crm/v8/settings/portals/{portal} deletePortal ZohoCRM.settings.clientportal.DELETE
GET /crm/v8/settings/portals/{portal} getPortal ZohoCRM.settings.clientportal.READ
PUT /crm/v8/settings/portals/{portal} updatePortal ZohoCRM.settings.clientportal.UPDATE
GET /crm/v8/settings/portals/{portal}/user_type getPortalUserTypes ZohoCRM.settings.clientportal.READ
POST /crm/v8/settings/portals/{portal}/user_type createPortalUserType ZohoCRM.settings.clientportal.CREATE
DELETE /crm/v8/settings/portals/{portal}/user_type/{user_type_id} deletePortalUserType ZohoCRM.settings.clientportal.DELETE
GET /crm/v8/settings/portals/{portal}/user_type/{user_type_id} getPortalUserType ZohoCRM.settings.clientportal.READ
PUT /crm/v8/settings/portals/{portal}/user_type/{user_type_id} updatePortalUserType ZohoCRM.settings.clientportal.UPDATE
DELETE /crm/v8/settings/portals/{portal}/user_type/{user_type}/users deletePortalUsers ZohoCRM.settings.clientportal.DELETE
GET /crm/v8/settings/portals/{portal}/user_type/{user_type}/users getPortalUsers ZohoCRM.settings.clientportal.READ
POST /crm/v8/settings/portals/{portal}/user_type/{user_type}/users/action/transfer transferPortalUsers ZohoCRM.settings.clientportal.UPDATE
POST /crm/v8/settings/portals/{portal}/user_type/{user_type}/users/actions/change_status changePortalUsersStatusBulk ZohoCRM.settings.clientportal.UPDATE
POST /crm/v8/settings/portals/{portal}/user_type/{user_type}/users/{record_id}/actions/change_status changePortalUsersStatus ZohoCRM.settings.clientportal.UPDATE
GET /crm/v8/settings/profiles getProfiles ZohoCRM.settings.profiles.READ
DELETE /crm/v8/settings/profiles/{id} deleteProfile ZohoCRM.settings.profiles.DELETE
GET /crm/v8/settings/profiles/{id} getProfile ZohoCRM.settings.profiles.READ
PUT /crm/v8/settings/profiles/{id} updateProfile ZohoCRM.settings.profiles.UPDATE
POST /crm/v8/settings/profiles/{id}/actions/clone cloneProfile ZohoCRM.settings.profiles.CREATE
DELETE /crm/v8/settings/record_locking_configurations deleteRecordLockingConfiguration ZohoCRM.settings.record_locking_configurations.DELETE
GET /crm/v8/settings/record_locking_configurations getRecordLockingConfiguration ZohoCRM.settings.record_locking_configurations.READ
POST /crm/v8/settings/record_locking_configurations createRecordLockingConfiguration ZohoCRM.settings.record_locking_configurations.CREATE
PUT /crm/v8/settings/record_locking_configurations updateRecordLockingConfiguration ZohoCRM.settings.record_locking_configurations.UPDATE
DELETE /crm/v8/settings/record_locking_configurations/{id} deleteRecordLockingConfigurationPassingIdInURL ZohoCRM.settings.record_locking_configurations.DELETE
GET /crm/v8/settings/record_locking_configurations/{id} getRecordLockingConfigurationPassingIdInURL ZohoCRM.settings.record_locking_configurations.READ
PUT /crm/v8/settings/record_locking_configurations/{id} updateRecordLockingConfigurationPassingIdInURL ZohoCRM.settings.record_locking_configurations.UPDATE
DELETE /crm/v8/settings/recycle_bin deleteRecycleBinRecords ZohoCRM.settings.recycle_bin.DELETE
GET /crm/v8/settings/recycle_bin getRecycleBinRecords ZohoCRM.settings.recycle_bin.READ
GET /crm/v8/settings/recycle_bin/actions/count getRecycleBinCounts ZohoCRM.settings.recycle_bin.READ
POST /crm/v8/settings/recycle_bin/actions/empty emptyRecycleBin ZohoCRM.settings.recycle_bin.UPDATE
POST /crm/v8/settings/recycle_bin/actions/restore restoreRecycleBinRecords ZohoCRM.settings.recycle_bin.UPDATE
DELETE /crm/v8/settings/recycle_bin/{record_id} deleteRecycleBinRecord ZohoCRM.settings.recycle_bin.DELETE
GET /crm/v8/settings/recycle_bin/{record_id} getRecycleBinRecord ZohoCRM.settings.recycle_bin.READ
POST /crm/v8/settings/recycle_bin/{record_id}/actions/restore restoreRecycleBinRecord ZohoCRM.settings.recycle_bin.UPDATE
GET /crm/v8/settings/related_lists getRelatedLists ZohoCRM.settings.related_lists.READ
GET /crm/v8/settings/roles getRoles ZohoCRM.settings.roles.READ
POST /crm/v8/settings/roles createRoles ZohoCRM.settings.roles.CREATE
PUT /crm/v8/settings/roles updateRoles ZohoCRM.settings.roles.UPDATE
DELETE /crm/v8/settings/roles/{role} deleteRole ZohoCRM.settings.roles.DELETE
GET /crm/v8/settings/roles/{role} getRole ZohoCRM.settings.roles.READ
PUT /crm/v8/settings/roles/{role} updateRole ZohoCRM.settings.roles.UPDATE
GET /crm/v8/settings/service_preferences getServicePreference ZohoCRM.settings.modules.READ
PUT /crm/v8/settings/service_preferences updateServicePreference ZohoCRM.settings.modules.UPDATE
GET /crm/v8/settings/tags getTags ZohoCRM.settings.tags.READ
POST /crm/v8/settings/tags postTags ZohoCRM.settings.tags.CREATE
PUT /crm/v8/settings/tags putTags ZohoCRM.settings.tags.UPDATE
GET /crm/v8/settings/tags/actions/mass_delete getStatus ZohoCRM.settings.tags.READ
POST /crm/v8/settings/tags/actions/mass_delete createMassDeleteTags ZohoCRM.settings.tags.DELETE
DELETE /crm/v8/settings/tags/{id} deleteTags ZohoCRM.settings.tags.DELETE
PUT /crm/v8/settings/tags/{id} putTagsWithId ZohoCRM.settings.tags.UPDATE
POST /crm/v8/settings/tags/{id}/actions/merge postMerge ZohoCRM.settings.tags.ALL
GET /crm/v8/settings/tags/{id}/actions/records_count getRecordsCount ZohoCRM.settings.tags.ALL
DELETE /crm/v8/settings/territories deleteTerritories ZohoCRM.settings.territories.DELETE
GET /crm/v8/settings/territories getAllTerritories ZohoCRM.settings.territories.READ
POST /crm/v8/settings/territories createTerritories ZohoCRM.settings.territories.CREATE
PUT /crm/v8/settings/territories updateTerritory ZohoCRM.settings.territories.UPDATE
GET /crm/v8/settings/territories/actions/associated_users_count getAssociatedUsersCount ZohoCRM.settings.territories.READ
POST /crm/v8/settings/territories/actions/transfer_and_delete transferAndDeleteTerritories ZohoCRM.settings.territories.DELETE
DELETE /crm/v8/settings/territories/{id} deleteTerritoryById ZohoCRM.settings.territories.DELETE
GET /crm/v8/settings/territories/{id} getTerritory ZohoCRM.settings.territories.READ
PUT /crm/v8/settings/territories/{id} updateTerritoryById ZohoCRM.settings.territories.UPDATE
GET /crm/v8/settings/territories/{id}/__child_territories getChildTerritoriesById ZohoCRM.settings.territories.READ
POST /crm/v8/settings/territories/{id}/actions/transfer_and_delete transferAndDeleteTerritoryById ZohoCRM.settings.territories.DELETE
DELETE /crm/v8/settings/territories/{territory}/users deassociateUsersFromTerritories ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
GET /crm/v8/settings/territories/{territory}/users getTerritoryUsers ZohoCRM.users.READ&ZohoCRM.settings.territories.READ|ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
PUT /crm/v8/settings/territories/{territory}/users associateUsersToTerritory ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
DELETE /crm/v8/settings/territories/{territory}/users/{user} deassociateUserFromSpecificTerritory ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
GET /crm/v8/settings/territories/{territory}/users/{user} getUserDetailsFromTerritory ZohoCRM.users.READ&ZohoCRM.settings.territories.READ|ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
PUT /crm/v8/settings/territories/{territory}/users/{user} associateUserToSpecificTerritory ZohoCRM.users.ALL&ZohoCRM.settings.territories.ALL
GET /crm/v8/settings/unsubscribe_link/actions/associations getAssociations ZohoCRM.settings.unsubscribe.READ
GET /crm/v8/settings/unsubscribe_links getUnsubscribeLinks ZohoCRM.settings.unsubscribe.READ
POST /crm/v8/settings/unsubscribe_links postUnsubscribeLinks ZohoCRM.settings.unsubscribe.CREATE
PUT /crm/v8/settings/unsubscribe_links putUnsubscribeLinks ZohoCRM.settings.unsubscribe.UPDATE
DELETE /crm/v8/settings/unsubscribe_links/{id} delete111111000000115722 ZohoCRM.settings.unsubscribe.DELETE
GET /crm/v8/settings/unsubscribe_links/{id} get111111000000115718 ZohoCRM.settings.unsubscribe.READ
PUT /crm/v8/settings/unsubscribe_links/{id} put111111000000115722 ZohoCRM.settings.unsubscribe.UPDATE
GET /crm/v8/settings/user_groups getGroups ZohoCRM.settings.user_groups.ALL
POST /crm/v8/settings/user_groups createGroup ZohoCRM.settings.user_groups.CREATE
GET /crm/v8/settings/user_groups/actions/associated_users_count getAssociatedUsersCount ZohoCRM.settings.user_groups.READ
DELETE /crm/v8/settings/user_groups/{group} deleteGroup ZohoCRM.settings.user_groups.DELETE
GET /crm/v8/settings/user_groups/{group} getGroup ZohoCRM.settings.user_groups.READ
PUT /crm/v8/settings/user_groups/{group} updateGroup ZohoCRM.settings.user_groups.UPDATE
GET /crm/v8/settings/user_groups/{group}/actions/associations getAssociations ZohoCRM.settings.user_groups.READ
GET /crm/v8/settings/user_groups/{group}/actions/sources_count getSourcesCount ZohoCRM.settings.user_groups.READ
GET /crm/v8/settings/user_groups/{group}/sources getSources ZohoCRM.settings.user_groups.READ
GET /crm/v8/settings/variable_groups getVariableGroups ZohoCRM.settings.variable_groups.READ
PUT /crm/v8/settings/variable_groups putVariableGroups ZohoCRM.settings.variable_groups.UPDATE
GET /crm/v8/settings/variable_groups/{id} getVariableGroupById ZohoCRM.settings.variable_groups.READ
PUT /crm/v8/settings/variable_groups/{id} putVariableGroupById ZohoCRM.settings.variable_groups.UPDATE
DELETE /crm/v8/settings/variables deleteVariables ZohoCRM.settings.variables.DELETE
GET /crm/v8/settings/variables getVariables ZohoCRM.settings.variables.READ
POST /crm/v8/settings/variables postVariables ZohoCRM.settings.variables.CREATE
PUT /crm/v8/settings/variables putVariables ZohoCRM.settings.variables.UPDATE
DELETE /crm/v8/settings/variables/{id} deleteVariableById ZohoCRM.settings.variables.DELETE
GET /crm/v8/settings/variables/{id} getVariableById ZohoCRM.settings.variables.READ
PUT /crm/v8/settings/variables/{id} putVariableById ZohoCRM.settings.variables.UPDATE
GET /crm/v8/settings/wizards getAllWizards ZohoCRM.settings.wizards.READ
GET /crm/v8/settings/zia/data_enrichment getZiaEnrichmentConfiguration ZohoCRM.zia.enrichment
POST /crm/v8/upload uploadFile ZohoFiles.files.ALL
GET /crm/v8/users getUsers ZohoCRM.users.READ
POST /crm/v8/users createUser ZohoCRM.users.CREATE
PUT /crm/v8/users updateUser ZohoCRM.users.UPDATE
GET /crm/v8/users/actions/transfer getTransferAPIStatus ZohoCRM.change_owner.READ
GET /crm/v8/users/actions/transfer_and_delete getTransferStatus ZohoCRM.users.DELETE&ZohoCRM.users.READ
POST /crm/v8/users/actions/transfer_and_delete userTransferWithoutId ZohoCRM.users.CREATE
GET /crm/v8/users/search searchUsers ZohoCRM.users.READ&ZohoSearch.securesearch.READ
POST /crm/v8/users/{user_id}/actions/transfer userTransferAPI ZohoCRM.change_owner.CREATE
POST /crm/v8/users/{user_id}/actions/transfer_and_delete userTransfer ZohoCRM.users.CREATE
GET /crm/v8/users/{user_id}/actions/validate_before_transfer getValidateBeforeTransferStatus ZohoCRM.change_owner.READ
DELETE /crm/v8/users/{user} deleteUser ZohoCRM.users.DELETE
GET /crm/v8/users/{user} getSingleUser ZohoCRM.users.READ
PUT /crm/v8/users/{user} updateSingleUser ZohoCRM.users.UPDATE
GET /crm/v8/users/{user}/actions/associated_groups getAssociatedGroupsForUser ZohoCRM.settings.user_groups.READ
DELETE /crm/v8/users/{user}/territories removeTerritoriesfromUser ZohoCRM.settings.territories.DELETE&ZohoCRM.users.DELETE
GET /crm/v8/users/{user}/territories getTerritoriesOfUser ZohoCRM.settings.territories.READ&ZohoCRM.users.READ
PUT /crm/v8/users/{user}/territories associateTerritoriesToUser ZohoCRM.settings.territories.UPDATE&ZohoCRM.users.UPDATE
DELETE /crm/v8/users/{user}/territories/{territory} removeSpecificTerritoriesfromUser ZohoCRM.settings.territories.DELETE&ZohoCRM.users.DELETE
GET /crm/v8/users/{user}/territories/{territory} getSpecificTerritoryOfUser ZohoCRM.settings.territories.READ&ZohoCRM.users.READ
GET /crm/v8/workflow_configurations getWorkflowConfigurations ZohoCRM.settings.workflow_rules.READ
DELETE /crm/v8/{module} deleteRecords ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module} getRecords ZohoCRM.modules.{module}.READ
POST /crm/v8/{module} createRecords ZohoCRM.modules.{module}.CREATE
PUT /crm/v8/{module} updateRecords ZohoCRM.modules.{module}.UPDATE
POST /crm/v8/{module}/actions/add_tags postAddTags ZohoCRM.settings.tags.ALL
POST /crm/v8/{module}/actions/assign_territories asssignTerritoriesToRecords ZohoCRM.modules.{module}.UPDATE
POST /crm/v8/{module}/actions/change_owner bulkChangeOwner ZohoCRM.change_owner.CREATE
GET /crm/v8/{module}/actions/count getCount ZohoCRM.modules.{module}.READ&ZohoSearch.securesearch.READ
POST /crm/v8/{module}/actions/enrol_in_cadences postEnrolInCadences ZohoCRM.modules.{module}.CREATE
GET /crm/v8/{module}/actions/fetch_full_data fetchFullDataForMultipleRecords ZohoCRM.modules.READ
GET /crm/v8/{module}/actions/mass_change_owner checkStatus ZohoCRM.change_owner.READ
POST /crm/v8/{module}/actions/mass_change_owner massChangeOwner ZohoCRM.change_owner.CREATE
GET /crm/v8/{module}/actions/mass_delete getMassDeleteJobStatus ZohoCRM.mass_delete.{module}.READ|ZohoCRM.mass_delete.READ
POST /crm/v8/{module}/actions/mass_delete massDelete ZohoCRM.mass_delete.{module}.DELETE|ZohoCRM.mass_delete.DELETE
GET /crm/v8/{module}/actions/mass_update getMassUpdateStatus ZohoCRM.mass_update.{module}.READ|ZohoCRM.mass_update.READ
POST /crm/v8/{module}/actions/mass_update idsUpdate ZohoCRM.mass_update.{module}.UPDATE|ZohoCRM.mass_update.UPDATE
GET /crm/v8/{module}/actions/portal_invite getScheduledInviteUsersInfo ZohoCRM.settings.clientportal.READ
POST /crm/v8/{module}/actions/portal_invite inviteUsers ZohoCRM.settings.clientportal.CREATE
POST /crm/v8/{module}/actions/remove_tags postRemoveTags ZohoCRM.settings.tags.ALL
POST /crm/v8/{module}/actions/remove_territories removeTerritoriesToRecords ZohoCRM.modules.{module}.UPDATE
POST /crm/v8/{module}/actions/share_emails shareBulkEmails ZohoCRM.modules.{module}.CREATE
POST /crm/v8/{module}/actions/unblock_email unblockEmailByModule ZohoCRM.settings.emails.CREATE
POST /crm/v8/{module}/actions/unenrol_from_cadences postUnenrolFromCadences ZohoCRM.modules.{module}.CREATE
POST /crm/v8/{module}/actions/unshare_emails unshareBulkEmails ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/deleted getDeletedRecords ZohoCRM.modules.{module}.READ
GET /crm/v8/{module}/deleted/{parent_record}/{related_list} getDeletedRelatedRecord ZohoCRM.modules.{module}.READ
GET /crm/v8/{module}/search searchRecords ZohoCRM.modules.{module}.READ&ZohoSearch.securesearch.READ
POST /crm/v8/{module}/upsert upsertRecords ZohoCRM.modules.{module}.CREATE
DELETE /crm/v8/{module}/{deal_id}/Contact_Roles deleteContactRoleRelations ZohoCRM.modules.deals.DELETE&ZohoCRM.modules.contacts.DELETE
GET /crm/v8/{module}/{deal_id}/Contact_Roles getAssociatedContactRoles ZohoCRM.modules.contacts.READ&ZohoCRM.modules.deals.READ
PUT /crm/v8/{module}/{deal_id}/Contact_Roles upsertContactRoleRelations ZohoCRM.modules.deals.UPDATE&ZohoCRM.modules.contacts.UPDATE
DELETE /crm/v8/{module}/{deal_id}/Contact_Roles/{contact_id} deleteContactRoleRelation ZohoCRM.modules.deals.DELETE&ZohoCRM.modules.contacts.DELETE
GET /crm/v8/{module}/{deal_id}/Contact_Roles/{contact_id} getDealContactRoleForContact ZohoCRM.modules.contacts.READ&ZohoCRM.modules.deals.READ
PUT /crm/v8/{module}/{deal_id}/Contact_Roles/{contact_id} associateContactRoleToDeal ZohoCRM.modules.deals.UPDATE&ZohoCRM.modules.contacts.UPDATE
GET /crm/v8/{module}/{id}/__emails_sharing_details getEmailSharingDetail ZohoCRM.modules.ALL&ZohoCRM.modules.emails.READ
POST /crm/v8/{module}/{id}/actions/add_tags postAddTagsWithId ZohoCRM.settings.tags.ALL
POST /crm/v8/{module}/{id}/actions/convert convertInventory ZohoCRM.modules.quotes.CREATE&ZohoCRM.modules.salesorders.CREATE
GET /crm/v8/{module}/{id}/actions/fetch_full_data fetchFullDataForSingleRecord ZohoCRM.modules.READ
POST /crm/v8/{module}/{id}/actions/remove_tags postRemoveTagsWithId ZohoCRM.settings.tags.ALL
POST /crm/v8/{module}/{id}/actions/send_mail sendMail ZohoCRM.send_mail.{module}.CREATE|ZohoCRM.send_mail.all.CREATE
POST /crm/v8/{module}/{id}/actions/share_emails shareEmails ZohoCRM.modules.{module}.CREATE
POST /crm/v8/{module}/{id}/actions/unblock_email unblockEmailById ZohoCRM.settings.emails.CREATE
POST /crm/v8/{module}/{id}/actions/unshare_emails unshareEmails ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{master_record_id}/actions/merge getMergeJobStatus ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{master_record_id}/actions/merge mergeRecords ZohoCRM.modules.{module}.WRITE|ZohoCRM.modules.{module}.ALL|ZohoCRM.modules.CREATE
DELETE /crm/v8/{module}/{parent_record_id}/Notes deleteBulkNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.DELETE
GET /crm/v8/{module}/{parent_record_id}/Notes getNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.READ
POST /crm/v8/{module}/{parent_record_id}/Notes createNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.CREATE
PUT /crm/v8/{module}/{parent_record_id}/Notes updateBulkNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.UPDATE
DELETE /crm/v8/{module}/{parent_record_id}/Notes/{note_id} deleteNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.DELETE
GET /crm/v8/{module}/{parent_record_id}/Notes/{note_id} getNotesById ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.READ
PUT /crm/v8/{module}/{parent_record_id}/Notes/{note_id} updateNotes ZohoCRM.modules.{module}.READ&ZohoCRM.modules.notes.UPDATE
DELETE /crm/v8/{module}/{parent_record}/{related_list} delinkRelatedRecords ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{parent_record}/{related_list} getRelatedRecords ZohoCRM.modules.{module}.READ
PUT /crm/v8/{module}/{parent_record}/{related_list} updateRelatedRecords ZohoCRM.modules.{module}.UPDATE
DELETE /crm/v8/{module}/{parent_record}/{related_list}/{record} delinkSpecificRelatedRecord ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{parent_record}/{related_list}/{record} getRelatedRecord ZohoCRM.modules.{module}.READ
PUT /crm/v8/{module}/{parent_record}/{related_list}/{record} updateSpecificRelatedRecord ZohoCRM.modules.{module}.UPDATE
DELETE /crm/v8/{module}/{record_id} deleteRecord ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{record_id} getRecord ZohoCRM.modules.{module}.READ
PUT /crm/v8/{module}/{record_id} updateRecord ZohoCRM.modules.{module}.UPDATE
GET /crm/v8/{module}/{record_id}/__timeline getTimelines ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{record_id}/actions/associate_email associateEmail ZohoCRM.modules.emails.CREATE
POST /crm/v8/{module}/{record_id}/actions/clone cloneRecord ZohoCRM.modules.{module}.CREATE
POST /crm/v8/{module}/{record_id}/actions/download_mail_merge postDownloadMailMerge ZohoCRM.settings.mailmerge.CREATE&ZohoWriter.documentEditor.ALL&ZohoWriter.merge.ALL
POST /crm/v8/{module}/{record_id}/actions/get_related_records_count getRelatedRecordsCount ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{record_id}/actions/portal_invite singleInviteUser ZohoCRM.settings.clientportal.CREATE
POST /crm/v8/{module}/{record_id}/actions/send_mail_merge postSendMailMerge ZohoCRM.settings.mailmerge.CREATE&ZohoWriter.documentEditor.ALL&ZohoWriter.merge.ALL&ZohoCRM.settings.emails.ALL
DELETE /crm/v8/{module}/{record_id}/actions/share deleteShareRecords ZohoCRM.share.{module}.DELETE
GET /crm/v8/{module}/{record_id}/actions/share getShareRecords ZohoCRM.share.{module}.READ
POST /crm/v8/{module}/{record_id}/actions/share createShareRecords ZohoCRM.share.{module}.CREATE
PUT /crm/v8/{module}/{record_id}/actions/share updateShareRecords ZohoCRM.share.{module}.UPDATE
POST /crm/v8/{module}/{record_id}/actions/sign_mail_merge postSignMailMerge ZohoCRM.settings.mailmerge.CREATE&ZohoWriter.documentEditor.ALL&ZohoWriter.merge.ALL&ZohoSign.documents.ALL
GET /crm/v8/{module}/{record_id}/Attachments getAttachments ZohoCRM.modules.{module}.READ&ZohoCRM.modules.attachments.READ
POST /crm/v8/{module}/{record_id}/Attachments uploadAttachment ZohoCRM.modules.{module}.CREATE&ZohoCRM.modules.attachments.CREATE
DELETE /crm/v8/{module}/{record_id}/Attachments/{id} deleteAttachment ZohoCRM.modules.{module}.DELETE&ZohoCRM.modules.attachments.DELETE
GET /crm/v8/{module}/{record_id}/Attachments/{id} getAttachmentById ZohoCRM.modules.{module}.READ&ZohoCRM.modules.attachments.READ
GET /crm/v8/{module}/{record_id}/Emails getEmailsOfRecord ZohoCRM.modules.{module}.READ&ZohoCRM.modules.emails.READ
GET /crm/v8/{module}/{record_id}/Emails/actions/download_attachments downloadEmailAttachments ZohoCRM.modules.{module}.READ&ZohoCRM.modules.emails.READ
GET /crm/v8/{module}/{record_id}/Emails/actions/download_inline_images getDownloadInlineImages ZohoCRM.modules.{module}.ALL&ZohoCRM.modules.emails.READ
GET /crm/v8/{module}/{record_id}/Emails/{message_id} getEmailOfRecord ZohoCRM.modules.{module}.READ&ZohoCRM.modules.emails.READ
GET /crm/v8/{module}/{record_id}/Locking_Information__s getRecordLockingInformationOfTheRecord ZohoCRM.modules.lockinginformation.READ&ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{record_id}/Locking_Information__s lockRecord ZohoCRM.modules.lockinginformation.CREATE&ZohoCRM.modules.{module}.READ
DELETE /crm/v8/{module}/{record_id}/Locking_Information__s/{lock_id} removeLockFromLockedRecord ZohoCRM.modules.lockinginformation.DELETE&ZohoCRM.modules.{module}.DELETE
PUT /crm/v8/{module}/{record_id}/Locking_Information__s/{lock_id} updateReasonofLockedRecord ZohoCRM.modules.lockinginformation.UPDATE&ZohoCRM.modules.{module}.UPDATE
GET /crm/v8/{module}/{record}/__email_drafts getEmailDrafts ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{record}/__email_drafts createEmailDrafts ZohoCRM.modules.{module}.CREATE
DELETE /crm/v8/{module}/{record}/__email_drafts/{draft} deleteEmailDrafts ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{record}/__email_drafts/{draft} getEmailDraft ZohoCRM.modules.{module}.READ
PUT /crm/v8/{module}/{record}/__email_drafts/{draft} updateEmailDrafts ZohoCRM.modules.{module}.UPDATE
POST /crm/v8/{module}/{record}/actions/assign_territories asssignTerritoriesToRecord ZohoCRM.modules.{module}.UPDATE
POST /crm/v8/{module}/{record}/actions/change_owner singleUpdate ZohoCRM.change_owner.CREATE
POST /crm/v8/{module}/{record}/actions/remove_territories removeTerritoriesToRecord ZohoCRM.modules.{module}.UPDATE
DELETE /crm/v8/{module}/{record}/photo deletePhoto ZohoCRM.modules.{module}.DELETE
GET /crm/v8/{module}/{record}/photo getPhoto ZohoCRM.modules.{module}.READ
POST /crm/v8/{module}/{record}/photo uploadPhoto ZohoCRM.modules.{module}.CREATE
", starts: &[
    0,5,23,41,79,83,110,132,170,174,208,223,261,266,285,304,324,328,356,370,
    390,394,409,426,444,449,478,488,522,526,545,563,585,589,618,644,666,670,699,719,
    754,759,788,815,852,856,890,911,946,953,975,996,1051,1055,1077,1094,1121,1127,1149,1172,
    1227,1232,1254,1274,1329,1333,1355,1381,1436,1443,1467,1487,1523,1527,1551,1568,1602,1607,1631,1649,
    1685,1689,1713,1730,1766,1773,1814,1823,1859,1863,1904,1923,1957,1961,2002,2024,2060,2067,2090,2102,
    2134,2138,2161,2177,2207,2212,2235,2247,2278,2282,2305,2317,2349,2356,2386,2397,2429,2433,2463,2471,
    2501,2505,2535,2546,2578,2585,2642,2659,2750,2755,2812,2830,2921,2928,2998,3022,3113,3118,3188,3211,
    3302,3307,3320,3337,3385,3390,3428,3443,3473,3477,3491,3499,3518,3523,3537,3549,3570,3574,3609,3622,
    3654,3659,3694,3706,3740,3744,3789,3814,3841,3846,3886,3898,3927,3934,3948,3966,3995,3999,4013,4028,
    4055,4060,4074,4092,4121,4125,4139,4157,4186,4193,4212,4227,4256,4260,4279,4291,4318,4322,4341,4356,
    4385,4389,4401,4417,4434,4438,4461,4475,4508,4513,4536,4553,4588,4592,4615,4632,4667,4672,4710,4725,
    4760,4764,4802,4821,4856,4860,4894,4910,4943,4947,4981,5000,5035,5042,5060,5067,5086,5090,5108,5120,
    5137,5142,5160,5184,5203,5210,5230,5246,5278,5282,5302,5315,5345,5350,5370,5384,5416,5420,5440,5453,
    5485,5492,5517,5535,5567,5571,5596,5611,5641,5645,5670,5685,5717,5721,5762,5787,5804,5808,5849,5877,
    5896,5900,5934,5953,5986,5991,6025,6046,6081,6085,6124,6147,6180,6184,6229,6248,6287,6291,6341,6363,
    6402,6406,6443,6455,6486,6493,6535,6554,6597,6601,6643,6659,6700,6705,6747,6764,6807,6814,6861,6883,
    6926,6930,6977,6996,7037,7041,7088,7107,7150,7157,7199,7218,7256,7260,7302,7318,7354,7359,7401,7418,
    7456,7460,7502,7518,7556,7563,7615,7637,7675,7679,7731,7750,7786,7790,7842,7861,7899,7906,7975,7990,
    8028,8032,8101,8113,8151,8156,8222,8232,8270,8277,8311,8323,8366,8370,8404,8413,8454,8459,8493,8503,
    8546,8553,8592,8607,8650,8654,8693,8705,8746,8750,8789,8802,8845,8849,8894,8913,8954,8961,8998,9013,
    9056,9060,9097,9109,9150,9155,9192,9205,9248,9252,9289,9301,9344,9348,9412,9433,9474,9478,9537,9553,
    9594,9601,9651,9670,9713,9717,9767,9782,9823,9827,9877,9893,9936,9943,9986,10006,10045,10049,10092,10109,
    10146,10151,10194,10211,10250,10254,10297,10316,10355,10359,10424,10440,10477,10481,10554,10584,10621,10625,10684,10695,
    10734,10738,10801,10815,10852,10859,10907,10930,10969,10973,11021,11041,11078,11082,11130,11153,11192,11196,11272,11281,
    11318,11322,11354,11371,11408,11413,11445,11465,11504,11508,11540,11560,11599,11603,11647,11657,11694,11699,11743,11756,
    11795,11799,11843,11860,11899,11906,11958,11980,12019,12023,12075,12094,12131,12135,12187,12209,12248,12252,12286,12305,
    12335,12339,12373,12395,12427,12431,12461,12476,12511,12515,12565,12576,12613,12617,12652,12670,12705,12709,12764,12779,
    12816,12820,12850,12865,12934,12938,12968,12986,13057,13064,13108,13139,13190,13194,13238,13266,13315,13320,13364,13395,
    13446,13450,13494,13525,13576,13580,13613,13626,13655,13659,13706,13719,13748,13752,13776,13786,13815,13821,13845,13857,
    13888,13893,13917,13928,13959,13966,14001,14019,14050,14054,14089,14105,14134,14140,14175,14191,14222,14226,14278,14296,
    14325,14329,14358,14372,14406,14410,14439,14456,14492,14496,14530,14553,14591,14596,14630,14651,14691,14698,14737,14758,
    14798,14802,14841,14866,14904,14910,14949,14974,15014,15018,15078,15113,15151,15155,15232,15262,15299,15304,15375,15397,
    15434,15438,15501,15519,15557,15561,15587,15599,15636,15641,15667,15682,15721,15725,15751,15766,15805,15812,15851,15865,
    15904,15908,15947,15958,15995,15999,16038,16052,16091,16095,16132,16145,16178,16182,16207,16218,16248,16255,16285,16298,
    16330,16334,16364,16378,16408,16414,16444,16457,16489,16496,16543,16560,16592,16597,16644,16659,16691,16695,16747,16764,
    16801,16806,16858,16878,16917,16924,16992,17012,17051,17055,17123,17144,17181,17185,17253,17273,17312,17316,17341,17352,
    17382,17387,17412,17426,17458,17462,17487,17501,17533,17537,17582,17601,17631,17635,17680,17702,17734,17738,17764,17777,
    17808,17814,17840,17868,17901,17906,17932,17947,17980,17984,18010,18036,18069,18074,18117,18144,18177,18181,18212,18224,
    18255,18261,18292,18323,18356,18360,18391,18420,18453,18457,18482,18493,18528,18533,18558,18571,18608,18615,18649,18662,
    18699,18703,18737,18747,18782,18786,18820,18833,18870,18874,18918,18937,18972,18977,19021,19042,19079,19086,19145,19166,
    19203,19207,19266,19284,19319,19323,19382,19403,19440,19447,19509,19527,19564,19568,19630,19645,19680,19685,19763,19783,
    19820,19825,19909,19937,19974,19979,20075,20099,20136,20140,20166,20178,20209,20216,20247,20261,20294,20298,20329,20340,
    20371,20375,20406,20420,20453,20458,20503,20516,20549,20556,20603,20636,20690,20694,20741,20771,20823,20828,20875,20908,
    20962,20966,21013,21046,21100,21107,21159,21206,21260,21264,21316,21360,21412,21416,21468,21515,21569,21576,21605,21629,
    21665,21669,21698,21719,21753,21757,21800,21820,21854,21859,21902,21918,21954,21959,22004,22029,22065,22072,22113,22136,
    22172,22176,22217,22237,22271,22276,22333,22357,22393,22397,22428,22444,22480,22484,22507,22516,22544,22549,22572,22584,
    22614,22618,22641,22653,22683,22690,22720,22731,22761,22765,22795,22803,22831,22835,22865,22876,22906,22910,22947,22968,
    22998,23002,23039,23063,23095,23099,23121,23129,23156,23161,23183,23192,23221,23225,23247,23255,23284,23288,23330,23340,
    23367,23372,23414,23435,23464,23471,23498,23509,23538,23542,23569,23583,23612,23617,23658,23668,23694,23698,23747,23763,
    23789,23796,23825,23843,23879,23883,23912,23930,23964,23969,23998,24016,24052,24056,24085,24101,24137,24141,24201,24225,
    24259,24264,24321,24350,24386,24393,24427,24447,24483,24487,24521,24534,24568,24572,24606,24626,24662,24666,24720,24744,
    24778,24783,24845,24876,24912,24919,24966,24998,25049,25053,25100,25118,25222,25226,25273,25299,25350,25357,25411,25448,
    25499,25503,25557,25585,25689,25693,25747,25780,25831,25835,25890,25906,25940,25944,25979,25999,26033,26038,26073,26094,
    26130,26134,26169,26189,26225,26232,26272,26297,26333,26337,26377,26399,26433,26437,26477,26499,26535,26539,26568,26578,
    26611,26616,26645,26657,26693,26697,26757,26781,26815,26822,26859,26871,26907,26911,26948,26957,26991,26995,27032,27044,
    27080,27084,27142,27158,27192,27196,27255,27271,27305,27309,27354,27365,27399,27403,27436,27454,27492,27496,27529,27547,
    27587,27591,27629,27650,27688,27692,27730,27751,27791,27798,27825,27841,27875,27879,27906,27919,27951,27956,27983,27997,
    28031,28035,28062,28075,28109,28116,28148,28167,28201,28205,28237,28253,28285,28289,28321,28337,28371,28375,28400,28414,
    28444,28448,28485,28515,28538,28543,28558,28569,28589,28593,28607,28616,28635,28640,28654,28665,28686,28690,28704,28715,
    28736,28740,28771,28792,28818,28822,28864,28882,28922,28927,28969,28991,29012,29016,29037,29049,29097,29102,29143,29159,
    29187,29192,29244,29257,29278,29282,29339,29371,29397,29404,29425,29436,29457,29461,29482,29496,29515,29519,29540,29557,
    29578,29582,29629,29656,29690,29697,29730,29756,29813,29817,29850,29871,29924,29928,29961,29988,30045,30052,30097,30131,
    30188,30192,30237,30264,30317,30321,30353,30379,30416,30423,30440,30454,30486,30490,30507,30518,30548,30553,30570,30584,
    30616,30620,30637,30651,30683,30688,30722,30734,30760,30765,30809,30837,30869,30874,30912,30928,30956,30960,30991,31000,
    31059,31064,31107,31127,31159,31163,31204,31236,31257,31261,31304,31316,31342,31347,31390,31406,31434,31438,31475,31498,
    31557,31562,31599,31610,31673,31677,31714,31734,31793,31798,31835,31845,31908,31912,31951,31979,32014,32019,32058,32070,
    32107,32112,32149,32164,32190,32195,32239,32266,32298,32303,32341,32357,32389,32394,32433,32454,32485,32490,32537,32561,
    32593,32598,32638,32656,32688,32692,32717,32735,32765,32769,32825,32849,32879,32883,32907,32921,32980,32985,33009,33023,
    33055,33062,33103,33130,33191,33195,33236,33262,33319,33323,33364,33391,33452,33459,33513,33539,33600,33604,33658,33687,
    33744,33748,33802,33829,33890,33894,33941,33963,34011,34016,34055,34073,34099,34104,34142,34159,34224,34228,34274,34303,
    34324,34329,34371,34392,34418,34423,34463,34472,34535,34540,34583,34595,34627,34632,34676,34693,34724,34729,34774,34788,
    34820,34824,34874,34892,34922,34927,34977,34990,35073,35080,35122,35138,35197,35201,35243,35252,35309,35314,35356,35368,
    35427,35431,35473,35489,35548,35555,35607,35619,35678,35682,35734,35747,35804,35808,35860,35872,35931,35938,35986,36007,
    36039,36043,36091,36109,36139,36143,36191,36212,36244,36251,36308,36336,36368,36372,36429,36446,36476,36480,36537,36565,
    36597,36604,36633,36646,36678,36682,36711,36721,36751,36755,36784,36797,36829,36833,36873,36886,36916,36921,36974,36989,
    37019,37024,37067,37079,37111,37116,37173,37195,37280,37285,37348,37371,37401,37406,37457,37474,37511,37516,37569,37587,
    37700,37707,37750,37769,37799,37803,37846,37862,37890,37895,37938,37957,37987,37991,38034,38053,38083,38088,38141,38159,
    38267,38271,38312,38327,38390,38395,38436,38453,38520,38527,38573,38590,38657,38661,38707,38725,38788,38792,38828,38846,
    38904,38908,38973,38998,39056,39060,39127,39151,39208,39212,39261,39278,39336,39340,39392,39431,39501,39506,39558,39569,
    39641,39648,39710,39737,39811,39815,39877,39904,39978,39982,40023,40038,40068,40073,40114,40132,40164,40171,40220,40238,
    40270,40274,40323,40337,40367,40371,40420,40438,40470,40475,40528,40555,40587,40592,40639,40652,40680,40685,40738,40764,
    40796,40803,40835,40847,40879,40883,40915,40924,40954,40959,40991,41003,41035,
] };
