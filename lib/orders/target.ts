/** Which order, and the version of it the person was looking at. */
export interface OrderTarget {
  readonly orderId: string
  readonly expectedVersion: number
}

/** What a command on an order answers. */
export interface Done {
  readonly orderId: string
}
