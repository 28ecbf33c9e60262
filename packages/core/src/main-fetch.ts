import { mainGlobal } from './decision/realm.js'
import { original } from './original.js'

const main = mainGlobal()

/**
 * `fetch` of the main realm as it was when this module loaded: for Retrial's own requests, which no fake of a test and
 * no replay may answer, and which a sandbox without `fetch` has to be able to make.
 */
export const mainFetch: typeof fetch = original(main.fetch)

/** For {@link mainFetch}, which does not take the one of a sandbox such as jsdom. */
export const MainAbortController: typeof AbortController = main.AbortController
