import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeFolder } from './make-folder.js'
import { temporaryFolder } from './testing/temporary-folder.js'

test('makes a folder and those on the way, and leaves one that is there', () => {
  const folder = temporaryFolder()
  makeFolder(join(folder, 'a/b/c'))
  makeFolder(join(folder, 'a/b/c'))
  makeFolder(folder)
  expect(statSync(join(folder, 'a/b/c')).isDirectory()).toBe(true)
})

test('says what is in the way', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'file'), '')
  expect(() => {
    makeFolder(join(folder, 'file/b'))
  }).toThrow(expect.objectContaining({ code: 'ENOTDIR' }) as Error)
  mkdirSync(join(folder, 'c'))
  const long = join(folder, 'c', 'x'.repeat(300), 'd')
  expect(() => {
    makeFolder(long)
  }).toThrow(expect.objectContaining({ code: 'ENAMETOOLONG' }) as Error)
  expect(existsSync(long)).toBe(false)
})

test('other processes may make and remove the folder at the same moment', { timeout: 60_000 }, async () => {
  const path = join(temporaryFolder(), 'deep')
  const script = `
    const { mkdirSync, rmdirSync } = require('node:fs')
    const attempt = (work) => { try { work() } catch {} }
    process.stdout.write('begun')
    for (;;) {
      attempt(() => rmdirSync(${JSON.stringify(path)}))
      attempt(() => mkdirSync(${JSON.stringify(path)}))
    }`
  for (let other = 0; other < 3; other++) {
    const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    onTestFinished(async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    })
    await once(child.stdout, 'data')
  }
  const end = Date.now() + 3_000
  while (Date.now() < end) makeFolder(path)
})
