import { copySnapshots } from '../../interop/copy-snapshots.js'
import type { OnDuplicate } from '../../interop/transfer/save-batch.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { JSON_OPTION } from '../options/json.js'
import { onDuplicateOption } from '../options/on-duplicate.js'
import { queryOf, withQuery, type QueryOptions } from '../options/query.js'
import { loadProject } from '../project.js'
import { refuseBaselinesInCi } from '../refuse-in-ci.js'
import { endTransfer } from '../transfer.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends QueryOptions {
  readonly onDuplicate: OnDuplicate
  readonly json?: true
}

export const copy: Verb = (terminal, ends) =>
  withQuery(
    newVerb('copy', 'Copies recordings from one store to another.', [
      ['copy sqlite:prod.db dir:decisions --tag suite=golden', 'what was tagged becomes baselines'],
      ['copy dir:decisions sqlite:all.db --on-duplicate skip', 'again, only what is new'],
    ])
      .argument('<from>', 'the store to read, such as sqlite:prod.db')
      .argument('<to>', 'the store to write, such as dir:decisions'),
  )
    .addOption(onDuplicateOption())
    .option(...JSON_OPTION)
    .action(
      ends(async (from: string, to: string, options: Options) => {
        const { baselines } = loadProject(terminal.cwd)
        const source = { store: from, storeRoot: terminal.cwd }
        const target = { store: to, storeRoot: terminal.cwd }
        const query = queryOf(options)
        checkIsThere(source)
        refuseBaselinesInCi(target, baselines, 'Nothing was copied')
        const { onDuplicate } = options
        const report = await withStore(source, { readOnly: true }, (reading) =>
          withStore(target, { readOnly: false }, (writing) =>
            copySnapshots(reading, writing, { query, onDuplicate, signal: terminal.signal }),
          ),
        )
        return endTransfer(terminal, report, 'copied', options.json === true)
      }),
    )
