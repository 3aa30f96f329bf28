'use client'

import { type DragEvent, useState } from 'react'
import { Alert } from '#components/ui/alert.tsx'

/** Words of the check, in the reader's language. */
export interface FileCheckText {
  readonly drop: string
  readonly local: string
  readonly same: string
  readonly recalled: string
  readonly other: string
  readonly unable: string
}

type Answer = { readonly kind: 'same' | 'other' | 'unable'; readonly file: string; readonly delivered: string }

/** Compares a file of the reader's with the delivery's files, by its SHA-256. The file never leaves the browser. */
export function FileCheck({
  files,
  isRecalled,
  text,
}: {
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
  readonly isRecalled: boolean
  readonly text: FileCheckText
}) {
  const [answers, setAnswers] = useState<readonly Answer[]>([])
  const [isOver, setIsOver] = useState(false)
  const check = async (list: FileList | null) =>
    setAnswers(await Promise.all([...(list ?? [])].map((file) => compare(file, files))))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    void check(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside does the same by keyboard
    <div
      className={isOver ? 'st-drop st-drop-over' : 'st-drop'}
      onDragOver={(event) => {
        event.preventDefault()
        setIsOver(true)
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <label className="form-label" htmlFor="file-check">
        {text.drop}
      </label>
      <span className="form-hint" id="file-check-hint">
        {text.local}
      </span>
      <input
        id="file-check"
        type="file"
        multiple
        aria-describedby="file-check-hint"
        onChange={(event) => void check(event.currentTarget.files)}
      />
      <div role="status">
        {answers.map(({ kind, file, delivered }) => (
          <Alert key={file} tone={kind === 'same' && !isRecalled ? 'success' : 'error'} heading={file}>
            <p>{kind === 'same' ? `${text.same} ${delivered}. ${isRecalled ? text.recalled : ''}` : text[kind]}</p>
          </Alert>
        ))}
      </div>
    </div>
  )
}

async function compare(file: File, files: readonly { readonly name: string; readonly sha256: string }[]): Promise<Answer> {
  try {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
    const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const found = files.find(({ sha256 }) => sha256 === hash)
    return { kind: found ? 'same' : 'other', file: file.name, delivered: found?.name ?? '' }
  } catch {
    return { kind: 'unable', file: file.name, delivered: '' }
  }
}
