import { diffSnapshots } from '../../diff/index.js'
import { UsageError } from '../../errors.js'
import { listPending } from '../../pending/list-pending.js'
import { describeChange } from '../../reporting/describe-change.js'
import { printable } from '../../reporting/printable.js'
import { encode } from '../../snapshot/encode.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { namedRecording, type NamedRecording } from '../named-recording.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store?: string
  readonly json?: true
}

export const diff: Verb = (terminal, ends) =>
  newVerb('diff', 'Shows what differs between two recordings. Ends with 1 where something does.', [
    ['diff refunds/gold refunds/silver', 'two baselines'],
    ['diff refunds/gold sqlite:prod.db#refunds/gold', 'one of another store'],
    ['diff refunds/gold', 'a baseline, and the change of it that is pending'],
  ])
    .argument('<a>', 'an id, or <store>#<id>')
    .argument('[b]', 'the same; without it, the change that is pending')
    .option(...STORE_OPTION)
    .option(...JSON_OPTION)
    .action(
      ends(async (a: string, b: string | undefined, { store: url, json }: Options) => {
        const chosen = chosenStore(terminal.cwd, url)
        const before = await namedRecording(a, terminal.cwd, chosen)
        const after =
          b === undefined ? pendingOf(before, terminal.cwd) : await namedRecording(b, terminal.cwd, chosen)
        const found = diffSnapshots(before.snapshot, after.snapshot)
        const count = found.changes.length + found.omittedChanges
        if (json === true) {
          const [one, other] = [before, after].map(({ snapshot: { id }, place }) => ({
            store: place.store,
            id,
          }))
          terminal.print(jsonText({ a: one, b: other, diff: encode(found) }, 2))
          return count === 0 ? EXIT.ok : EXIT.violations
        }
        const { paint } = terminal
        terminal.print(`  ${paint('red', `- ${nameOf(before)}`)}\n  ${paint('green', `+ ${nameOf(after)}`)}`)
        for (const change of found.changes) terminal.print(`    ${describeChange(change)}`)
        if (found.omittedChanges > 0) terminal.print(`    … and ${found.omittedChanges} more`)
        terminal.print(count === 0 ? '  nothing differs' : `  ${count} ${count === 1 ? 'change' : 'changes'}`)
        return count === 0 ? EXIT.ok : EXIT.violations
      }),
    )

function nameOf({ snapshot, place }: NamedRecording): string {
  return printable(`${snapshot.id}  ${place.store}  ${snapshot.createdAt}`)
}

/** @throws UsageError `SNAPSHOT_NOT_FOUND` */
function pendingOf({ snapshot: { id } }: NamedRecording, root: string): NamedRecording {
  const change = listPending({ root }).find((pending) => pending.id === id)
  if (change !== undefined)
    return { snapshot: change.snapshot, place: { store: 'pending', storeRoot: change.storeRoot } }
  throw new UsageError(
    'SNAPSHOT_NOT_FOUND',
    `No change of ${JSON.stringify(id)} is pending. Name a second recording to compare it with.`,
  )
}
