/** An import that can't go on, in one sentence for whoever started it. */
export class ImportError extends Error {}
