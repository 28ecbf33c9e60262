import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those on the way, where they are missing. Node itself says `ENOENT` where a folder on the way
 * cannot be made: this says why.
 *
 * @throws what making the first of them throws, such as `EROFS`.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ENOENT') throw error
    mkdirSync(firstMissing(path))
    // It could be made after all: another process had removed it meanwhile.
    mkdirSync(path, { recursive: true })
  }
}

function firstMissing(path: string): string {
  const parent = dirname(path)
  return parent === path || existsSync(parent) ? path : firstMissing(parent)
}
