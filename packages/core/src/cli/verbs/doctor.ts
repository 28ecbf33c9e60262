import { printable } from '../../reporting/printable.js'
import { checkInstallation } from '../doctor/check-installation.js'
import { checkProject } from '../doctor/check-project.js'
import { checkTaps } from '../doctor/check-taps.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { JSON_OPTION } from '../options/json.js'
import { newVerb, type Verb } from '../verb.js'

const SIGNS = { ok: ['green', '✓'], warning: ['yellow', '!'], failed: ['red', '✗'] } as const

export const doctor: Verb = (terminal, ends) =>
  newVerb('doctor', 'Looks whether everything that Retrial needs is there and works.', [
    ['doctor', 'Node, SQLite, runners, config, store, git, and a call that is recorded and replayed'],
    ['doctor --json', 'the same, for an issue'],
  ])
    .option(...JSON_OPTION)
    .action(
      ends(async ({ json }: { readonly json?: true }) => {
        const findings = [
          ...checkInstallation(terminal.cwd),
          ...(await checkProject(terminal.cwd)),
          ...(await checkTaps()),
        ]
        const isWell = findings.every(({ state }) => state !== 'failed')
        if (json === true) terminal.print(jsonText({ ok: isWell, findings }, 2))
        else
          for (const { check, state, message } of findings) {
            const [style, sign] = SIGNS[state]
            terminal.print(`  ${terminal.paint(style, sign)} ${check.padEnd(14)} ${printable(message)}`)
          }
        return isWell ? EXIT.ok : EXIT.violations
      }),
    )
