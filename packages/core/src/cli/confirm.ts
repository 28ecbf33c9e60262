/** Asks a person; nothing is done unless they say yes. Loaded here, as few commands ask. */
export async function confirmed(question: string): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts')
  const answer = await confirm({ message: question, initialValue: false })
  return !isCancel(answer) && answer
}
