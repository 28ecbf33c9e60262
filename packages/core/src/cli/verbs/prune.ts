import { printable } from '../../reporting/printable.js'
import { checkWriteAllowed } from '../../replay/write-allowed.js'
import { confirmed } from '../confirm.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { withStore } from '../open-chosen.js'
import { JSON_OPTION } from '../options/json.js'
import { loadProject } from '../project.js'
import { readReportFile } from '../reports/read-report-file.js'
import { unusedBaselines, type UnusedBaselines } from '../prune/unused-baselines.js'
import type { Terminal } from '../terminal.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly report?: string
  readonly yes?: true
  readonly json?: true
}

export const prune: Verb = (terminal, ends) =>
  newVerb('prune', 'Deletes baselines that no test used in the last whole run. Shows them first.', [
    ['prune', 'which ones are there?'],
    ['prune --yes', 'delete them'],
  ])
    .option('--report <file>', 'the report of a whole run (default: .retrial/report.json)')
    .option('--yes', 'delete without asking')
    .option(...JSON_OPTION)
    .action(
      ends(async ({ report: file, yes, json }: Options) => {
        loadProject(terminal.cwd)
        if (yes === true) checkWriteAllowed('Nothing was deleted')
        const found = await unusedBaselines(readReportFile(terminal.cwd, file), terminal.cwd)
        if (!('stores' in found)) {
          if (json === true) terminal.print(jsonText({ judged: false, why: found.why, deleted: false }, 2))
          terminal.note(`Which baselines are obsolete cannot be said: ${printable(found.why)}.`)
          terminal.note('Run every test to its end (and merge the shards), then prune.')
          return EXIT.evidence
        }
        return end(terminal, found, yes === true, json === true)
      }),
    )

async function end(
  terminal: Terminal,
  { stores, newer, createdAt }: UnusedBaselines,
  yes: boolean,
  json: boolean,
): Promise<ExitCode> {
  const { print, note, paint } = terminal
  const count = stores.reduce((sum, { ids }) => sum + ids.length, 0)
  if (!json) {
    for (const { store, ids } of stores)
      for (const id of ids)
        print(`  ${paint('red', '-')} ${printable(id)}  ${paint('dim', printable(store))}`)
    const which = count === 1 ? 'baseline was' : 'baselines were'
    print(`  ${count} ${which} used by no test in the run of ${createdAt}`)
    for (const id of newer)
      note(`  ! ${printable(id)} is newer than that run, and stays. Run the tests again.`)
  }
  const asked = !yes && !json && count > 0 && terminal.interactive
  if (asked) checkWriteAllowed('Nothing was deleted')
  const goes = count > 0 && (yes || (asked && (await confirmed(`Delete ${count}?`))))
  if (goes) {
    for (const { store, ids } of stores)
      await withStore({ store, storeRoot: terminal.cwd }, { readOnly: false }, (open) =>
        open.transaction(async (tx) => {
          for (const id of ids) await tx.delete(id)
        }),
      )
  }
  if (json) print(jsonText({ judged: true, obsolete: stores, newer, deleted: goes }, 2))
  else if (count > 0) note(goes ? `  ${count} deleted` : '  nothing was deleted: retrial prune --yes does it')
  return EXIT.ok
}
