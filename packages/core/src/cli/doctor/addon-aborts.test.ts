import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { addonAborts } from './addon-aborts.js'

// As GNU and MSVC name the function in what an addon imports.
const NEWER = [
  '_ZN4node28RemoveEnvironmentCleanupHookEPN2v87IsolateEPFvPvES3_',
  '?RemoveEnvironmentCleanupHook@node@@YA',
]
const PUBLISHED = '_ZN4node25AddEnvironmentCleanupHookEPN2v87IsolateEPFvPvES3_'
const NODE_API = 'napi_remove_env_cleanup_hook'

const binary = (name: string): Buffer => Buffer.from(`\x7fELF\0\xff\0${name}\0`, 'latin1')

test.each(NEWER)('an addon that imports %s aborts under Node 24 only', (name) => {
  expect(addonAborts(binary(name), '24.0.0')).toBe(true)
  expect(addonAborts(binary(name), '24.21.0')).toBe(true)
  for (const node of ['20.20.2', '22.23.3', '26.10.0', '2.24.0']) {
    expect(addonAborts(binary(name), node), node).toBe(false)
  }
})

test.each([PUBLISHED, NODE_API])('one that imports %s does not', (name) => {
  expect(addonAborts(binary(name), '24.21.0')).toBe(false)
})

// Of Node 24 and later the headers may be either.
test.skipIf(Number(process.versions.node.split('.')[0]) >= 24)('nor does the one installed here', () => {
  const addon = createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node')
  expect(addonAborts(readFileSync(addon), '24.21.0')).toBe(false)
})
