import { Command } from 'commander'
import { baselinePlace } from '../../config/baseline-place.js'
import { loadConfig } from '../../config/load-config.js'
import { printable } from '../../reporting/printable.js'
import { listIdsSync } from '../../store/list-ids.js'
import { completeWords } from '../completion/complete-words.js'
import { EXIT } from '../exit-code.js'
import type { Verb } from '../verb.js'

/** Ids are few where a person chooses among them. */
const MOST_IDS = 500
/** What the scripts of `retrial completion` know: whether paths are offered as well. */
const WITH_PATHS = ':0'
const WITHOUT_PATHS = ':4'

/** For the scripts of `retrial completion`, which call it at each Tab. Not in the help. */
export const complete: Verb = (terminal, ends) =>
  new Command('complete')
    .argument('[words...]')
    .passThroughOptions()
    .action(
      ends((words: string[], _options: object, command: Command) => {
        const { found, paths } = completeWords(command.parent ?? command, words, () => idsIn(terminal.cwd))
        for (const { value, description } of found)
          terminal.print(`${printable(value)}\t${printable(description)}`)
        terminal.print(paths ? WITH_PATHS : WITHOUT_PATHS)
        return EXIT.ok
      }),
    )

function idsIn(cwd: string): string[] {
  try {
    const { store, storeRoot } = baselinePlace(cwd, {}, loadConfig(cwd))
    return listIdsSync(store, { cwd: storeRoot }).slice(0, MOST_IDS)
  } catch {
    // A Tab is no place for an error.
    return []
  }
}
