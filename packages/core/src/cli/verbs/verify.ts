import { printable } from '../../reporting/printable.js'
import { EXIT } from '../exit-code.js'
import { jsonText } from '../json-text.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { problemLine } from '../problem-line.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store?: string
  readonly json?: true
}

export const verify: Verb = (terminal, ends) =>
  newVerb('verify', 'Reads every recording of a store and checks its shape and its content hash.', [
    ['verify', 'the baselines of this project'],
    ['verify --store sqlite:prod.db --json', 'those of another store, as JSON'],
  ])
    .option(...STORE_OPTION)
    .option(...JSON_OPTION)
    .action(
      ends(async ({ store: url, json }: Options) => {
        const place = chosenStore(terminal.cwd, url)
        checkIsThere(place)
        const { checked, problems } = await withStore(place, { readOnly: true }, (store) => store.verify())
        if (json === true) terminal.print(jsonText({ store: place.store, checked, problems }, 2))
        else {
          for (const problem of problems) terminal.print(problemLine(problem, terminal.paint))
          const name = printable(place.store)
          const sound = checked - new Set(problems.map(({ id }) => id)).size
          terminal.print(
            checked === 0
              ? `  ${name} holds no recordings: there is nothing to check.`
              : `  ${checked} checked in ${name}: ${sound} sound, ${checked - sound} not`,
          )
        }
        if (checked === 0) return EXIT.evidence
        return problems.length === 0 ? EXIT.ok : EXIT.violations
      }),
    )
