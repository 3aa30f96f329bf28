import type { ComponentProps } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'tertiary' | 'warning'

/** A button; `primary` once per page or form. */
export function Button({
  variant = 'secondary',
  className = '',
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { variant?: ButtonVariant }) {
  return <button type={type} className={`button button-${variant} ${className}`} {...rest} />
}
