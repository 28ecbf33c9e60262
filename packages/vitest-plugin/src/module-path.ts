import { posix, relative, sep } from 'node:path'
import type { TestModule } from 'vitest/node'

/**
 * A test file from the root of the run, with `/`. vitest names it from the root of its project; its whole path is of the
 * machine that it ran on, and another one where blobs are merged.
 */
export function modulePath({ relativeModuleId, project }: TestModule): string {
  const root = relative(project.vitest.config.root, project.config.root)
  return posix.join(root.split(sep).join('/'), relativeModuleId)
}
