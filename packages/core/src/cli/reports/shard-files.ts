import { join, resolve } from 'node:path'
import { readdirSync, statSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { workingFolder } from '../../working-folder.js'

const SHARD = /^report-\d+-of-\d+\.json$/

/**
 * The reports that are meant, in the order of their paths. A folder stands for the reports of shards in it, at any
 * depth, as CI services unpack one folder for each shard.
 *
 * @param given paths; none stand for `.retrial`.
 * @throws UsageError `REPORT_INVALID` where there is none, or a path leads to nothing.
 */
export function shardFiles(cwd: string, given: readonly string[]): string[] {
  if (given.length > 0) return given.flatMap((path) => filesAt(resolve(cwd, path), path))
  const folder = workingFolder(cwd)
  const found = shardsIn(folder)
  if (found.length > 0) return found
  throw none(`There is no report of a shard in ${folder}.`)
}

function filesAt(path: string, given: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) throw none(`There is no report ${given}.`)
  if (!stats.isDirectory()) return [path]
  const found = shardsIn(path)
  if (found.length === 0) throw none(`There is no report of a shard in ${given}.`)
  return found
}

function shardsIn(folder: string): string[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SHARD.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function none(message: string): UsageError {
  return new UsageError(
    'REPORT_INVALID',
    `${message} Each shard leaves .retrial/report-<n>-of-<count>.json; bring those files here, or name them.`,
  )
}
