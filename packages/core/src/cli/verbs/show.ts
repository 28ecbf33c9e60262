import { UsageError } from '../../errors.js'
import { listPending } from '../../pending/list-pending.js'
import { encode } from '../../snapshot/encode.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { namedRecording } from '../named-recording.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { countOf } from '../options/query.js'
import { effectLine, effectLines } from '../show/effect-lines.js'
import { recordingLines } from '../show/recording-lines.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store?: string
  readonly contact?: string
  readonly json?: true
}

export const show: Verb = (terminal, ends) =>
  newVerb('show', 'Shows one recording: what was asked, what came out, and the tape.', [
    ['show refunds/gold-customer', 'a baseline'],
    ['show refunds/gold-customer --contact 2', 'the second contact of its tape, whole'],
    ['show sqlite:prod.db#refunds/gold-customer --json', 'one of another store, as it is stored'],
  ])
    .argument('<id>', 'an id, or <store>#<id>')
    .option('--contact <n>', 'only this contact of the tape, with all that was said')
    .option(...STORE_OPTION)
    .option(...JSON_OPTION)
    .action(
      ends(async (name: string, { store: url, contact, json }: Options) => {
        const { snapshot } = await namedRecording(name, terminal.cwd, chosenStore(terminal.cwd, url))
        const effect = contact === undefined ? undefined : contactOf(snapshot, countOf('--contact', contact))
        if (json === true) terminal.print(jsonText(encode(effect ?? snapshot), 2))
        else if (effect !== undefined)
          terminal.print([`  ${effectLine(effect)}`, ...effectLines(effect)].join('\n'))
        else {
          terminal.print(recordingLines(snapshot, terminal.paint).join('\n'))
          if (listPending({ root: terminal.cwd }).some(({ id }) => id === snapshot.id))
            terminal.note(`  a change of it is pending: retrial diff ${snapshot.id}`)
        }
        return EXIT.ok
      }),
    )

/** @throws UsageError `INVALID_OPTION` */
function contactOf({ effects, id }: DecisionSnapshot, number: number): DecisionSnapshot['effects'][number] {
  const effect = effects[number - 1]
  if (effect !== undefined) return effect
  throw new UsageError(
    'INVALID_OPTION',
    `The tape of "${id}" has no contact ${number}: it holds ${effects.length}.`,
  )
}
