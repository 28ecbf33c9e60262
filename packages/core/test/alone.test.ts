import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/** What every test file loads, by its folder among the packages. */
const ALONE = ['core/dist/matchers', 'vitest-plugin/dist/setup', 'jest-preset/dist/setup']
const built = (path: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')

/** What is loaded with it. What comes later stands in a call: `import(…)`, or a `require` inside of one of `then`. */
const AT_ONCE =
  /^(?:import|export)\b[^;]*?from "([^"]+)"|^import "([^"]+)"|^var \w+ = (?:__toESM\()?require\("([^"]+)"\)/gm
const loadedWith = (text: string): string[] => [
  ...new Set([...text.matchAll(AT_ONCE)].map(([, a, b, c]) => a ?? b ?? c ?? '')),
]

describe.each(ALONE)('%s', (path) => {
  test.each(['js', 'cjs'])('is one .%s file', (extension) => {
    const loaded = loadedWith(built(`${path}.${extension}`))
    expect(loaded).toContain(path.startsWith('core') ? 'node:fs' : '@retrial/core/matchers')
    const others = loaded.filter((name) => !name.startsWith('node:'))
    const own = path.startsWith('core') ? [] : ['@retrial/core/matchers']
    expect(others.filter((name) => name !== 'vitest' && name !== '@jest/globals')).toEqual(own)
  })
})

test.each([
  ['js', 'await import("./assertions.js")'],
  ['cjs', 'require("./assertions.cjs")'],
])('the engine comes later, in .%s', (extension, later) => {
  expect(built(`core/dist/matchers.${extension}`)).toContain(later)
})
