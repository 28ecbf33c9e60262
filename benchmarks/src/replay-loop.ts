import { capture, decision, openStore, ReplayEngine, type DecisionSnapshot } from '@retrial/core'
import fastDeepEqual from 'fast-deep-equal/es6/index.js'
import { interleave, type Timing } from './interleave.js'

const SNAPSHOTS = 200

/** The engine against the bare loop that could not do less: parse, call, compare. No effects. */
export async function replayLoop(): Promise<Timing[]> {
  const answer = (question: Question): Answer => ({
    ...question,
    label: question.text.length % 2 === 0 ? 'even' : 'odd',
  })
  const decide = decision('benchmark.replay', answer)
  const snapshots: DecisionSnapshot[] = []
  for (let index = 0; index < SNAPSHOTS; index++) {
    const { snapshot } = await capture(() => decide(question(index)), { id: `benchmark/${index}` })
    snapshots.push(snapshot)
  }
  const store = await openStore('memory:')
  await store.saveMany(snapshots)
  const texts = snapshots.map((snapshot) => JSON.stringify(snapshot))
  const engine = new ReplayEngine(store)
  return interleave(
    [
      {
        name: 'JSON.parse, call, fast-deep-equal',
        run: async (calls) => {
          for (let call = 0; call < calls; call++) {
            const { inputs, outputs } = JSON.parse(texts[call % SNAPSHOTS] ?? '') as DecisionSnapshot
            const result = await Promise.resolve(answer(inputs[0]?.value as Question))
            if (!fastDeepEqual(result, outputs[0]?.value)) throw new Error('changed')
          }
        },
      },
      {
        name: 'ReplayEngine.replay(id)',
        run: async (calls) => {
          for (let call = 0; call < calls; call++) {
            const { verdict } = await engine.replay(`benchmark/${call % SNAPSHOTS}`)
            if (verdict !== 'match') throw new Error(verdict)
          }
        },
      },
    ],
    { calls: 1000 },
  )
}

interface Question {
  readonly id: number
  readonly text: string
  readonly context: readonly { readonly role: string; readonly content: string }[]
}

interface Answer extends Question {
  readonly label: string
}

/** About 2 KB, as a recorded model call is. */
function question(id: number): Question {
  const context = Array.from({ length: 10 }, (_, turn) => ({
    role: turn % 2 === 0 ? 'user' : 'assistant',
    content: 'x'.repeat(150),
  }))
  return { id, text: `question ${id}`, context }
}
