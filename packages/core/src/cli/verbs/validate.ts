import { resolve } from 'node:path'
import { policyFromFile } from '../../policy/data/policy-from-file.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import type { ReplayResult } from '../../replay/types.js'
import { explainResult } from '../../reporting/explain-result.js'
import { printable } from '../../reporting/printable.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { SnapshotStore } from '../../store/store.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { queryOf, withQuery, type QueryOptions } from '../options/query.js'
import type { Terminal } from '../terminal.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends QueryOptions {
  readonly store?: string
  readonly policy?: string
  readonly json?: true
}

export const validate: Verb = (terminal, ends) =>
  withQuery(
    newVerb('validate', 'Checks recordings by themselves; nothing is called.', [
      ['validate', 'are the baselines as they were recorded?'],
      ['validate --policy policies/triage.yaml --function triage', 'do they keep the rules?'],
    ])
      .argument('[ids...]', 'which recordings; without ids, those that the options name')
      .option('--policy <file>', 'a policy in a .json or .yaml file')
      .option(...STORE_OPTION),
  )
    .option(...JSON_OPTION)
    .action(
      ends(async (ids: string[], options: Options) => {
        const place = chosenStore(terminal.cwd, options.store)
        const query = queryOf(options)
        const { policy: file } = options
        const policy = file === undefined ? undefined : policyFromFile(resolve(terminal.cwd, file))
        checkIsThere(place)
        const results: ReplayResult[] = []
        await withStore(place, { readOnly: true }, async (store) => {
          const engine = new ReplayEngine(store)
          for await (const snapshot of ids.length > 0 ? byIds(store, ids) : store.query(query))
            results.push(await engine.validate(snapshot, policy))
        })
        return end(terminal, results, options.json === true)
      }),
    )

async function* byIds(store: SnapshotStore, ids: readonly string[]): AsyncIterable<DecisionSnapshot> {
  for (const id of ids) yield await store.load(id)
}

/** What only a loaded decision knows: it was not asked for, and is said to be missing. */
const OF_A_DECISION = 'inputSchema '

function end({ print, paint }: Terminal, results: readonly ReplayResult[], json: boolean): ExitCode {
  const failed = results.filter(({ verdict }) => verdict !== 'match' && verdict !== 'unchecked')
  const left = [...new Set(results.flatMap(({ unchecked }) => unchecked))]
  if (json) print(jsonText(results.map(dataOf), 2))
  else {
    for (const result of failed) {
      print(
        `  ${paint('red', '✗')} ${paint('bold', printable(result.snapshotId))}  ${paint('red', result.verdict)}`,
      )
      for (const line of explainResult(result)) print(`      ${line}`)
    }
    for (const what of left) print(`  ${paint('yellow', '!')} not checked: ${printable(what)}`)
    print(`  ${results.length} checked: ${results.length - failed.length} sound, ${failed.length} not`)
  }
  if (failed.length > 0) return EXIT.violations
  const isLeft = left.some((what) => !what.startsWith(OF_A_DECISION))
  return results.length === 0 || isLeft ? EXIT.evidence : EXIT.ok
}

function dataOf({ snapshotId, verdict, policyViolations, unchecked, error }: ReplayResult): object {
  return {
    id: snapshotId,
    verdict,
    violations: policyViolations,
    unchecked,
    ...(error === undefined ? {} : { error: { code: error.code, message: error.message } }),
  }
}
