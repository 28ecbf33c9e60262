import { createRequire } from 'node:module'
import { readFileSync } from '../../kept-fs.js'
import { newDatabase } from '../../store/sqlite/sqlite-binding.js'
import { installedVersion } from '../installed-package.js'
import { version } from '../version.js'
import { addonAborts } from './addon-aborts.js'
import { failed, ok, warning, type Finding } from './finding.js'

const LEAST_NODE = [20, 19] as const

/** Node, SQLite, and the runners with their adapters. */
export function checkInstallation(cwd: string): Finding[] {
  return [checkNode(process.versions.node), checkSqlite(), ...checkRunners(cwd)]
}

export function checkNode(node: string): Finding {
  const text = `Node ${node}, retrial ${version()}`
  return isAtLeast(node, LEAST_NODE) ? ok('node', text) : failed('node', `${text}: needs Node 20.19 or later`)
}

/**
 * @param addon the bytes of better-sqlite3's binary. Default those of the installed one.
 * @param node the version of Node that runs. Default this one.
 */
export function checkSqlite(addon = installedAddon(), node: string = process.versions.node): Finding {
  // Not loaded then: it might abort the doctor as well.
  if (addonAborts(addon, node))
    return warning(
      'sqlite',
      'better-sqlite3 may abort runs that use a sqlite: store: it was compiled with the headers of Node 24.19 or later (nodejs/node#65446). Run "npm rebuild better-sqlite3" with npm_config_target=24.0.0 in the environment',
    )
  try {
    const database = newDatabase(':memory:', {})
    const found = database.prepare('SELECT sqlite_version()').pluck().get() as string
    database.close()
    return ok('sqlite', `better-sqlite3 loads, SQLite ${found}`)
  } catch (error) {
    return failed('sqlite', (error as Error).message)
  }
}

/** Empty where it is in another place than usual: then nothing is known against it. */
function installedAddon(): Buffer {
  try {
    return readFileSync(
      createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node'),
    )
  } catch {
    return Buffer.alloc(0)
  }
}

const RUNNERS = [
  {
    name: 'vitest',
    adapter: '@retrial/vitest-plugin',
    range: '4.1 to 5',
    fits: (found: string) => isAtLeast(found, [4, 1]) && !isAtLeast(found, [6, 0]),
  },
  {
    name: 'jest',
    adapter: '@retrial/jest-preset',
    range: '29.7 to 30',
    fits: (found: string) => isAtLeast(found, [29, 7]) && !isAtLeast(found, [31, 0]),
  },
]

function checkRunners(cwd: string): Finding[] {
  const found = RUNNERS.flatMap(({ name, adapter, range, fits }): Finding[] => {
    const [runner, ours] = [installedVersion(name, cwd), installedVersion(adapter, cwd)]
    if (runner === undefined) return []
    if (!fits(runner)) return [failed(name, `${name} ${runner} is not one of ${range}`)]
    if (ours === undefined)
      return [warning(name, `${name} ${runner}, without ${adapter}: npm install --save-dev ${adapter}`)]
    return [
      ours === version()
        ? ok(name, `${name} ${runner} with ${adapter} ${ours}`)
        : failed(
            name,
            `${adapter} ${ours} is not of the version of @retrial/core, ${version()}: install both anew`,
          ),
    ]
  })
  return found.length > 0 ? found : [warning('runner', 'neither vitest nor jest is installed here')]
}

function isAtLeast(text: string, [major, minor]: readonly [number, number]): boolean {
  const [foundMajor = 0, foundMinor = 0] = text.split('.').map(Number)
  return foundMajor > major || (foundMajor === major && foundMinor >= minor)
}
