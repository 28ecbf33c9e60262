import type { PendingChange } from '../../pending/pending-change.js'
import { shellWord } from '../text/shell-word.js'

/** What to type where nobody can be asked: the commands for each change, as they are. */
export function reviewCommands(changes: readonly PendingChange[]): string[] {
  return changes.flatMap(({ id, snapshot: { functionName } }, index) => {
    const word = shellWord(id)
    return [
      ...(index === 0 ? [] : ['']),
      `# ${shellWord(id)}  ${shellWord(functionName)}`,
      `retrial pending ${word}`,
      `retrial accept ${word}`,
      `retrial accept --variant ${word}`,
      `retrial reject ${word}`,
    ]
  })
}
