import { printable } from '../../reporting/printable.js'
import { storedRows } from '../../interop/stored-rows.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { takeTurns } from '../../turns.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { checkIsThere, isThere, withStore } from '../open-chosen.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { queryOf, withQuery, type QueryOptions } from '../options/query.js'
import { table, type Cell } from '../table.js'
import type { Terminal } from '../terminal.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends QueryOptions {
  readonly store?: string
  readonly json?: true
}

/** Rows that are lined up together: a store may hold more than there is memory. */
const PAGE = 200

export const list: Verb = (terminal, ends) =>
  withQuery(
    newVerb('list', 'Lists the recordings of a store.', [
      ['list', 'the baselines of this project'],
      ['list --function triage --tag team=refunds', 'those of one decision with a tag'],
      ['list --store sqlite:prod.db --since 7d --json', 'those of another store, as JSON'],
    ]).option(...STORE_OPTION),
  )
    .option(...JSON_OPTION)
    .action(
      ends(async (options: Options) => {
        const place = chosenStore(terminal.cwd, options.store)
        const query = queryOf(options)
        if (options.store !== undefined) checkIsThere(place)
        const rows = rowsPrinter(terminal, options.json === true)
        const turn = takeTurns()
        let unreadable = 0
        await withStore(place, { readOnly: true }, async (store) => {
          for await (const row of storedRows(store, query)) {
            await turn()
            if (!terminal.isRead()) return
            if ('snapshot' in row) {
              rows.add(row.snapshot)
              continue
            }
            unreadable++
            const { id, code, message } = row.problem
            terminal.note(
              `${terminal.paintNote('red', '✗')} ${printable(id)}  ${code}: ${printable(message)}`,
            )
          }
        })
        if (rows.end() === 0 && unreadable === 0) {
          const which = isThere(place) ? 'No recordings of this kind are' : 'Nothing has been recorded yet'
          terminal.note(`${which} in ${printable(place.store)}.`)
        }
        return unreadable === 0 ? EXIT.ok : EXIT.violations
      }),
    )

function rowsPrinter(terminal: Terminal, json: boolean) {
  let count = 0
  let page: DecisionSnapshot[] = []
  const flush = (): void => {
    if (page.length === 0) return
    if (json) {
      const items = page.map((snapshot) => jsonText(summaryOf(snapshot)))
      terminal.print(`${count === page.length ? '[\n' : ','}${items.join('\n,')}`)
    } else
      terminal.print(
        table(
          page.map((snapshot) => cellsOf(snapshot, terminal)),
          terminal.lineWidth,
        ).join('\n'),
      )
    page = []
  }
  return {
    add(snapshot: DecisionSnapshot): void {
      count++
      if (page.push(snapshot) === PAGE) flush()
    },
    /** Prints what is left, and gives how many there were. */
    end(): number {
      flush()
      if (json) terminal.print(count === 0 ? '[]' : ']')
      return count
    },
  }
}

function summaryOf(snapshot: DecisionSnapshot): object {
  const { id, functionName, moduleName, modelParameters, createdAt, tags, contentHash } = snapshot
  return {
    id,
    functionName,
    moduleName,
    modelName: modelParameters?.modelName,
    createdAt,
    tags,
    executionTimeMs: snapshot.executionTimeMs,
    totalTokens: snapshot.usage?.totalTokens,
    error: snapshot.error?.name,
    accepted: snapshot.accepted?.length,
    effects: snapshot.effects.length,
    contentHash,
  }
}

function cellsOf(
  { id, functionName, modelParameters, createdAt, tags }: DecisionSnapshot,
  { paint }: Terminal,
): Cell[] {
  const dim = (text: string): string => paint('dim', text)
  const pairs = Object.entries(tags).map(([name, value]) => `${name}=${value}`)
  return [
    { text: printable(id) },
    { text: printable(functionName), paint: (text) => paint('cyan', text) },
    { text: printable(modelParameters?.modelName ?? '') },
    { text: printable(createdAt.replace(/\.\d+Z$/, 'Z')), paint: dim },
    { text: printable(pairs.join(' ')), paint: dim },
  ]
}
