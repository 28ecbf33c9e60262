import { storedRows } from '../../interop/stored-rows.js'
import type { TransferProblem } from '../../interop/imported-row.js'
import { rowProblem } from '../../interop/row-problem.js'
import { printable } from '../../reporting/printable.js'
import { withoutSecrets } from '../../snapshot/without-secrets.js'
import { compactStore } from '../../store/sqlite/sqlite-compact.js'
import type { SnapshotStore } from '../../store/store.js'
import { takeTurns } from '../../turns.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { problemLine } from '../problem-line.js'
import { loadProject } from '../project.js'
import { refuseBaselinesInCi } from '../refuse-in-ci.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store?: string
  readonly dryRun?: true
  readonly json?: true
}

export const redact: Verb = (terminal, ends) =>
  newVerb('redact', "Takes secrets out of recordings that are stored already, by today's rules.", [
    ['redact --dry-run', 'which baselines would change?'],
    ['redact --store sqlite:prod.db', 'all of a store, in one step'],
  ])
    .option('--dry-run', 'change nothing')
    .option(...STORE_OPTION)
    .option(...JSON_OPTION)
    .action(
      ends(async ({ store: url, json, ...options }: Options) => {
        const dryRun = options.dryRun === true
        const place = chosenStore(terminal.cwd, url)
        checkIsThere(place)
        if (!dryRun) refuseBaselinesInCi(place, loadProject(terminal.cwd).baselines, 'Nothing was redacted')
        const { read, ids, problems } = await withStore(place, { readOnly: dryRun }, async (store) => {
          const found = await withSecrets(store, terminal.signal)
          if (!dryRun && found.ids.length > 0) await redactAll(store, found.ids, terminal.signal)
          return found
        })
        if (!dryRun && ids.length > 0) compactStore(place.store, place.storeRoot)
        if (json === true)
          terminal.print(jsonText({ store: place.store, read, changed: ids, written: !dryRun, problems }, 2))
        else {
          for (const id of ids) terminal.print(`  ${terminal.paint('yellow', '~')} ${printable(id)}`)
          for (const problem of problems) terminal.note(problemLine(problem, terminal.paintNote))
          terminal.print(`  ${read} read: ${ids.length} ${dryRun ? 'would change' : 'redacted'}`)
          if (!dryRun && ids.length > 0)
            terminal.note('  Copies, and the history of git, still hold the secrets: make them void.')
        }
        return problems.length === 0 ? EXIT.ok : EXIT.violations
      }),
    )

interface Found {
  read: number
  /** Of those that would change. */
  readonly ids: string[]
  readonly problems: TransferProblem[]
}

async function withSecrets(store: SnapshotStore, signal: AbortSignal): Promise<Found> {
  const found: Found = { read: 0, ids: [], problems: [] }
  const turn = takeTurns()
  for await (const row of storedRows(store)) {
    await turn()
    signal.throwIfAborted()
    found.read++
    if ('problem' in row) {
      found.problems.push(row.problem)
      continue
    }
    try {
      if (withoutSecrets(row.snapshot).snapshot !== row.snapshot) found.ids.push(row.snapshot.id)
    } catch (error) {
      found.problems.push(rowProblem(row.snapshot.id, error))
    }
  }
  return found
}

/** All of them as they are now, or none where one cannot be written or is changed by another meanwhile. */
async function redactAll(store: SnapshotStore, ids: readonly string[], signal: AbortSignal): Promise<void> {
  const turn = takeTurns()
  await store.transaction(async (tx) => {
    for (const id of ids) {
      await turn()
      signal.throwIfAborted()
      // Deleted meanwhile: it must not come back.
      if (await tx.has(id)) await tx.save(withoutSecrets(await tx.load(id)).snapshot, { replace: true })
    }
  })
}
