import { join } from 'node:path'
import { readFileSync } from '../../kept-fs.js'
import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

const IGNORED = '.retrial/'

/** What stands in `.retrial` is of one machine only. */
export function gitignoreStep({ folder, files }: ProjectFacts): Step {
  if (!files.includes('.gitignore')) return { kind: 'create', path: '.gitignore', text: `${IGNORED}\n` }
  const was = readFileSync(join(folder, '.gitignore'), 'utf8')
  if (was.split(/\r?\n/).some((line) => /^(?:\*\*\/|\/)?\.retrial\/?\s*$/.test(line)))
    return { kind: 'done', what: `.gitignore has ${IGNORED}` }
  const eol = was.includes('\r\n') ? '\r\n' : '\n'
  const text = `${was}${was === '' || was.endsWith('\n') ? '' : eol}${IGNORED}${eol}`
  return { kind: 'edit', path: '.gitignore', was, text, adds: IGNORED }
}

const ADAPTERS = { vitest: '@retrial/vitest-plugin', jest: '@retrial/jest-preset' } as const

export function installStep({ packages, runners, npm }: ProjectFacts): Step[] {
  const missing = runners.map((runner) => ADAPTERS[runner]).filter((name) => !packages.includes(name))
  const core = packages.includes('@retrial/core') ? [] : ['@retrial/core']
  const add = npm ? 'npm install' : 'with your package manager, add'
  const lines = [
    ...(core.length === 0 ? [] : [`${add} @retrial/core`]),
    ...(missing.length === 0 ? [] : [`${add}${npm ? ' --save-dev' : ''} ${missing.join(' ')}`]),
  ]
  return lines.length === 0 ? [] : [{ kind: 'tell', what: 'Install', lines }]
}
