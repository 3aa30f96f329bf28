'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { FoldedText } from '#components/ui/folded-text.tsx'
import { fieldId } from '#components/ui/form-field.tsx'
import { useHasScripts } from '#components/ui/use-has-scripts.ts'
import { writeField } from '#components/ui/write-field.ts'
import { AnsweredText } from './answered-text.tsx'
import { type Chosen, codesText } from './chosen-codes.ts'
import { CodeTree, type CodeTreeText } from './code-tree.tsx'
import type { CodeSource } from './use-code-branches.ts'

interface Props {
  readonly source: CodeSource
  /** The field that holds the codes as text. */
  readonly name: string
  readonly label: string
  readonly summary: string
  /** What the page's last answer says is chosen. */
  readonly chosen: Chosen
  readonly text: CodeTreeText & { readonly asText: string; readonly codes: string; readonly codesHint: string }
  /** Stands instead of the tree where there are no scripts. */
  readonly children: ReactNode
}

/** Codes of a variable, chosen in its tree or written. The field holds what is chosen; the tree writes into it and reads from it. */
export function CodePicker({ source, name, label, summary, chosen, text, children }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const hasScripts = useHasScripts()
  const [startsOpen] = useState(chosen.length > 0)
  const [isOpen, setOpen] = useState(startsOpen)
  const [own, setOwn] = useState<Chosen | null>(null)
  const answered = codesText(chosen)
  // What was chosen here stands until the page has answered it; an answer to an earlier choice does not put that back.
  useEffect(() => setOwn((mine) => (mine && codesText(mine) === answered ? null : mine)), [answered])
  const choose = (next: Chosen) => {
    writeField(field.current, codesText(next))
    setOwn(next)
  }
  return (
    <details className="st-disclosure" open={startsOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <div className="st-disclosure-content">
        {hasScripts && isOpen ? (
          // What is searched for here is no change of the table.
          <div onChange={(event) => event.stopPropagation()}>
            <CodeTree
              source={source}
              id={`tree-${fieldId(name)}`}
              label={label}
              chosen={own ?? chosen}
              onChosen={choose}
              text={text}
            />
          </div>
        ) : null}
        <FoldedText summary={text.asText}>
          <AnsweredText
            name={name}
            label={text.codes}
            hint={text.codesHint}
            answered={answered}
            rows={3}
            field={field}
            onTyped={() => setOwn(null)}
          />
        </FoldedText>
        {hasScripts ? null : children}
      </div>
    </details>
  )
}
