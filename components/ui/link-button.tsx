import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ButtonVariant } from './button.tsx'

/** A link that looks like a button: it goes somewhere, it changes nothing. */
export function LinkButton({
  href,
  variant = 'secondary',
  children,
  className = '',
}: {
  href: string
  variant?: ButtonVariant
  children: ReactNode
  className?: string
}) {
  return (
    <Link href={href} className={`button button-${variant} ${className}`}>
      {children}
    </Link>
  )
}
