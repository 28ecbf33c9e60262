import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { mainGlobal } from './realm.js'

const require = createRequire(import.meta.url)

/** `mainGlobal` as a sandbox of jest or vmThreads has it: compiled there, Node's modules handed in. */
function inSandbox(sandbox: object): typeof mainGlobal {
  const source = readFileSync(new URL('realm.ts', import.meta.url), 'utf8')
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const exports: { mainGlobal?: typeof mainGlobal } = {}
  runInContext(`(exports, require) => { ${outputText} }`, sandbox)(exports, require)
  return exports.mainGlobal!
}

test('is the global object in the main realm', () => {
  expect(mainGlobal()).toBe(globalThis)
})

test('is the same object from every sandbox', () => {
  const [one, two] = [createContext({}), createContext({})]

  expect(runInContext('globalThis', one)).not.toBe(globalThis)
  expect(inSandbox(one)()).toBe(globalThis)
  expect(inSandbox(two)()).toBe(globalThis)
})

test('is the same object from a sandbox that forbids eval', () => {
  const sandbox = createContext({}, { codeGeneration: { strings: false } })

  expect(() => runInContext('eval("1")', sandbox)).toThrow('Code generation from strings disallowed')
  expect(inSandbox(sandbox)()).toBe(globalThis)
})
