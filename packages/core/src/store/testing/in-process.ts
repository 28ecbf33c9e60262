/** What scripts of tests use in processes of their own: see `store-bundle.ts`. */
export { openStore } from '../open-store.js'
export { sampleSnapshot } from './sample-snapshot.js'
