import { Option } from 'commander'
import { resolve } from 'node:path'
import { importSnapshots, type ImportFormat } from '../../interop/import-snapshots.js'
import { READERS } from '../../interop/readers.js'
import type { OnDuplicate } from '../../interop/transfer/save-batch.js'
import { withStore } from '../open-chosen.js'
import { STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { onDuplicateOption } from '../options/on-duplicate.js'
import { loadProject } from '../project.js'
import { refuseBaselinesInCi } from '../refuse-in-ci.js'
import { endTransfer } from '../transfer.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly from: ImportFormat
  readonly store?: string
  readonly onDuplicate: OnDuplicate
  readonly json?: true
}

export const importVerb: Verb = (terminal, ends) =>
  newVerb('import', 'Reads recordings of another format into a store.', [
    ['import --from jsonl decisions.jsonl', 'into the baselines of this project'],
    ['import --from opentelemetry traces/ --store sqlite:prod.db', 'into another store'],
  ])
    .argument('<path>', 'a file, or a folder where the format has one')
    .addOption(
      new Option('--from <format>', 'the format of the source')
        .choices(Object.keys(READERS))
        .makeOptionMandatory(),
    )
    .option(...STORE_OPTION)
    .addOption(onDuplicateOption())
    .option(...JSON_OPTION)
    .action(
      ends(async (path: string, { from, store, onDuplicate, json }: Options) => {
        const { baselines } = loadProject(terminal.cwd)
        const target = store === undefined ? baselines : { store, storeRoot: terminal.cwd }
        refuseBaselinesInCi(target, baselines, 'Nothing was imported')
        const report = await withStore(target, { readOnly: false }, (writing) =>
          importSnapshots(resolve(terminal.cwd, path), writing, {
            from,
            onDuplicate,
            signal: terminal.signal,
          }),
        )
        return endTransfer(terminal, report, 'imported', json === true)
      }),
    )
