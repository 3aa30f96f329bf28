import Link from 'next/link'
import { useTranslations } from 'next-intl'

export interface Step {
  readonly label: string
  readonly state: 'done' | 'current' | 'todo'
  /** Where a step that is done can be opened again. */
  readonly href?: string | undefined
}

/** The steps of a form in order; steps that are done stay links. */
export function StepIndicator({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations('common.steps')
  const current = steps.findIndex((step) => step.state === 'current') + 1
  return (
    <nav className="st-steps" aria-label={t('label')}>
      <p className="st-steps-position">{t('position', { current, total: steps.length })}</p>
      <ol>
        {steps.map((step, i) => (
          <li
            key={step.label}
            className={`st-step st-step-${step.state}`}
            aria-current={step.state === 'current' ? 'step' : undefined}
          >
            <span className="st-step-number" aria-hidden="true">
              {step.state === 'done' ? '✓' : i + 1}
            </span>
            {step.href && step.state !== 'current' ? <Link href={step.href}>{step.label}</Link> : <span>{step.label}</span>}
            {step.state === 'done' ? <span className="sr-only">{t('done')}</span> : null}
          </li>
        ))}
      </ol>
    </nav>
  )
}
