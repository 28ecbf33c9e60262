import { expect, test } from 'vitest'
import { run } from './run.js'
import { testTerminal } from './testing/test-terminal.js'

test('help lists the verbs, on stdout', async () => {
  const terminal = testTerminal()
  expect(await run(['--help'], terminal)).toBe(0)
  expect(terminal.printed()).toMatch(/Usage: retrial .*\n[^]*\n {2}list /)
  expect(terminal.noted()).toBe('')
})

test.each([
  ['a misspelt verb', ['lis'], "error: unknown command 'lis'\n(Did you mean list?)"],
  ['a misspelt option', ['list', '--jsn'], "error: unknown option '--jsn'\n(Did you mean --json?)"],
  ['an option without its value', ['list', '--store'], "error: option '--store <url>' argument missing"],
  ['one argument too many', ['list', 'x'], 'error: too many arguments'],
])('%s is named on stderr, with a near name, and ends with 2', async (_what, args, text) => {
  const terminal = testTerminal()
  expect(await run(args, terminal)).toBe(2)
  expect(terminal.noted()).toContain(text)
  expect(terminal.printed()).toBe('')
})

test.each([
  ['wrong use', ['list', '--store', 'nosuch:x'], 2, 'INVALID_OPTION'],
  ['a store that cannot be read', ['list', '--store', `sqlite:${import.meta.filename}`], 3, 'STORE_CORRUPT'],
])('%s: the code of the error, and an exit code', async (_what, args, code, named) => {
  const terminal = testTerminal()
  expect(await run(args, terminal)).toBe(code)
  expect(terminal.noted()).toMatch(new RegExp(`^retrial: ${named}: `))
})
