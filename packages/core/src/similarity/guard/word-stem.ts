const DENYING = /^(?:in|im|il|ir|des|dés|dis|un|ne|не|недо)(?=.{4})/

/** The same word without a prefix that says no, where it has one. */
export function baseOf(key: string, length: number | undefined): string | undefined {
  return DENYING.test(key) ? cut(key.replace(DENYING, ''), length) : undefined
}

/** Forms begin alike, in German after `ge-` too. */
export function cut(given: string, length: number | undefined): string {
  const key =
    length === 6
      ? given
          .replace(/^ge(?=.{5}(?:t|en)?$|.{6,}(?:t|en)$)/, '')
          .replace(/(?<=.{4})(?:en|t|te|ten|er|e|es|em|st|n|s)$/, '')
      : given
  return length === undefined ? key : key.slice(0, length)
}
