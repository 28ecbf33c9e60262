import { createInterface } from 'node:readline'

/**
 * What a person types on the terminal of this process, up to Enter; undefined where they broke it off.
 *
 * @param prompt stands before it.
 */
export function nextLine(prompt = ''): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  return new Promise((resolve) => {
    let line: string | undefined
    lines.once('line', (text) => {
      line = text.trim()
      lines.close()
    })
    lines.once('SIGINT', () => {
      lines.close()
    })
    lines.once('close', () => {
      resolve(line)
    })
    lines.setPrompt(prompt)
    if (prompt !== '') lines.prompt()
  })
}
