/** Marks what a tap has caught, or has put in place. */
export const TAPED = Symbol.for('@retrial/core.taped')

/** Says that a request, or the socket it goes through, is on a tape, to every copy of the package. */
export function markTaped(contact: object): void {
  // A kept socket is marked for each request that goes through it.
  if (!isTaped(contact)) Object.defineProperty(contact, TAPED, { value: true, configurable: true })
}

/** Whether a request or a socket is on a tape. */
export function isTaped(contact: object): boolean {
  return TAPED in contact
}
