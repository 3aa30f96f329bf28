'use server'

import { decideRoleGrant, setPersonStatus, setStaffRole } from '#lib/identity/commands.ts'
import {
  addMember,
  changeMember,
  changeOrganisation,
  createOrganisation,
  setOrganisationActive,
} from '#lib/identity/organisations/commands.ts'
import { creditInvoice, notePayment, startInvoiceRun } from '#lib/invoicing/commands.ts'
import { resetMailText, saveMailText } from '#lib/orders/commands/mail-texts.ts'
import { saveOrderSettings, saveSensitiveTopics } from '#lib/orders/commands/settings.ts'
import { saveRetention, tryRetention } from '#lib/orders/retention/commands.ts'
import { restoreText, retireText, saveText } from '#lib/orders/texts/commands.ts'
import { saveCalendar, saveServiceLevels } from '#lib/sla/commands.ts'
import { action } from '#lib/web/action.ts'
import {
  calendarForm,
  orderSettingsForm,
  personStatusForm,
  roleGrantForm,
  serviceLevelsForm,
  staffRoleForm,
  tariffForm,
} from '#lib/web/admin-forms.ts'
import { saveAuthorityNow } from '#lib/web/current-authority.ts'
import { customerActiveForm, customerForm, memberForm, newCustomerForm, newMemberForm } from '#lib/web/customer-forms.ts'
import { authorityForm, creditForm, invoiceRunForm, paymentForm, paymentTakenBackForm } from '#lib/web/invoice-forms.ts'
import { mailTextForm, mailTextResetForm } from '#lib/web/mail-text-forms.ts'
import { retentionForm, retentionSaveForm } from '#lib/web/retention-forms.ts'
import { addTariffToday } from '#lib/web/tariffs.ts'
import { cannedTextForm, restoreTextForm, textTargetForm } from '#lib/web/text-forms.ts'
import { sensitiveTopicsForm } from '#lib/web/triage-forms.ts'

export const saveTariff = action(tariffForm, addTariffToday, () => '/admin/takster?gemt=1')
export const keepCalendar = action(calendarForm, saveCalendar, () => '/admin/kalender?gemt=1')
export const keepServiceLevels = action(serviceLevelsForm, saveServiceLevels, () => '/admin/servicemaal?gemt=1')
export const keepOrderSettings = action(orderSettingsForm, saveOrderSettings, () => '/admin/graenser?gemt=1')
export const keepSensitiveTopics = action(sensitiveTopicsForm, saveSensitiveTopics, () => '/admin/emner?gemt=1')
export const keepPersonStatus = action(personStatusForm, setPersonStatus, () => '/admin/personer?gemt=1')
export const keepStaffRole = action(staffRoleForm, setStaffRole, () => '/admin/personer?gemt=1')
export const keepRoleGrant = action(roleGrantForm, decideRoleGrant, () => '/admin/personer?gemt=1')
export const keepAuthority = action(authorityForm, saveAuthorityNow, () => '/admin/myndighed?gemt=1')
export const issueInvoices = action(invoiceRunForm, startInvoiceRun, () => '/admin/fakturaer?startet=1')
export const keepPayment = action(paymentForm, notePayment, ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=paid`)
export const keepPaymentTakenBack = action(
  paymentTakenBackForm,
  notePayment,
  ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=unpaid`,
)
export const makeCreditNote = action(creditForm, creditInvoice, ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=credited`)

const customerPage = ({ organisationId }: { readonly organisationId: string }) => `/admin/kunder/${organisationId}?gemt=1`
export const makeCustomer = action(newCustomerForm, createOrganisation, customerPage)
export const keepCustomer = action(customerForm, changeOrganisation, customerPage)
export const keepCustomerActive = action(customerActiveForm, setOrganisationActive, customerPage)
export const makeMember = action(newMemberForm, addMember, customerPage)
export const keepMember = action(memberForm, changeMember, customerPage)
export const keepMailText = action(mailTextForm, saveMailText, ({ kind }) => `/admin/tekster/${kind}?gemt=1`)
export const returnMailText = action(mailTextResetForm, resetMailText, ({ kind }) => `/admin/tekster/${kind}?gemt=1`)
const textPage = ({ textId }: { readonly textId: string }) => `/admin/svartekster/${textId}?gemt=1`
export const keepText = action(cannedTextForm, saveText, textPage)
export const endText = action(textTargetForm, retireText, textPage)
export const bringTextBack = action(restoreTextForm, restoreText, textPage)
export const tryRules = action(retentionForm, tryRetention, ({ runId }) => `/admin/opbevaring?proeve=${runId}`)
export const keepRetention = action(retentionSaveForm, saveRetention, () => '/admin/opbevaring?gemt=1')
