/** The parts of a recorded multipart form. */
export interface Part {
  readonly name: string
  readonly fileName?: string
  readonly type?: string
  readonly text: string
}

/** The boundary of a recorded form, or undefined for any other text. */
export function boundaryOf(body: string): string | undefined {
  return /^--([^\r\n]+)\r\n(?=content-disposition)/i.exec(body)?.[1]
}

export function partsOf(body: string): Part[] {
  const boundary = boundaryOf(body) ?? ''
  const parts = body.split(`--${boundary}`).slice(1, -1)
  return parts.map((part) => {
    const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n')
    const text = rest.join('\r\n\r\n').replace(/\r\n$/, '')
    const found = (pattern: RegExp): string | undefined => pattern.exec(head)?.[1]
    const [fileName, type] = [found(/filename="([^"]*)"/i), found(/content-type: *(\S+)/i)]
    return {
      name: found(/ name="([^"]*)"/i) ?? '',
      ...(fileName === undefined ? {} : { fileName }),
      ...(type === undefined ? {} : { type }),
      text,
    }
  })
}

/** The file in a recorded form. */
export function fileOf(body: string): File {
  const part = partsOf(body).find(({ fileName }) => fileName !== undefined)
  if (part?.fileName === undefined) throw new TypeError('no file in the form')
  return new File([part.text], part.fileName, { type: part.type ?? '' })
}
