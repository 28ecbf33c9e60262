import { join } from 'node:path'
import { readFileSync } from '../../kept-fs.js'
import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

/** The preset in the config of jest. A config that is there is left to the user: it may have a preset of its own. */
export function jestStep({ folder, files, esm, jestInManifest }: ProjectFacts): Step {
  const path = jestInManifest
    ? 'package.json'
    : files.find((name) => /^jest\.config\.(?:[cm]?[jt]s|json)$/.test(name))
  if (path === undefined) {
    const config = "{ preset: '@retrial/jest-preset' }"
    return {
      kind: 'create',
      path: 'jest.config.js',
      text: esm ? `export default ${config}\n` : `module.exports = ${config}\n`,
    }
  }
  const was = readFileSync(join(folder, path), 'utf8')
  const isThere =
    path === 'package.json'
      ? JSON.stringify((JSON.parse(was) as { jest?: unknown }).jest).includes('@retrial/jest-preset')
      : was.includes('@retrial/jest-preset')
  if (isThere) return { kind: 'done', what: `${path} has the preset` }
  return {
    kind: 'tell',
    what: `In ${path}, add the preset, or where it has a preset or reporters of its own, the two parts`,
    lines: [
      "preset: '@retrial/jest-preset',",
      "setupFilesAfterEnv: ['@retrial/jest-preset/setup'],",
      "reporters: ['default', '@retrial/jest-preset/reporter'],",
    ],
  }
}

const TRANSFORMS = /^(?:ts-jest|babel-jest|@babel\/core|@swc\/jest|esbuild-jest)$/

/** jest runs test files that are ES modules with a flag of Node only, where no transform makes CommonJS of them. */
export function takesModulesFlag({ esm, packages }: Pick<ProjectFacts, 'esm' | 'packages'>): boolean {
  return esm && !packages.some((name) => TRANSFORMS.test(name))
}

export function jestModulesStep(facts: ProjectFacts): Step[] {
  if (!takesModulesFlag(facts)) return []
  const lines = ['NODE_OPTIONS=--experimental-vm-modules npx jest']
  return [{ kind: 'tell', what: 'Test files are ES modules here: run jest with', lines }]
}
