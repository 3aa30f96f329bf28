import type { ReactNode } from 'react'
import { PageHeading } from './page-heading.tsx'

export interface TextSection {
  readonly key: string
  readonly heading: string
  readonly paragraphs: readonly string[]
  /** Links and the like, after the text. */
  readonly after?: ReactNode
}

/** A page to read: a heading, an introduction and sections. */
export function TextPage({ heading, lead, sections }: { heading: string; lead: string; sections: readonly TextSection[] }) {
  return (
    <article className="st-prose">
      <PageHeading heading={heading} lead={<p>{lead}</p>} />
      {sections.map((section) => (
        <section key={section.key} id={section.key}>
          <h2>{section.heading}</h2>
          {section.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
          {section.after}
        </section>
      ))}
    </article>
  )
}
