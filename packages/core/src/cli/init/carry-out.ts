import { dirname, join } from 'node:path'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import { writeBeside } from '../../store/atomic-file.js'
import type { Step } from './step.js'

/**
 * Does one step. A file that is there by now, or reads otherwise than it did, is left as it is.
 *
 * @throws UsageError `INVALID_OPTION`; an error of the file system.
 */
export function carryOut(folder: string, step: Step): void {
  if (step.kind !== 'create' && step.kind !== 'edit') return
  const path = join(folder, step.path)
  if (step.kind === 'create') {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, step.text, { flag: 'wx' })
    return
  }
  if (readFileSync(path, 'utf8') !== step.was)
    throw new UsageError('INVALID_OPTION', `${step.path} changed meanwhile. Run retrial init again.`)
  renameSync(writeBeside(path, step.text), path)
}
