import { UsageError } from '../errors.js'

/**
 * Finds ids that a file system without letter case takes for one. Such a pair can be saved on Linux, but not be
 * checked out by everybody who shares the folder.
 *
 * @returns a function that takes ids one by one and gives an earlier one that is the same, or lies in the same folder,
 * but for letter case.
 */
export function caseCollisions(): (id: string) => string | undefined {
  const known = new Map<string, { readonly path: string; readonly id: string }>()
  return (id) => {
    const paths = [...foldersOf(id), id]
    const other = paths
      .map((path) => known.get(path.toLowerCase()))
      .find((found, index) => found !== undefined && found.path !== paths[index])
    for (const path of paths) if (!known.has(path.toLowerCase())) known.set(path.toLowerCase(), { path, id })
    return other?.id
  }
}

/** `a/`, `a/b/` of `a/b/c`: with their slash, so that they are never taken for ids. */
function foldersOf(id: string): string[] {
  const steps = id.split('/').slice(0, -1)
  return steps.map((_step, index) => `${steps.slice(0, index + 1).join('/')}/`)
}

export function otherCase(url: string, id: string, taken: string): UsageError {
  return new UsageError(
    'DUPLICATE_ID',
    `${url} holds ${JSON.stringify(taken)}, which differs from ${JSON.stringify(id)} only in letter case: on macOS and Windows the two are one. Choose another id, or spell it alike.`,
  )
}
