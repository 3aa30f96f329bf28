'use client'

import { useEffect, useState } from 'react'
import { readLayoutFile } from './read-layout-file.ts'

/** A file with an empty table, read in the browser into the field below. Nothing is uploaded; without scripts it is not offered. */
export function LayoutFile({ label, hint, failed, field }: { label: string; hint: string; failed: string; field: string }) {
  const [hasScripts, setHasScripts] = useState(false)
  const [hasFailed, setHasFailed] = useState(false)
  useEffect(() => setHasScripts(true), [])
  const read = async (file: File | undefined) => {
    if (!file) return
    const text = await readLayoutFile(file).catch(() => null)
    setHasFailed(text === null)
    const area = document.getElementById(field)
    if (text !== null && area instanceof HTMLTextAreaElement) area.value = text
  }
  if (!hasScripts) return null
  return (
    <div className="form-group">
      <label className="form-label" htmlFor="layout-file">
        {label}
      </label>
      <span className="form-hint" id="layout-file-hint">
        {hint}
      </span>
      <input
        id="layout-file"
        type="file"
        accept=".csv,.txt,.tsv,.xlsx"
        aria-describedby="layout-file-hint"
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      <p role="status">{hasFailed ? failed : ''}</p>
    </div>
  )
}
