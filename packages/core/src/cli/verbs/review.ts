import { isCi } from '../../ci.js'
import { listPending } from '../../pending/list-pending.js'
import { EXIT } from '../exit-code.js'
import { terminalReviewer } from '../pending/ask-what.js'
import { reviewCommands } from '../pending/review-commands.js'
import { reviewLoop, type Decided } from '../pending/review-loop.js'
import { newVerb, type Verb } from '../verb.js'

export const review: Verb = (terminal, ends) =>
  newVerb('review', 'Goes through the pending changes one by one, and asks.', [
    ['review', 'a key for each: accept, as a variant, reject, skip'],
  ]).action(
    ends(async () => {
      const pending = listPending({ root: terminal.cwd })
      if (pending.length === 0) {
        terminal.print('Nothing is pending.')
        return EXIT.ok
      }
      if (!terminal.interactive) {
        terminal.note(
          isCi()
            ? 'This is a CI job (CI is set), which accepts nothing. On your machine:'
            : 'Nobody can be asked here: this is no terminal. The commands are:',
        )
        terminal.print(reviewCommands(pending).join('\n'))
        return EXIT.ok
      }
      terminal.print(describe(await reviewLoop(terminal, terminalReviewer(terminal))))
      return EXIT.ok
    }),
  )

function describe({ accepted, variants, rejected, skipped, failed }: Decided): string {
  return [
    `${accepted} accepted`,
    ...(variants > 0 ? [`${variants} accepted as a variant`] : []),
    `${rejected} rejected`,
    `${skipped} left as they are`,
    ...(failed > 0 ? [`${failed} could not be accepted`] : []),
  ].join(', ')
}
