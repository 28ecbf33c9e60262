import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Peer } from './peer.js'

/** Kept from one run to the next: the largest of them are more than a gigabyte. */
const CACHE = join(tmpdir(), 'retrial-bench-peers')

/** A project of its own, far from the repository, with a peer and the vitest that it is compared with. */
export interface InstalledPeer {
  readonly folder: string
  /** The Node that runs it: its own, where it is installed beside it. */
  readonly node: string
  readonly versionOf: (name: string) => string
  /** Where the file of a command lies. */
  readonly binOf: (name: string) => string
}

/**
 * Has npm install a peer, unless it is there.
 *
 * @throws Error with what npm says where it cannot.
 */
export function installPeer({ name, packages, scripts = [] }: Peer, vitest: string): InstalledPeer {
  const folder = join(CACHE, name)
  const manifest = JSON.stringify({
    ...{ private: true, type: 'module', dependencies: { vitest, ...packages } },
    // npm 11 runs the scripts of no others.
    allowScripts: Object.fromEntries(scripts.map((script) => [script, true])),
  })
  const done = join(folder, 'installed.json')
  if (!existsSync(done) || readFileSync(done, 'utf8') !== manifest) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), manifest)
    const { status, stderr, error } = spawnSync('npm', ['install', '--no-audit', '--no-fund'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...headers() },
    })
    if (status !== 0) throw new Error(`it could not be installed: ${error?.message ?? stderr.trim()}`)
    writeFileSync(done, manifest)
  }
  const own = join(folder, 'node_modules/node/bin/node')
  return {
    folder,
    node: existsSync(own) ? own : process.execPath,
    versionOf: (wanted) => manifestOf(folder, wanted).version,
    binOf: (wanted) => {
      const { bin } = manifestOf(folder, wanted)
      const path = typeof bin === 'string' ? bin : bin?.[wanted]
      if (path === undefined) throw new Error(`${wanted} has no command of its name`)
      return join(folder, 'node_modules', wanted, path)
    },
  }
}

/** What addons are compiled with, where this Node brought it along: npm would ask another host than its registry. */
function headers(): Record<string, string> {
  const home = dirname(dirname(process.execPath))
  return existsSync(join(home, 'include/node/node.h')) ? { npm_config_nodedir: home } : {}
}

interface Manifest {
  readonly version: string
  readonly bin?: string | Readonly<Record<string, string>>
}

function manifestOf(folder: string, name: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')) as Manifest
}
