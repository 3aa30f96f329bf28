/** How far something has come, in words and as a bar. `share` runs from 0 to 1; null while it cannot be known. */
export function ProgressBar({ label, share, text }: { label: string; share: number | null; text?: string }) {
  return (
    <div className="st-progress">
      <div className="st-progress-label">
        <span>{label}</span>
        {text ? <span>{text}</span> : null}
      </div>
      <progress aria-label={label} max={1} {...(share === null ? {} : { value: Math.min(1, Math.max(0, share)) })} />
    </div>
  )
}
