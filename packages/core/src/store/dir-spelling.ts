import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { EXTENSION } from './dir-layout.js'
import { ifPresent } from './failure.js'

/** How the names in a folder are spelled, by the name in lower case. */
type Names = Map<string, Set<string>>

/**
 * Knows how paths are spelled in the folder of a store, so that no id is added that another file system would take
 * for one that is there. Reads each folder once, when it is first asked for: to be made anew for each step.
 */
export class Spelling {
  private readonly folders = new Map<string, Names>()

  /** @param root the real path of an existing folder. */
  constructor(private readonly root: string) {}

  /** The path that is there and differs from that of `id` only in letter case, without extension. */
  otherOf(id: string): string | undefined {
    let folder = ''
    for (const name of namesOf(id)) {
      const spelled = this.namesIn(folder).get(name.toLowerCase()) ?? []
      for (const other of spelled) if (other !== name) return folder + withoutExtension(other)
      folder += `${name}/`
    }
    return undefined
  }

  /** Takes in an id that is about to be there. */
  add(id: string): void {
    let folder = ''
    for (const name of namesOf(id)) {
      addName(this.namesIn(folder), name)
      folder += `${name}/`
    }
  }

  private namesIn(folder: string): Names {
    let names = this.folders.get(folder)
    if (names === undefined) {
      names = new Map()
      for (const name of ifPresent(() => readdirSync(join(this.root, folder))) ?? []) addName(names, name)
      this.folders.set(folder, names)
    }
    return names
  }
}

/** The folders of an id and its file. */
function namesOf(id: string): string[] {
  return `${id}${EXTENSION}`.split('/')
}

function withoutExtension(name: string): string {
  return name.toLowerCase().endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name
}

function addName(names: Names, name: string): void {
  const key = name.toLowerCase()
  const spelled = names.get(key)
  if (spelled === undefined) names.set(key, new Set([name]))
  else spelled.add(name)
}
