import { join } from 'node:path'
import { readdirSync, statSync } from '../../kept-fs.js'
import { EXTENSION } from './dir-layout.js'
import { ifPresent } from '../failure.js'

interface Folder {
  /** How its names are spelled, by the name in lower case. */
  readonly names: Map<string, string[]>
  /** Its time of change when the names were right; undefined where it does not exist. */
  changed: bigint | undefined
}

/**
 * Knows how paths are spelled in the folder of a store, so that no id is added that another file system would take
 * for one that is there. A folder is read again only where somebody else changed it: reading costs more than saving
 * where many lie. What others add at the same moment can be overlooked; `verify` tells of it.
 */
export class Spelling {
  /** By path. */
  private readonly folders = new Map<string, Folder>()
  /** Folders looked at in this step. */
  private readonly fresh = new Set<string>()

  /**
   * The path that is there and differs from that of `id` only in letter case, without extension.
   *
   * @param root a real path.
   */
  otherOf(root: string, id: string): string | undefined {
    let folder = ''
    for (const name of namesOf(id)) {
      const other = spelled(this.folderAt(join(root, folder)), name).find((known) => known !== name)
      if (other !== undefined) return folder + withoutExtension(other)
      folder += `${name}/`
    }
    return undefined
  }

  /** Takes in an id that this step is about to add. */
  add(root: string, id: string): void {
    let folder = ''
    for (const name of namesOf(id)) {
      const known = this.folderAt(join(root, folder))
      if (!spelled(known, name).includes(name)) {
        known.names.set(name.toLowerCase(), [...spelled(known, name), name])
      }
      folder += `${name}/`
    }
  }

  /** Ends a step in which nothing but what was added has changed. */
  keep(): void {
    for (const path of this.fresh) {
      const known = this.folders.get(path)
      if (known !== undefined) known.changed = changeOf(path)
    }
    this.fresh.clear()
  }

  /** Ends any other step. */
  forget(): void {
    this.folders.clear()
    this.fresh.clear()
  }

  private folderAt(path: string): Folder {
    const known = this.folders.get(path)
    if (known !== undefined && this.fresh.has(path)) return known
    this.fresh.add(path)
    // Asked for before reading: a change in between counts as one after it.
    const changed = changeOf(path)
    if (known !== undefined && known.changed === changed) return known
    const folder: Folder = { names: new Map(), changed }
    for (const name of ifPresent(() => readdirSync(path)) ?? []) {
      folder.names.set(name.toLowerCase(), [...spelled(folder, name), name])
    }
    this.folders.set(path, folder)
    return folder
  }
}

function spelled({ names }: Folder, name: string): string[] {
  return names.get(name.toLowerCase()) ?? []
}

function changeOf(path: string): bigint | undefined {
  return ifPresent(() => statSync(path, { bigint: true }).mtimeNs)
}

/** The folders of an id and its file. */
function namesOf(id: string): string[] {
  return `${id}${EXTENSION}`.split('/')
}

function withoutExtension(name: string): string {
  return name.toLowerCase().endsWith(EXTENSION) ? name.slice(0, -EXTENSION.length) : name
}
