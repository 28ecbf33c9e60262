import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProject, type Files, type Project } from '@retrial/fixtures'
import { afterEach, describe, expect, test } from 'vitest'

const EXAMPLE = join(import.meta.dirname, '../support-triage')
const PARTS = [
  'src',
  'test',
  'decisions',
  'package.json',
  'tsconfig.json',
  'vitest.config.ts',
  'jest.config.js',
]

/** A change that a developer might make, and what the test must tell them. */
const CHANGES = [
  {
    what: 'a changed prompt',
    file: 'src/prompts.ts',
    from: 'one sentence',
    to: 'at most two sentences',
    says: [
      '6 of 6 decisions did not hold under policy "triage stays steady"',
      /refunds\/gold-customer.* {2}miss/,
      'contact 2, POST https://api.openai.com/v1/chat/completions, was not recorded like this',
      'request.body.messages[0].content: "…fidence" (0 to 1) and "summary" [-(one sentence).-]{+(at most two sentences).+}"',
    ],
  },
  {
    what: 'a changed refund rule',
    file: 'src/refund-policy.ts',
    from: 'gold: { upTo: 200',
    to: 'gold: { upTo: 100',
    says: [
      '1 of 6 decisions did not hold under policy "triage stays steady"',
      'refunds/gold-customer  violation',
      'output.refund.decision: "approved" → "needs-review"  (exactMatch(output.refund))',
      'output.refund.amount: 129 → 0  (exactMatch(output.refund))',
    ],
  },
  {
    what: 'a changed label',
    file: 'src/triage.ts',
    from: '    label,\n    confidence,',
    to: "    label: 'question',\n    confidence,",
    says: [
      '5 of 6 decisions did not hold under policy "triage stays steady"',
      'output.label: "refund" → "question"  (exactMatch(output.label))',
      'output.label: "bug" → "question"  (exactMatch(output.label))',
      'refunds/angry-customer  mismatch',
    ],
  },
]

const RUNNERS = [
  { bin: 'vitest', args: ['run'] },
  { bin: 'jest', args: [] },
] as const

let project: Project | undefined
afterEach(() => project?.remove())

describe.each(RUNNERS)('examples/support-triage in $bin', ({ bin, args }) => {
  test('passes offline as it is committed, and writes nothing', async () => {
    project = createProject(exampleFiles())
    const { code, stdout, stderr } = await project.run(bin, args)
    expect(code, stdout + stderr).toBe(0)
    expect(stderr).toContain('15 replayed: 15 match')
    expect(project.files('decisions')).toEqual(exampleFiles('decisions'))
  })

  test.each(CHANGES)('$what fails with a message that says it', async ({ file, from, to, says }) => {
    const files = exampleFiles()
    const before = files[file] ?? ''
    expect(before).toContain(from)
    project = createProject({ ...files, [file]: before.replace(from, to) })
    const { code, stdout, stderr } = await project.run(bin, args)
    expect(code).toBe(1)
    for (const sentence of says) expect(stdout + stderr).toMatch(asPattern(sentence))
  })
})

function asPattern(sentence: string | RegExp): RegExp {
  return typeof sentence === 'string'
    ? new RegExp(sentence.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
    : sentence
}

function exampleFiles(...parts: string[]): Files {
  const paths = (parts.length > 0 ? parts : PARTS).flatMap((part) =>
    part.includes('.')
      ? [part]
      : readdirSync(join(EXAMPLE, part), { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(EXAMPLE.length + 1)),
  )
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(EXAMPLE, path), 'utf8')]))
}
