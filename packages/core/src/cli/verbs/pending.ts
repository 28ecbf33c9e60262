import { chosen } from '../../pending/chosen.js'
import { listPending } from '../../pending/list-pending.js'
import { EXIT } from '../exit-code.js'
import { JSON_OPTION } from '../options/json.js'
import { pendingJson } from '../pending/pending-json.js'
import { pendingDetails, pendingLines } from '../pending/pending-lines.js'
import { pendingView } from '../pending/pending-view.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly json?: true
}

export const pending: Verb = (terminal, ends) =>
  newVerb('pending', 'Lists the changes that wait to be accepted or rejected.', [
    ['pending', 'all of them, a line for each field that changed'],
    ['pending refunds/gold-customer', 'one of them, whole: what was recorded beside what it is now'],
    ["pending 'refunds/*' --json", 'those of a pattern, as JSON'],
  ])
    .argument('[ids...]', 'ids, or patterns such as refunds/*')
    .option(...JSON_OPTION)
    .action(
      ends(async (ids: string[], { json }: Options) => {
        const { cwd: root, paint, columns } = terminal
        const changes = ids.length === 0 ? listPending({ root }) : await chosen(ids, { root })
        const views = []
        for (const change of changes) views.push(await pendingView(change))
        if (json === true) {
          terminal.print(JSON.stringify(views.map(pendingJson), undefined, 2))
          return EXIT.ok
        }
        if (views.length === 0) terminal.print('Nothing is pending.')
        for (const view of views) {
          const lines = ids.length === 0 ? pendingLines(view, paint) : pendingDetails(view, columns, paint)
          terminal.print(lines.join('\n'))
        }
        if (views.length > 0)
          terminal.note(`\n${paint('cyan', '→')} one by one: ${paint('bold', 'retrial review')}`)
        return EXIT.ok
      }),
    )
