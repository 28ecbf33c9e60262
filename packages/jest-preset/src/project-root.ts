import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A project as jest's config has it: its folder, its config file, or its settings themselves. */
export type JestProject = string | { readonly rootDir?: string }

/**
 * The folder of a project.
 *
 * @param rootDir that of the config which names the project.
 */
export function projectRoot(project: JestProject, rootDir: string): string {
  if (typeof project !== 'string') return resolve(rootDir, project.rootDir ?? '')
  return statSync(project).isDirectory() ? project : dirname(project)
}
