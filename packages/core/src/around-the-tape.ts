/** What to do about contacts with the network that no recording holds. */
export const AROUND_THE_TAPE =
  "wrap that call in effect(name, fn), use global fetch, or have node:http taped (axios, got, node-fetch): decision(name, fn, { http: ['undici', 'node'] })"
