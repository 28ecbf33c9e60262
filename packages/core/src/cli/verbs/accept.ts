import { acceptPending } from '../../pending/accept-pending.js'
import { printable } from '../../reporting/printable.js'
import { EXIT } from '../exit-code.js'
import { askedIds } from '../pending/asked-ids.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly all?: boolean
  readonly variant?: boolean
  readonly note?: string
}

export const accept: Verb = (terminal, ends) =>
  newVerb('accept', 'Makes pending changes the new baselines.', [
    ['accept refunds/gold-customer', 'what it came to is the new recording'],
    ["accept 'refunds/*' bugs/crash", 'those of a pattern, and one more'],
    [
      'accept --variant --note "as polite" replies/one',
      'as one more accepted outcome beside the recorded one',
    ],
  ])
    .argument('[ids...]', 'ids, or patterns such as refunds/*')
    .option('--all', 'all that is pending')
    .option('--variant', 'as one more accepted outcome: the recording stays')
    .option('--note <text>', 'why a variant is as good as the recorded outcome')
    .action(
      ends(async (ids: string[], { all = false, variant = false, note }: Options) => {
        const root = terminal.cwd
        const asked = askedIds(root, ids, all)
        const accepted = await acceptPending(asked, {
          root,
          variant,
          ...(note === undefined ? {} : { note }),
        })
        const what = variant ? 'accepted as a variant' : 'accepted'
        for (const id of accepted)
          terminal.print(`  ${terminal.paint('green', '✓')} ${printable(id)} ${what}`)
        return EXIT.ok
      }),
    )
