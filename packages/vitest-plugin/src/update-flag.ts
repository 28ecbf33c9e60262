import { UsageError } from '@retrial/core/config'
import type { Vitest } from 'vitest/node'

const MODES: readonly unknown[] = ['all', 'new', 'none', 'true', '', true, false, undefined]

/**
 * Refuses a word behind `-u` that is no mode: vitest takes one that follows for the value of the flag, then runs every test
 * file, and accepts all that changed.
 *
 * @throws UsageError `INVALID_OPTION`.
 */
export function checkUpdateFlag({ config }: Vitest): void {
  const { update } = config as { update?: unknown }
  if (MODES.includes(update)) return
  throw new UsageError(
    'INVALID_OPTION',
    `vitest was told --update ${JSON.stringify(update)}, which is none of all, new and none; it would run all tests, and accept every change. For some test files put their names first: vitest run <files> -u`,
  )
}
