import { rejectPending } from '../../pending/reject-pending.js'
import { printable } from '../../reporting/printable.js'
import { EXIT } from '../exit-code.js'
import { askedIds } from '../pending/asked-ids.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly all?: boolean
}

export const reject: Verb = (terminal, ends) =>
  newVerb('reject', 'Forgets pending changes; their baselines stay as they are.', [
    ['reject refunds/gold-customer', 'one of them'],
    ["reject 'refunds/*'", 'those of a pattern'],
    ['reject --all', 'all of them'],
  ])
    .argument('[ids...]', 'ids, or patterns such as refunds/*')
    .option('--all', 'all that is pending')
    .action(
      ends(async (ids: string[], { all = false }: Options) => {
        const root = terminal.cwd
        for (const id of await rejectPending(askedIds(root, ids, all), { root }))
          terminal.print(`  ${printable(id)} rejected`)
        return EXIT.ok
      }),
    )
