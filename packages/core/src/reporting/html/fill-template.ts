/** Where the data goes. */
export const DATA_MARK = '{"data":null}'

/** The page with its data. No text of the data can end the element it stands in, or begin another. */
export function fillTemplate(template: string, data: unknown): string {
  const [before, after, ...more] = template.split(DATA_MARK)
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`The template of the page must hold ${DATA_MARK} once.`)
  return `${before}${scriptJson(data)}${after}`
}

const ESCAPED = /[<>&\u2028\u2029]/g

/** JSON in which nothing means anything to an HTML parser. */
function scriptJson(data: unknown): string {
  return JSON.stringify(data).replaceAll(
    ESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
