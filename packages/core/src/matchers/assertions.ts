/** What only a test file with assertions needs: built into a file of its own, and loaded with the first of them. */
export { cutRow } from '../reporting/cut-row.js'
export { located } from './call-location.js'
export { notMade } from './not-made.js'
export { toHaveNoDiffFrom } from './to-have-no-diff-from.js'
export { toReplayMatching } from './to-replay-matching.js'
