import { homedir } from 'node:os'

/** A text with the working directory left out of its paths and the home directory as `~`: they differ by machine. */
export function withoutMachinePaths(text: string, root = process.cwd(), home = homedir()): string {
  return relativeTo(home, '~', '~/', relativeTo(root, '.', '', text))
}

/** Not the end of a longer path. */
const BEFORE = String.raw`(?<=^|[^\w.~\\/-]|file:/{2,3}(?=[a-z]:)|file://)`
/** The folder itself, not one whose name begins like its. */
const AFTER = String.raw`(?![\w.-]|[\\/])`

function relativeTo(folder: string, sign: string, inside: string, text: string): string {
  // The root of a disk is in every path.
  if (folder.length < 2 || /^[a-z]:[\\/]?$/i.test(folder) || !text.includes(folder)) return text
  const literal = BEFORE + folder.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
  return text
    .replaceAll(new RegExp(String.raw`${literal}[\\/]`, 'g'), inside)
    .replaceAll(new RegExp(literal + AFTER, 'g'), sign)
}
