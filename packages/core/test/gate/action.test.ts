import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'

interface Step {
  readonly name: string
  readonly run: string
}
const { runs } = parse(readFileSync(new URL('../../../../action.yml', import.meta.url), 'utf8')) as {
  runs: { steps: Step[] }
}
const script = (name: string): string => runs.steps.find((step) => step.name === name)?.run ?? 'exit 99'

/** Commands that write down how they were called. */
const NPX = `#!/bin/bash
printf '%s\\n' "$@" > "$LOG/npx.log"
for argument in "$@"; do case "$argument" in --markdown=*) [ "$GATE_CODE" = 2 ] || echo "of the gate" > "\${argument#--markdown=}";; esac; done
exit "$GATE_CODE"
`
const GH = `#!/bin/bash
printf '%s\\n' "$*" >> "$LOG/gh.log"
case "$*" in
  *PATCH*|*POST*) exit "\${GH_CODE:-0}";;
  *) [ "\${GH_CODE:-0}" = 0 ] && printf "$COMMENTS" || exit 1;;
esac
`

describe.skipIf(process.platform === 'win32')('the steps of the action', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'retrial-action-'))
    onTestFinished(() => {
      rmSync(folder, { recursive: true, force: true })
    })
    for (const [name, text] of [
      ['npx', NPX],
      ['gh', GH],
    ] as const) {
      writeFileSync(join(folder, name), text)
      chmodSync(join(folder, name), 0o755)
    }
  })
  const run = (name: string, env: Readonly<Record<string, string>>) =>
    // As GitHub does with "shell: bash".
    spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script(name)], {
      ...{ encoding: 'utf8', cwd: folder },
      env: {
        PATH: `${folder}:${process.env['PATH'] ?? ''}`,
        ...{ LOG: folder, RUNNER_TEMP: folder, GITHUB_OUTPUT: join(folder, 'output') },
        ...env,
      },
    })
  const log = (name: string): string[] =>
    existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8').trimEnd().split('\n') : []

  test('each line is a source, as it stands', () => {
    const base = "base/report.json\n$(touch pwned); `touch pwned` 'x'\n--json\n\n"
    expect(run('Compare', { BASE: base, HEAD: '', GATE_CODE: '1' }).status).toBe(0)

    expect(log('npx.log')).toEqual([
      ...[
        '--no-install',
        'retrial',
        'gate',
        `--markdown=${folder}/retrial-gate.md`,
        '--base=base/report.json',
      ],
      ...["--base=$(touch pwned); `touch pwned` 'x'", '--base=--json'],
    ])
    expect(existsSync(join(folder, 'pwned'))).toBe(false)
    expect(log('output')).toEqual(['exit-code=1'])
    expect(log('retrial-gate.md')).toEqual(['of the gate'])
  })

  test('a comment says so where the command came to nothing, and no old one stays', () => {
    writeFileSync(join(folder, 'retrial-gate.md'), 'passed')
    run('Compare', { BASE: '', HEAD: '', GATE_CODE: '2' })

    expect(log('retrial-gate.md')[0]).toBe('<!-- retrial-gate -->')
    expect(log('retrial-gate.md')[1]).toContain('no verdict, the command ended with 2')
    expect(log('output')).toEqual(['exit-code=2'])
  })

  const pull = { REPOSITORY: 'o/r', NUMBER: '7', GH_TOKEN: 't' }

  test('the first comment is made, the next is that one', () => {
    run('Comment', { ...pull, COMMENTS: '' })
    expect(log('gh.log').at(-1)).toBe(
      `api --silent --method POST repos/o/r/issues/7/comments -F body=@${folder}/retrial-gate.md`,
    )

    run('Comment', { ...pull, COMMENTS: '12\\n13\\n' })
    expect(log('gh.log').at(-1)).toContain('--method PATCH repos/o/r/issues/comments/12 ')
  })

  test('where nothing may be written there is a notice, and no failure', () => {
    const { status, stdout } = run('Comment', { ...pull, COMMENTS: '', GH_CODE: '1' })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^::notice title=Retrial gate::No comment/)
  })

  test.each([
    ['0', 0],
    ['1', 1],
    ['3', 3],
    ['', 3],
  ])('it ends with %j as the gate did', (CODE, status) => {
    expect(run('Verdict', { CODE }).status).toBe(status)
  })
})
