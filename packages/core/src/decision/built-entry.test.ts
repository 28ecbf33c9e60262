import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type * as DecisionEntry from './index.js'
import { scopes, type Scope } from './scope.js'

const dist = fileURLToPath(new URL('../../dist', import.meta.url))
const ENTRIES = ['decision.js', 'decision.cjs']
const built = ENTRIES.every((name) => existsSync(join(dist, name)))

/** What is imported when it is asked for is not loaded by the entry. */
const LATER = /\bimport\(\s*"[^"]+"\s*\)|Promise\.resolve\(\)\.then\(\(\) => \w+\(require\("[^"]+"\)\)\)/g

/** All files that an entry loads, and everything else that they import. */
function importGraph(entry: string): { files: string[]; packages: string[] } {
  const files = new Set([entry])
  const packages = new Set<string>()
  for (const file of files) {
    const specifiers = readFileSync(file, 'utf8')
      .replaceAll(LATER, '')
      .matchAll(/\b(?:from|import|import\s*\(|require\s*\()\s*(['"])(?<name>[^'"\n]+)\1/g)
    for (const { groups } of specifiers) {
      const name = groups!.name!
      if (name.startsWith('.')) files.add(join(dirname(file), name))
      else packages.add(name)
    }
  }
  return { files: [...files], packages: [...packages] }
}

/** What a fresh process has loaded after an entry, beyond what an empty file would have made it load. */
function loadedBy(entry: string): { builtins: string[]; files: string[] } {
  const empty = join(mkdtempSync(join(tmpdir(), 'retrial-')), 'empty.mjs')
  writeFileSync(empty, '')
  const url = JSON.stringify(pathToFileURL(join(dist, entry)))
  const script = `
    import { createRequire } from 'node:module'
    import 'node:async_hooks'
    const require = createRequire(${url})
    await import(${JSON.stringify(pathToFileURL(empty))})
    const before = new Set(process.moduleLoadList)
    ${entry.endsWith('.cjs') ? `require('./${entry}')` : `await import(${url})`}
    const builtins = process.moduleLoadList.filter((name) => !before.has(name))
    process.stdout.write(JSON.stringify({ builtins, files: Object.keys(require.cache) }))`
  try {
    return JSON.parse(evaluate(script))
  } finally {
    rmSync(dirname(empty), { recursive: true })
  }
}

function evaluate(script: string, ...flags: string[]): string {
  return execFileSync(process.execPath, [...flags, '--input-type=module', '-e', script], { encoding: 'utf8' })
}

describe.skipIf(!built)('the built decision entry (npm run build makes it)', () => {
  describe.each(ENTRIES)('%s', (name) => {
    const entry = join(dist, name)

    test('imports node:async_hooks and nothing else', () => {
      expect(importGraph(entry).packages).toEqual(['node:async_hooks'])
    })

    test('is at most 6 KiB of gzip with all it loads', () => {
      const bytes = importGraph(entry).files.map((file) => gzipSync(readFileSync(file)).length)

      expect(bytes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(6144)
    })

    test('loads no other module of Node, no addon and no file outside dist', () => {
      const { builtins, files } = loadedBy(name)

      expect(builtins).toEqual([])
      expect(files.filter((file) => dirname(file) !== dist)).toEqual([])
    })

    test('works where code generation from strings is forbidden', () => {
      const script = `import { decision } from ${JSON.stringify(pathToFileURL(entry))}
        process.stdout.write(decision('triage', (text) => text + '!')('refund'))`

      expect(evaluate(script, '--disallow-code-generation-from-strings')).toBe('refund!')
    })
  })

  test('sees the scope of another copy of the package from a jest-like sandbox', () => {
    const sandbox = createContext({})
    const { decision } = requireInSandbox(join(dist, 'decision.cjs'), sandbox)
    const decided = decision('in a sandbox', (text: string) => text)
    const scope: Scope = {
      decide: (_definition, _self, args) => ['scope', ...args],
      effect: async () => undefined,
    }

    expect(decided('x')).toBe('x')
    expect(scopes.run(scope, () => decided('x'))).toEqual(['scope', 'x'])
  })

  test('the import graph that is checked here is found at all', () => {
    const everything = importGraph(join(dist, 'index.js'))

    expect(importGraph(join(dist, 'decision.js')).files.length).toBeGreaterThan(1)
    expect(everything.packages.filter((name) => isBuiltin(name)).length).toBeGreaterThan(1)
  })
})

/** CommonJS as jest loads it: every file is evaluated anew in the sandbox, Node's modules are shared. */
function requireInSandbox(file: string, sandbox: object): typeof DecisionEntry {
  const module = { exports: {} as typeof DecisionEntry }
  const load = (name: string): unknown =>
    name.startsWith('.') ? requireInSandbox(join(dirname(file), name), sandbox) : createRequire(file)(name)
  const wrapper = `(module, exports, require, __filename) => { ${readFileSync(file, 'utf8')}\n }`
  runInContext(wrapper, sandbox, { filename: file })(module, module.exports, load, file)
  return module.exports
}
