import { lstatSync } from '../../kept-fs.js'
import { EXTENSION } from './dir-layout.js'

/**
 * Folders of a store in which a file was found that really lies there, spelled as its path says: no link led to it, and
 * none leads to those beside it. To find that out for each file takes longer than reading it.
 */
export class KnownFolders {
  private readonly known = new Set<string>()

  has(folder: string): boolean {
    return this.known.has(folder)
  }

  /** @param file path of a file in the folder that was found to lie there. */
  learn(folder: string, file: string): void {
    if (tellsLettersApart(file)) this.known.add(folder)
  }
}

/** Whether another spelling of a file's name means another file. Where it does not, each file must be looked at. */
function tellsLettersApart(file: string): boolean {
  const other = `${file.slice(0, -EXTENSION.length)}${EXTENSION.toUpperCase()}`
  const found = lstatSync(other, { throwIfNoEntry: false })
  return found === undefined || found.ino !== lstatSync(file, { throwIfNoEntry: false })?.ino
}
