/** A text in two parts: what is fenced off as code, and the rest. */
export interface CodeApart {
  readonly prose: string
  /** Each block with its fences' info line. */
  readonly code: readonly string[]
}

const FENCE = /^\s*(`{3,}|~{3,})/

/** Takes the fenced blocks out of Markdown. One that is not closed goes to the end. In linear time. */
export function codeApart(text: string): CodeApart {
  if (!text.includes('```') && !text.includes('~~~')) return { prose: text, code: [] }
  const prose: string[] = []
  const code: string[][] = []
  let fence: string | undefined
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1]
    if (fence === undefined && mark === undefined) prose.push(line)
    else if (fence === undefined) {
      fence = mark
      code.push([line.trim()])
    } else if (line.trim() === fence) fence = undefined
    else code.at(-1)?.push(line)
  }
  return { prose: prose.join('\n'), code: code.map((lines) => lines.join('\n')) }
}
