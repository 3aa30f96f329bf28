'use server'

import { requestRun } from '#lib/production/commands.ts'
import { mapUpload, removeUpload } from '#lib/production/uploads/commands.ts'
import { action } from '#lib/web/action.ts'
import { mappingForm, removeUploadForm, runUploadForm } from '#lib/web/upload-forms.ts'

export const map = action(mappingForm, mapUpload, ({ orderId }) => `/sager/${orderId}/egen-tabel?besked=upload-mapped`)
export const remove = action(
  removeUploadForm,
  removeUpload,
  ({ orderId }) => `/sager/${orderId}/egen-tabel?besked=upload-removed`,
)
export const protect = action(runUploadForm, requestRun, ({ orderId }) => `/sager/${orderId}?besked=run-requested#koersler`)
