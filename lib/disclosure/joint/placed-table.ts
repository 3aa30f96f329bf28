/** A variable that tables are split or restricted by. */
export interface JointVariable {
  readonly id: string
  /** Every finest code a counted unit can have. */
  readonly codes: readonly string[]
  /**
   * Whether each unit stands in exactly one code: `always`, `within-one-code` of the joint problem's `oneCodeOf` variable (a
   * person's age within a calendar year), or `never` (diagnoses of a person).
   */
  readonly additive: 'always' | 'within-one-code' | 'never'
}

/** An axis of a table: per node the finest codes it holds, so that nodes of different tables can be compared. */
export interface PlacedDimension {
  readonly variable: string
  readonly parents: Int32Array
  readonly sets: readonly (readonly string[])[]
  /** As in the counted cube: children add up to their parent. */
  readonly additive: boolean
}

/** A table laid out in finest codes, with its true counts. */
export interface PlacedTable {
  /** What the table is known by in reports: a release, an order. */
  readonly id: string
  /** What is counted, for instance `persons`; tables of different units share no cells. */
  readonly unit: string
  /** In address order. */
  readonly dimensions: readonly PlacedDimension[]
  /** Finest codes kept of variables that are no axis; a variable that stands nowhere is not restricted. */
  readonly restrictions: ReadonlyMap<string, readonly string[]>
  /** By address. */
  readonly counts: Float64Array
  /** By address, of a table released before: 1 hidden, 0 published. Null for a table that is decided now. */
  readonly hidden: Uint8Array | null
}

/** Units of which every other is one of another kind's: a contact has a person, so there are never fewer contacts. */
export interface UnitOrder {
  readonly fewer: string
  readonly more: string
}
