import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { projectRoot, type JestProject } from './project-root.js'

const FILE = fileURLToPath(import.meta.url)
const FOLDER = dirname(FILE)

test.each<[string, JestProject, string]>([
  ['its folder', FOLDER, FOLDER],
  ['its config file', FILE, FOLDER],
  ['settings with a folder', { rootDir: join(FOLDER, 'one') }, join(FOLDER, 'one')],
  ['settings with a folder in that of the config', { rootDir: 'one' }, join(FOLDER, 'one')],
  ['settings without one', {}, FOLDER],
])('%s', (_name, project, folder) => {
  expect(projectRoot(project, FOLDER)).toBe(folder)
})
