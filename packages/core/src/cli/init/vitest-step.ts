import { join } from 'node:path'
import { readFileSync } from '../../kept-fs.js'
import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

const IMPORT = "import { retrial } from '@retrial/vitest-plugin'"
const LINES = [IMPORT, 'export default defineConfig({ plugins: [retrial()] })']

/** The plugin in the config of vitest. A config that is not of the simplest form is left to the user. */
export function vitestStep({ folder, files, typescript }: ProjectFacts): Step {
  const path =
    files.find((name) => /^vitest\.config\.[cm]?[jt]s$/.test(name)) ??
    files.find((name) => /^vite\.config\.[cm]?[jt]s$/.test(name))
  if (path === undefined) {
    const text = `${IMPORT}\nimport { defineConfig } from 'vitest/config'\n\nexport default defineConfig({ plugins: [retrial()] })\n`
    return { kind: 'create', path: typescript ? 'vitest.config.ts' : 'vitest.config.mjs', text }
  }
  const was = readFileSync(join(folder, path), 'utf8')
  if (was.includes('@retrial/vitest-plugin')) return { kind: 'done', what: `${path} has the plugin` }
  const text = withPlugin(was)
  return text === undefined
    ? { kind: 'tell', what: `In ${path}, add the plugin`, lines: LINES }
    : { kind: 'edit', path, was, text, adds: `${IMPORT} … plugins: [retrial()]` }
}

/** Undefined where it is not sure that the plugin would stand in the right place. */
function withPlugin(was: string): string | undefined {
  const code = was.replace(/^\s*\/\/.*$/gm, '')
  // Comments and texts may hold anything; several configs or projects need a person.
  if (/\/\*|\bprojects\b|\bmergeConfig\b|\brequire\(|`/.test(was) || code !== was) return undefined
  if (count(was, 'export default defineConfig({') !== 1 || count(was, 'defineConfig({') !== 1)
    return undefined
  const plugins = count(was, 'plugins')
  if (plugins > 1) return undefined
  const eol = was.includes('\r\n') ? '\r\n' : '\n'
  if (plugins === 0)
    return `${IMPORT}${eol}${was.replace('defineConfig({', `defineConfig({${eol}  plugins: [retrial()],`)}`
  if (!/^ {2}plugins: \[/m.test(was)) return undefined
  return `${IMPORT}${eol}${was.replace(/^ {2}plugins: \[(\s*\])?/m, (_all, empty?: string) => `  plugins: [retrial()${empty === undefined ? ', ' : ']'}`)}`
}

function count(text: string, part: string): number {
  return text.split(part).length - 1
}
