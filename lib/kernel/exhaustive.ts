/** Marks a switch as exhaustive: a new member of the union stops the compiler here. Throws if reached at run time. */
export function exhaustive(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`)
}
