import { isCancel, selectKey, text } from '@clack/prompts'

/** What becomes of a change. `all`: this one and all others of its decision are accepted. */
export type Answer = 'accept' | 'variant' | 'all' | 'reject' | 'skip' | 'quit'

const KEYS = { a: 'accept', v: 'variant', d: 'all', r: 'reject', s: 'skip', q: 'quit' } as const

/** Asks for one key. Ctrl-C and Escape are `quit`. */
export async function askWhat(functionName: string, others: number, mayAccept: boolean): Promise<Answer> {
  const options = [
    ...(mayAccept
      ? [
          { value: 'a' as const, label: 'accept as the new recording' },
          { value: 'v' as const, label: 'accept as one more outcome beside the recorded one' },
          ...(others > 0
            ? [{ value: 'd' as const, label: `accept this and the ${others} others of ${functionName}` }]
            : []),
        ]
      : []),
    { value: 'r' as const, label: 'reject: forget the change' },
    { value: 's' as const, label: 'skip: decide later' },
    { value: 'q' as const, label: 'quit' },
  ]
  const key = await selectKey({ message: 'Is this change meant?', options })
  return isCancel(key) ? 'quit' : KEYS[key]
}

/** Why a variant is as good; undefined where nothing was typed, null where it is not to be accepted after all. */
export async function askNote(): Promise<string | undefined | null> {
  const note = await text({
    message: 'Why is it as good as the recorded one? (Enter: no note)',
    defaultValue: '',
  })
  if (isCancel(note)) return null
  return note.trim() === '' ? undefined : note.trim()
}
