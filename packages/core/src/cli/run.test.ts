import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { describeError } from './describe-error.js'
import { Interrupted } from './interrupted.js'
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

test('what nobody foresaw shows where it came from, a line each, none of which is a workflow command', () => {
  expect(describeError(new Error('line one\n::error::line two'), testTerminal().paintNote)).toMatch(
    /^retrial: Error: line one\n {2}\| ::error::line two\n {2}\| at /,
  )
})

test('an error of the file system is told in a line', () => {
  const error = thrownBy(() => readFileSync('/no/such/file'))
  expect(describeError(error, testTerminal().paintNote)).toBe(
    "retrial: ENOENT: no such file or directory, open '/no/such/file'",
  )
})

test('a folder without rights is told with what to do', () => {
  const error = Object.assign(new Error("EACCES: permission denied, open '/x'"), {
    code: 'EACCES',
    syscall: 'open',
  })
  expect(describeError(error, testTerminal().paintNote)).toBe(
    "retrial: EACCES: permission denied, open '/x'. Nothing was changed there: it takes the right to read and write it.",
  )
})

test('a verb that was interrupted ends with the code of the signal', async () => {
  const stop = new AbortController()
  const terminal = testTerminal(undefined, {
    print: () => {
      throw new Interrupted('SIGTERM')
    },
    signal: stop.signal,
  })
  expect(await run(['list', '--json'], terminal)).toBe(143)
  expect(terminal.noted()).toBe('retrial: stopped.')
})

test('a wrong use of a verb names its help', async () => {
  const terminal = testTerminal()
  await run(['list', '--jsn'], terminal)
  expect(terminal.noted()).toContain('(retrial list --help shows how it is used)')
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  throw new Error('nothing was thrown')
}
