import { mainGlobal } from '../decision/realm.js'

/** `queueMicrotask` of the process: the runner hears of what is thrown in it, also from jsdom and under fake timers. */
export const atEndOfTurn = mainGlobal().queueMicrotask
