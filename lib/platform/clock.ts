/** Reads the time. Pure code takes it as a parameter; tests hand in a fixed one. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()
