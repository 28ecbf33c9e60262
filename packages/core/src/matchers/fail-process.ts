import { mainGlobal } from '../decision/realm.js'

/** Has the process end with 1, later: what is thrown now would be put down to what runs by now, or end a watch. */
export function failProcess(text: string): void {
  // Of the main realm: that of jest's sandbox is another.
  const { process } = mainGlobal()
  // eslint-disable-next-line no-restricted-properties -- nobody is left who would print it
  process.stderr.write(`${text}\n`)
  process.exitCode = 1
}
