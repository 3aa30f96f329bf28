import { LINK_AXIS, LINKED_TABLE } from '#lib/catalogue/linked-events.ts'
import type { Register } from '#lib/catalogue/register.ts'
import { variable } from './variable.ts'

/** The invented registers know the same persons by the same number; those with a day for each event can be linked to. */
export function linkedEvents(): NonNullable<Register['links']> {
  return {
    variable: variable(
      { da: 'Koblede hændelser', en: 'Linked events' },
      {
        da: 'Hændelser i det register, der kobles til, inden for det valgte tidsrum.',
        en: 'Events in the linked register within the chosen time.',
      },
      {
        id: LINK_AXIS.variable, kind: 'category', classification: 'event_number', levels: ['event_number', LINK_AXIS.level], filter: false,
        multiple: ['persons'], source: { table: LINKED_TABLE, column: 'events', coding: 'number' },
      },
    ),
    registers: ['lpr', 'lmdb', 'car'],
  }
}
