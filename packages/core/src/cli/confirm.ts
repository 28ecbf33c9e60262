import { nextLine } from './next-line.js'

/** Asks a person; nothing is done unless they say yes. */
export async function confirmed(question: string): Promise<boolean> {
  const answer = await nextLine(`${question} [y/N] `)
  return /^y(?:es)?$/i.test(answer ?? '')
}
