'use server'

import { saveAuthority } from '#lib/identity/authority/commands.ts'
import { decideRoleGrant, setPersonStatus, setStaffRole } from '#lib/identity/commands.ts'
import { creditInvoice, notePayment, startInvoiceRun } from '#lib/invoicing/commands.ts'
import { saveOrderSettings } from '#lib/orders/commands/settings.ts'
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
import { authorityForm, creditForm, invoiceRunForm, paymentForm, paymentTakenBackForm } from '#lib/web/invoice-forms.ts'
import { addTariffToday } from '#lib/web/tariffs.ts'

export const saveTariff = action(tariffForm, addTariffToday, () => '/admin/takster?gemt=1')
export const keepCalendar = action(calendarForm, saveCalendar, () => '/admin/kalender?gemt=1')
export const keepServiceLevels = action(serviceLevelsForm, saveServiceLevels, () => '/admin/servicemaal?gemt=1')
export const keepOrderSettings = action(orderSettingsForm, saveOrderSettings, () => '/admin/graenser?gemt=1')
export const keepPersonStatus = action(personStatusForm, setPersonStatus, () => '/admin/personer?gemt=1')
export const keepStaffRole = action(staffRoleForm, setStaffRole, () => '/admin/personer?gemt=1')
export const keepRoleGrant = action(roleGrantForm, decideRoleGrant, () => '/admin/personer?gemt=1')
export const keepAuthority = action(authorityForm, saveAuthority, () => '/admin/myndighed?gemt=1')
export const issueInvoices = action(invoiceRunForm, startInvoiceRun, () => '/admin/fakturaer?startet=1')
export const keepPayment = action(paymentForm, notePayment, ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=paid`)
export const keepPaymentTakenBack = action(
  paymentTakenBackForm,
  notePayment,
  ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=unpaid`,
)
export const makeCreditNote = action(creditForm, creditInvoice, ({ invoiceId }) => `/admin/fakturaer/${invoiceId}?gemt=credited`)
