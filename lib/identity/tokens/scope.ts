/** What a token may be used for. Reading the catalogue and asking for a price need no scope of their own. */
export const TOKEN_SCOPES = ['orders:read', 'orders:write', 'deliveries:read'] as const
export type TokenScope = (typeof TOKEN_SCOPES)[number]

/** The longest life of a token, in days. */
export const LONGEST_TOKEN_DAYS = 365
