'use client'

import { useRef, useState } from 'react'
import { FoldedText } from '#components/ui/folded-text.tsx'
import { fieldId } from '#components/ui/form-field.tsx'
import { useHasScripts } from '#components/ui/use-has-scripts.ts'
import { writeField } from '#components/ui/write-field.ts'
import type { CodeItem } from '#lib/catalogue/pick-codes.ts'
import { AnsweredText } from './answered-text.tsx'
import type { Chosen } from './chosen-codes.ts'
import { CodeTree, type CodeTreeText } from './code-tree.tsx'
import type { CodeSource } from './use-code-branches.ts'

interface Props {
  readonly source: CodeSource
  /** The field that holds the groups, a line each. */
  readonly name: string
  readonly label: string
  readonly summary: string
  /** The lines as the page last answered them. */
  readonly answered: string
  readonly text: CodeTreeText & {
    readonly asText: string
    readonly groups: string
    readonly groupsHint: string
    readonly newGroup: string
    readonly groupName: string
    readonly add: string
    readonly nameFirst: string
    readonly codesFirst: string
    readonly added: string
    readonly inGroup: string
    readonly removeGroup: string
  }
}

/** Groups of the requester's own: codes ticked in the tree get a name together. The field holds them a line each, as they are written. */
export function GroupBuilder({ source, name, label, summary, answered, text }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const hasScripts = useHasScripts()
  const [startsOpen] = useState(answered.trim() !== '')
  const [isOpen, setOpen] = useState(startsOpen)
  const [own, setOwn] = useState<string | null>(null)
  const lines = linesOf(own ?? answered)
  const write = (next: readonly string[]) => {
    writeField(field.current, next.join('\n'))
    setOwn(next.join('\n'))
  }
  return (
    <details className="st-disclosure" open={startsOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div className="st-disclosure-content">
        {hasScripts && isOpen ? (
          <div onChange={(event) => event.stopPropagation()}>
            <GroupList lines={lines} onLines={write} text={text} />
            <NewGroup source={source} id={`groups-${fieldId(name)}`} label={label} lines={lines} onLines={write} text={text} />
          </div>
        ) : null}
        <FoldedText summary={text.asText}>
          <AnsweredText
            name={name}
            label={text.groups}
            hint={text.groupsHint}
            answered={answered}
            rows={5}
            field={field}
            onTyped={() => setOwn(field.current?.value ?? null)}
          />
        </FoldedText>
      </div>
    </details>
  )
}

type PartProps = Pick<Props, 'text'> & {
  readonly lines: readonly string[]
  readonly onLines: (lines: readonly string[]) => void
}

function GroupList({ lines, onLines, text }: PartProps) {
  if (lines.length === 0) return null
  return (
    <ul className="st-group-list">
      {lines.map((line, at) => (
        <li key={line}>
          <span>{line}</span>
          <button type="button" className="st-link-button" onClick={() => onLines(lines.filter((_, other) => other !== at))}>
            {text.removeGroup}
            <span className="sr-only"> {line}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function NewGroup({ source, id, label, lines, onLines, text }: PartProps & Pick<Props, 'source' | 'label'> & { id: string }) {
  const [chosen, setChosen] = useState<Chosen>([])
  const [groupName, setGroupName] = useState('')
  const [message, setMessage] = useState('')
  const inGroup = groupOfCodes(lines)
  const noteOf = ({ code, path }: CodeItem) => {
    const group = [code, ...path].map((each) => inGroup.get(each)).find((each) => each !== undefined)
    return group === undefined ? undefined : text.inGroup.replace('{group}', group)
  }
  const add = () => {
    if (chosen.length === 0) return setMessage(text.codesFirst)
    // A colon parts the name from the codes; one within the name stays readable since the last one counts.
    const name = groupName.trim().replace(/\s+/g, ' ')
    if (name === '') return setMessage(text.nameFirst)
    onLines([...lines, `${name}: ${chosen.map(({ code }) => code).join(', ')}`])
    setChosen([])
    setGroupName('')
    setMessage(text.added.replace('{group}', name))
  }
  return (
    <fieldset className="st-new-group">
      <legend className="form-label">{text.newGroup}</legend>
      <CodeTree source={source} id={id} label={label} chosen={chosen} onChosen={setChosen} noteOf={noteOf} text={text} />
      <label className="form-label" htmlFor={`${id}-name`}>
        {text.groupName}
      </label>
      <input
        id={`${id}-name`}
        type="text"
        className="form-input"
        autoComplete="off"
        maxLength={60}
        value={groupName}
        onChange={(event) => setGroupName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <p className="form-hint" role="status">
        {message}
      </p>
      <button type="button" className="button button-secondary" onClick={add}>
        {text.add}
      </button>
    </fieldset>
  )
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

/** Which group holds a code that is written out; ranges are left to the service, which refuses a code in two groups. */
function groupOfCodes(lines: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    lines.flatMap((line) => {
      const colon = line.lastIndexOf(':')
      const group = colon < 0 ? line.trim() : line.slice(0, colon).trim()
      return line
        .slice(colon + 1)
        .split(/[,;\s]+/)
        .filter((code) => code !== '')
        .map((code) => [code, group] as const)
    }),
  )
}
