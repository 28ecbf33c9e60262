import { emitKeypressEvents } from 'node:readline'
import { nextLine } from '../next-line.js'
import type { Terminal } from '../terminal.js'
import type { Reviewer } from './review-loop.js'

/** What becomes of a change. `all`: this one and all others of its decision are accepted. */
export type Answer = 'accept' | 'variant' | 'all' | 'reject' | 'skip' | 'quit'

interface Key {
  readonly name?: string
  readonly ctrl: boolean
}

/** Asks on the terminal of this process. One key answers; Ctrl-C, and an input that ends, are `quit`. */
export function terminalReviewer({ print, paint }: Pick<Terminal, 'print' | 'paint'>): Reviewer {
  return {
    async what(functionName, others, mayAccept) {
      const answers: readonly (readonly [key: string, answer: Answer, does: string])[] = [
        ['a', 'accept', 'accept as the new recording'],
        ['v', 'variant', 'accept as one more outcome beside the recorded one'],
        ['d', 'all', `accept this and the ${others} others of ${functionName}`],
        ['r', 'reject', 'reject: forget the change'],
        ['s', 'skip', 'skip: decide later'],
        ['q', 'quit', 'quit'],
      ]
      const offered = answers.filter(
        ([, answer]) =>
          (mayAccept || !['accept', 'variant', 'all'].includes(answer)) && (others > 0 || answer !== 'all'),
      )
      // Before it is asked, else an early Ctrl-C ends the process without a word of what was decided.
      process.stdin.setRawMode(true)
      print('Is this change meant?')
      for (const [key, , does] of offered) print(`  ${paint('bold', key)}  ${does}`)
      for (;;) {
        const { name, ctrl } = await nextKey()
        if (ctrl && (name === 'c' || name === 'd')) return 'quit'
        const chosen = offered.find(([key]) => key === name)
        if (chosen !== undefined && !ctrl) return chosen[1]
      }
    },
    async note() {
      print('Why is it as good as the recorded one? (Enter: no note)')
      const note = await nextLine()
      return note === undefined || note === '' ? (note === '' ? undefined : null) : note
    },
  }
}

function nextKey(): Promise<Key> {
  const { stdin } = process
  emitKeypressEvents(stdin)
  stdin.setRawMode(true)
  stdin.resume()
  return new Promise((resolve) => {
    const end = (key: Key): void => {
      stdin.off('keypress', onKey)
      stdin.off('end', onEnd)
      stdin.setRawMode(false)
      stdin.pause()
      resolve(key)
    }
    const onKey = (_text: string | undefined, key: Key): void => {
      end(key)
    }
    const onEnd = (): void => {
      end({ name: 'c', ctrl: true })
    }
    stdin.once('keypress', onKey)
    stdin.once('end', onEnd)
  })
}
