import { spawnSync } from 'node:child_process'
import { relative } from 'node:path'
import { baselineFolder } from '../../config/baseline-folder.js'
import type { BaselinePlace } from '../../config/baseline-place.js'
import { isThere, withStore } from '../open-chosen.js'
import { loadProject, type Project } from '../project.js'
import { failed, ok, warning, type Finding } from './finding.js'

/** The config, the store of baselines, and what git makes of them. Writes nothing. */
export async function checkProject(cwd: string): Promise<Finding[]> {
  let project: Project
  try {
    project = loadProject(cwd)
  } catch (error) {
    return [failed('config', (error as Error).message)]
  }
  const { config, baselines } = project
  return [
    ok('config', config === undefined ? 'none, the defaults hold' : config.file),
    await checkStore(baselines),
    ...checkGit(cwd, baselines),
  ]
}

async function checkStore(place: BaselinePlace): Promise<Finding> {
  if (!isThere(place)) return ok('store', `${place.store} is not there yet: the first recording makes it`)
  try {
    const { checked, problems } = await withStore(place, { readOnly: true }, (store) => store.verify())
    const { ok: readable, message } = await withStore(place, { readOnly: true }, (store) => store.health())
    if (!readable) return failed('store', `${place.store}: ${message ?? 'cannot be read'}`)
    if (problems.length > 0)
      return failed('store', `${place.store}: ${problems.length} of ${checked} are not sound: retrial verify`)
    const { writable } = await withStore(place, { readOnly: false }, (store) => store.health())
    const text = `${place.store}: ${checked} recordings, all sound`
    return writable ? ok('store', text) : warning('store', `${text}; it cannot be written here`)
  } catch (error) {
    return failed('store', (error as Error).message)
  }
}

function checkGit(cwd: string, place: BaselinePlace): Finding[] {
  const ignored = (path: string): boolean =>
    spawnSync('git', ['check-ignore', '-q', path], { cwd }).status === 0
  if (spawnSync('git', ['rev-parse', '--git-dir'], { cwd }).status !== 0) return []
  const folder = baselineFolder(place)
  const findings: Finding[] = []
  if (folder !== undefined && !relative(cwd, folder).startsWith('..'))
    findings.push(
      ignored(folder)
        ? failed('git', `git ignores the baselines in ${relative(cwd, folder)}: take them out of .gitignore`)
        : ok('git', 'the baselines are not ignored'),
    )
  return [
    ...findings,
    ignored('.retrial/x')
      ? ok('.gitignore', '.retrial is ignored')
      : warning('.gitignore', '.retrial is not in .gitignore; the folder hides itself once it is there'),
  ]
}
