import './workbench.css'
import type { ReactNode } from 'react'

/** The analysts' part. Every page and every command asks for the right itself; the frame adds only its looks. */
export default function AnalystLayout({ children }: { children: ReactNode }) {
  return children
}
