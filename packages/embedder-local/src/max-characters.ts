/** The longest text that is embedded: the time it takes grows with the square of its length, here to about 0.2 s. */
export const MAX_CHARACTERS = 8_000
