import { styleText } from 'node:util'

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan'

/** Styles a text for a terminal, or leaves it plain. */
export type Paint = (style: Style, text: string) => string

/** @param colour whether the output understands colours. */
export function painter(colour: boolean): Paint {
  // Who asks for colours knows its output; by itself styleText looks at stdout and the environment.
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
}

/** A painter for a stream: with colours on a terminal, unless `NO_COLOR` or `FORCE_COLOR` says otherwise. */
export function painterFor(stream: { readonly isTTY?: boolean }): Paint {
  const { FORCE_COLOR, NO_COLOR } = process.env
  if (FORCE_COLOR !== undefined) return painter(FORCE_COLOR !== '0')
  return painter(NO_COLOR === undefined && stream.isTTY === true)
}

/** Columns of a stream for lines that stand behind a space; undefined where it is no terminal: then lines are not broken. */
export function columnsOf(stream: {
  readonly isTTY?: boolean
  readonly columns?: number
}): number | undefined {
  return stream.isTTY === true && stream.columns !== undefined ? stream.columns - 1 : undefined
}
