import { openStore } from '../../store/open-store.js'
import { printable } from '../../reporting/printable.js'
import { EXIT } from '../exit-code.js'
import { chosenStore, STORE_OPTION } from '../options/chosen-store.js'
import { JSON_OPTION } from '../options/json.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store?: string
  readonly json?: true
}

export const list: Verb = (terminal, ends) =>
  newVerb('list', 'Lists the recordings of a store.', [
    ['list', 'the baselines of this project'],
    ['list --store sqlite:prod.db --json', 'those of another store, as JSON'],
  ])
    .option(...STORE_OPTION)
    .option(...JSON_OPTION)
    .action(
      ends(async ({ store: url, json }: Options) => {
        const place = chosenStore(terminal.cwd, url)
        const store = await openStore(place.store, { cwd: place.storeRoot, readOnly: true })
        try {
          const found = []
          for await (const { id, functionName, createdAt } of store.query())
            found.push({ id, functionName, createdAt })
          if (json === true) terminal.print(JSON.stringify(found, undefined, 2))
          else
            for (const { id, functionName } of found)
              terminal.print(`  ${printable(id)}  ${terminal.paint('dim', printable(functionName))}`)
          return EXIT.ok
        } finally {
          await store.close()
        }
      }),
    )
