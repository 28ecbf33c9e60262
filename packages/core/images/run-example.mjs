import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const EXAMPLE = fileURLToPath(new URL('../../../examples/support-triage', import.meta.url))
const COPIED = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts']
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/**
 * Records the example in a copy, runs its tests as they are, then with changes to its sources.
 *
 * @param edits of a file of the example: what is replaced by what.
 * @returns what vitest printed to stdout (failures in full go to stderr), with colours, and the folder, which `remove` takes away.
 */
export function runExample(edits) {
  // Inside the example, so that its packages resolve.
  const folder = join(EXAMPLE, '.test-artifacts', 'images')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of COPIED) cpSync(join(EXAMPLE, name), join(folder, name), { recursive: true })
  const node = (...args) => {
    const { stdout } = spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, HOME: process.env.HOME, FORCE_COLOR: '1' },
    })
    // The folder would be that of this machine.
    return stdout.replaceAll(folder, '~/support-triage')
  }
  node('--import', 'tsx', 'scripts/record.ts')
  const green = node(VITEST, 'run')
  for (const [file, before, after] of edits) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    if (!text.includes(before)) throw new Error(`${file} of the example does not hold ${before}`)
    writeFileSync(path, text.replace(before, after))
  }
  const red = node(VITEST, 'run')
  return {
    folder,
    green,
    red,
    remove: () => {
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
