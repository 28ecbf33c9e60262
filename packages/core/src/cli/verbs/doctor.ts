import { printable } from '../../reporting/printable.js'
import { checkInstallation } from '../doctor/check-installation.js'
import { checkProject } from '../doctor/check-project.js'
import { checkTaps } from '../doctor/check-taps.js'
import type { Finding } from '../doctor/finding.js'
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
        const findings: Finding[] = []
        // Each as it is found: what is wrong with SQLite may end the check of a store that is one.
        const add = (found: readonly Finding[]): void => {
          findings.push(...found)
          if (json === true) return
          for (const { check, state, message } of found) {
            const [style, sign] = SIGNS[state]
            terminal.print(`  ${terminal.paint(style, sign)} ${check.padEnd(14)} ${printable(message)}`)
          }
        }
        add(checkInstallation(terminal.cwd))
        add(await checkProject(terminal.cwd))
        add(await checkTaps())
        const isWell = findings.every(({ state }) => state !== 'failed')
        if (json === true) terminal.print(jsonText({ ok: isWell, findings }, 2))
        return isWell ? EXIT.ok : EXIT.violations
      }),
    )
