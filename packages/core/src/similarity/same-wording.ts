/** Whether two texts differ in nothing but how their characters are written and spaced. */
export function sameWording(a: string, b: string): boolean {
  return a === b || plainSpacing(a) === plainSpacing(b)
}

/** Unicode NFC (in NFKC 10² would be 102), one space for each run of white space, none at the ends. */
export function plainSpacing(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}
