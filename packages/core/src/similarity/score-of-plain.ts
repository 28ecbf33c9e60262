/** The score of two plain texts where no model has to be asked: equal texts are alike, and a blank one is like no other. */
export function scoreOfPlain(a: string, b: string): number | undefined {
  if (a === b) return 1
  return a === '' || b === '' ? 0 : undefined
}
