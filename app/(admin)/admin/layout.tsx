import type { ReactNode } from 'react'
import { AdminMenu } from '#components/admin/admin-menu.tsx'
import { requireStaff } from '#lib/web/session.ts'

/** The desk's frame. Every page and every command asks for the right itself; this only spares others the menu. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  await requireStaff('administrator', '/admin')
  return (
    <>
      <AdminMenu />
      {children}
    </>
  )
}
