import type { ProjectFacts } from './project-facts.js'
import type { Step } from './step.js'

const TRANSFORMS = ['ts-jest', '@swc/jest', '@babel/preset-typescript', 'esbuild-jest']

/** A test that works as it stands, without a key or a network. */
export function exampleStep({ files, runners, typescript, esm, packages }: ProjectFacts): Step {
  const folder = ['test', 'tests', '__tests__'].find((name) => files.includes(name)) ?? 'test'
  const inVitest = runners.includes('vitest')
  const asTypeScript = typescript && (inVitest || TRANSFORMS.some((name) => packages.includes(name)))
  const path = `${folder}/retrial-example.test.${asTypeScript ? 'ts' : 'js'}`
  const imports = inVitest || asTypeScript || esm
  return { kind: 'create', path, text: exampleText(imports, inVitest, asTypeScript) }
}

function exampleText(imports: boolean, inVitest: boolean, typed: boolean): string {
  const lines = [
    ...(imports
      ? ["import { decision, effect } from '@retrial/core'"]
      : ["const { decision, effect } = require('@retrial/core')"]),
    ...(inVitest ? ["import { expect, test } from 'vitest'"] : []),
    '',
    '// Stands for a model or a service: it is asked once, when the decision is recorded.',
    `const ask = async (text${typed ? ': string' : ''}) => (/money/i.test(text) ? 'refund' : 'other')`,
    '',
    `const triage = decision('example.triage', async (text${typed ? ': string' : ''}) => {`,
    "  const label = await effect('model', ask, text)",
    "  return { label, urgent: text.includes('!') }",
    '})',
    '',
    "test('the recorded decision still holds', async () => {",
    "  await expect(() => triage('I want my money back!')).toHaveNoDiffFrom('example/money-back')",
    '})',
  ]
  return `${lines.join('\n')}\n`
}
