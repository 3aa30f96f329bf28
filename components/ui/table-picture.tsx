const COLUMNS = [0, 1, 2, 3] as const
const ROWS = [0, 1, 2, 3, 4] as const
/** Where the picture shows a hidden figure: two in a row and two in a column, as protection would have it. */
const HIDDEN = new Set(['1/1', '1/3', '3/1', '3/3'])

/** A drawing of what is ordered: a table, some of its figures hidden. Says nothing to a screen reader. */
export function TablePicture({ className = '' }: { className?: string }) {
  return (
    <svg className={className} viewBox="0 0 300 210" aria-hidden="true" focusable="false">
      <rect width="300" height="210" rx="10" fill="#fff" stroke="#c9dceb" />
      <path d="M0 42V10A10 10 0 0 1 10 0H290A10 10 0 0 1 300 10V42Z" fill="#14507f" />
      {COLUMNS.map((column) => (
        <rect key={column} x={104 + column * 49} y="17" width="26" height="8" rx="4" fill="#fff" opacity="0.8" />
      ))}
      {ROWS.map((row) => (
        <g key={row}>
          <rect x="16" y={57 + row * 31} width={row % 2 === 0 ? 58 : 44} height="8" rx="4" fill="#4a4f55" />
          {COLUMNS.map((column) => (
            <Figure key={column} x={104 + column * 49} y={57 + row * 31} isHidden={HIDDEN.has(`${row}/${column}`)} />
          ))}
          {row === 0 ? null : <path d={`M12 ${45 + row * 31}H288`} stroke="#d5d9de" />}
        </g>
      ))}
    </svg>
  )
}

function Figure({ x, y, isHidden }: { x: number; y: number; isHidden: boolean }) {
  if (!isHidden) return <rect x={x} y={y} width="26" height="8" rx="4" fill="#9db9d1" />
  return (
    <g fill="#0c3557">
      <circle cx={x + 15} cy={y + 5} r="3" />
      <circle cx={x + 23} cy={y + 5} r="3" />
    </g>
  )
}
