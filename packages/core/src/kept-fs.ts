import * as fs from 'node:fs'
import { mainGlobal } from './decision/realm.js'

const SLOT = Symbol.for('@retrial/core.fs')
const main = mainGlobal() as typeof globalThis & { [SLOT]?: typeof fs | undefined }

/**
 * The file system as it was when the first copy of Retrial was loaded into this process: what it keeps has to reach the
 * disk, and to be read from there, whatever a test puts in the place of `node:fs`. (jest hands a mock to us as well, and all
 * test files of a worker share the module that a spy changes.)
 */
export const {
  accessSync,
  appendFileSync,
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  writeFileSync,
  writeSync,
} = (main[SLOT] ??= keptNow())

function keptNow(): typeof fs {
  const { getBuiltinModule } = main.process as { getBuiltinModule?: (name: 'node:fs') => typeof fs }
  // Node itself gives the real one where a setup file has mocked it already.
  const now = getBuiltinModule?.('node:fs') ?? fs
  // Of the main realm, or it would hold on to the sandbox of the first test file. Not all there is: Node warns of some.
  const { createReadStream, constants } = now
  const kept = new main.Object() as typeof fs
  const names = (Object.keys(now) as (keyof typeof fs)[]).filter((name) => name.endsWith('Sync'))
  for (const name of names) Object.assign(kept, { [name]: now[name] })
  return Object.assign(kept, { createReadStream, constants })
}
