import { Option } from 'commander'
import { resolve } from 'node:path'
import { exportSnapshots, type ExportFormat } from '../../interop/export-snapshots.js'
import { WRITERS } from '../../interop/writers.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { queryOf, withQuery, type QueryOptions } from '../options/query.js'
import { endTransfer } from '../transfer.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends QueryOptions {
  readonly to: ExportFormat
  readonly store?: string
  readonly overwrite?: true
  readonly json?: true
}

export const exportVerb: Verb = (terminal, ends) =>
  withQuery(
    newVerb('export', 'Writes recordings of a store in another format.', [
      ['export --to jsonl decisions.jsonl', 'the baselines of this project'],
      ['export --to briefcase out.db --store sqlite:prod.db --function triage', 'some of another store'],
    ])
      .argument('<path>', 'the file or folder to make')
      .addOption(
        new Option('--to <format>', 'the format to write')
          .choices(Object.keys(WRITERS))
          .makeOptionMandatory(),
      )
      .option(...STORE_OPTION),
  )
    .option('--overwrite', 'take the place of what is at the path')
    .option(...JSON_OPTION)
    .action(
      ends(async (path: string, options: Options) => {
        const place = chosenStore(terminal.cwd, options.store)
        const query = queryOf(options)
        checkIsThere(place)
        const report = await withStore(place, { readOnly: true }, (store) =>
          exportSnapshots(store, resolve(terminal.cwd, path), {
            to: options.to,
            query,
            overwrite: options.overwrite === true,
            signal: terminal.signal,
          }),
        )
        return endTransfer(terminal, report, 'exported', options.json === true)
      }),
    )
