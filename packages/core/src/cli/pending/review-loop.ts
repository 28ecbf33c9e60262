import { isReplayError } from '../../errors.js'
import { acceptChanges } from '../../pending/accept-pending.js'
import { listPending } from '../../pending/list-pending.js'
import type { PendingChange } from '../../pending/pending-change.js'
import { rejectChange } from '../../pending/reject-pending.js'
import { printable } from '../../reporting/printable.js'
import type { Terminal } from '../terminal.js'
import type { Answer } from './ask-what.js'
import { pendingDetails } from './pending-lines.js'
import { pendingView } from './pending-view.js'

/** Who answers. */
export interface Reviewer {
  what(functionName: string, others: number, mayAccept: boolean): Promise<Answer>
  note(): Promise<string | undefined | null>
}

/** How many became what. */
export type Decided = Record<'accepted' | 'variants' | 'rejected' | 'skipped' | 'failed', number>

/**
 * Shows one change after the other and does what is answered, at once: whoever stops in the middle has decided what was
 * decided, and nothing else.
 */
export async function reviewLoop(terminal: Terminal, reviewer: Reviewer): Promise<Decided> {
  const { cwd: root, columns, paint } = terminal
  const decided: Decided = { accepted: 0, variants: 0, rejected: 0, skipped: 0, failed: 0 }
  const accept = async (change: PendingChange, variant?: { note: string | undefined }): Promise<void> => {
    try {
      await acceptChanges(root, [change], variant)
      decided[variant === undefined ? 'accepted' : 'variants']++
    } catch (error) {
      if (!isReplayError(error)) throw error
      decided.failed++
      terminal.note(`  ${paint('yellow', `${error.code}: ${printable(error.message)}`)}`)
    }
  }
  let left = listPending({ root })
  for (let change = left.shift(); change !== undefined; change = left.shift()) {
    if (terminal.signal.aborted) {
      decided.skipped += 1 + left.length
      return decided
    }
    const { functionName } = change.snapshot
    const ofDecision = (one: PendingChange): boolean => one.snapshot.functionName === functionName
    const others = left.filter(ofDecision)
    const view = await pendingView(change)
    terminal.print(`\n${pendingDetails(view, columns, paint).join('\n')}\n`)
    switch (await reviewer.what(printable(functionName), others.length, view.stale === undefined)) {
      case 'accept':
        await accept(change)
        break
      case 'variant': {
        const note = await reviewer.note()
        if (note === null) left.unshift(change)
        else await accept(change, { note })
        break
      }
      case 'all':
        for (const one of [change, ...others]) await accept(one)
        left = left.filter((one) => !ofDecision(one))
        break
      case 'reject':
        rejectChange(root, change)
        decided.rejected++
        break
      case 'skip':
        decided.skipped++
        break
      case 'quit':
        decided.skipped += 1 + left.length
        return decided
    }
  }
  return decided
}
