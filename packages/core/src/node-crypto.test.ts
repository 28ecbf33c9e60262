import crypto from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { nodeCrypto } from './node-crypto.js'

const SOURCES = fileURLToPath(new URL('.', import.meta.url))

test('is the module itself', () => {
  expect(nodeCrypto).toBe(crypto)
})

test('nothing here imports it in another way: a sandbox would copy its functions too early', () => {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('testing'),
  )
  const importing = files.filter((file) =>
    /^import (?!type ).*from '(?:node:)?crypto'/m.test(readFileSync(join(SOURCES, file), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(importing).toEqual([])
})
