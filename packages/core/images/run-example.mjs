import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const EXAMPLE = fileURLToPath(new URL('../../../examples/support-triage', import.meta.url))
const COPIED = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts']
const VITEST = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')

/**
 * Records the example in a copy, and runs its tests as often as is asked for.
 *
 * @returns its folder, which `remove` takes away; and `test`, which changes sources (file, what is replaced, by what) and gives
 * what vitest then printed, with colours.
 */
export function runExample() {
  // Inside the example, so that its packages resolve.
  const folder = join(EXAMPLE, '.test-artifacts', 'images')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const name of COPIED) cpSync(join(EXAMPLE, name), join(folder, name), { recursive: true })
  const node = (...args) => {
    // Both streams into one file, as they would meet in a terminal.
    const printed = join(folder, 'printed.txt')
    const file = openSync(printed, 'w')
    spawnSync(process.execPath, args, {
      cwd: folder,
      stdio: ['ignore', file, file],
      env: { PATH: process.env.PATH, HOME: process.env.HOME, FORCE_COLOR: '1' },
    })
    // The folder would be that of this machine.
    closeSync(file)
    return readFileSync(printed, 'utf8').replaceAll(folder, '~/support-triage')
  }
  node('--import', 'tsx', 'scripts/record.ts')
  const test = (...edits) => {
    for (const [file, before, after] of edits) {
      const path = join(folder, file)
      const text = readFileSync(path, 'utf8')
      if (!text.includes(before)) throw new Error(`${file} of the example does not hold ${before}`)
      writeFileSync(path, text.replace(before, after))
    }
    return node(VITEST, 'run')
  }
  const remove = () => {
    rmSync(folder, { recursive: true, force: true })
  }
  return { folder, test, remove }
}
