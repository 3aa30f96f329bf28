import type { Tx } from '#lib/platform/db.ts'
import { SETTINGS, type SettingKey, type SettingValue } from '#lib/platform/settings.ts'

/** A setting's value in force. Throws when a stored value no longer fits its schema. */
export async function loadSetting<K extends SettingKey>(tx: Tx, key: K): Promise<SettingValue<K>> {
  const row = await tx.setting.findUnique({ where: { key } })
  return (row ? SETTINGS[key].schema.parse(row.value) : SETTINGS[key].initial) as SettingValue<K>
}
