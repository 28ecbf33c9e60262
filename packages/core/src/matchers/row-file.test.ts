import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { bundled } from '../testing/bundled.js'
import { RowFile } from './row-file.js'

const linesIn = (folder: string): string =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('')

/** What a descriptor stands for; nothing for one that is closed by now. */
function targetOf(descriptor: string): string {
  try {
    return readlinkSync(descriptor)
  } catch {
    return ''
  }
}

function held(): RowFile {
  const file = new RowFile()
  file.hold()
  onTestFinished(() => {
    file.release()
  })
  return file
}

test.each([
  ['held', held],
  ['not held', () => new RowFile()],
])('%s, each line is there when it was added', (_how, make) => {
  const [folder, file] = [temporaryFolder(), make()]
  for (const count of [1, 2, 3]) {
    file.append(folder, `${count}\n`)
    expect(linesIn(folder)).toBe(['1\n', '2\n', '3\n'].slice(0, count).join(''))
  }
})

test('lines reach the file before, while and after it is held, in their order', () => {
  const [folder, file] = [temporaryFolder(), new RowFile()]
  file.append(folder, 'before\n')
  file.hold()
  file.append(folder, 'while\n')
  file.release()
  file.append(folder, 'after\n')
  file.hold()
  file.append(folder, 'again\n')
  file.release()
  expect(linesIn(folder)).toBe('before\nwhile\nafter\nagain\n')
})

test('several of one process, as of two test files, add to one file', () => {
  const folder = temporaryFolder()
  const [one, other] = [held(), held()]
  for (const round of [1, 2]) {
    one.append(folder, `one ${round}\n`)
    other.append(folder, `other ${round}\n`)
  }
  expect(readdirSync(folder)).toEqual([`${process.pid}.jsonl`])
  expect(linesIn(folder)).toBe('one 1\nother 1\none 2\nother 2\n')
})

test('the next run has a folder of its own', () => {
  const root = temporaryFolder()
  const file = held()
  for (const run of ['a', 'b']) {
    mkdirSync(join(root, run))
    file.append(join(root, run), `${run}\n`)
  }
  expect([linesIn(join(root, 'a')), linesIn(join(root, 'b'))]).toEqual(['a\n', 'b\n'])
})

test.skipIf(process.platform !== 'linux')('releasing leaves nothing open, and twice is fine', () => {
  const folder = temporaryFolder()
  const opened = (): number =>
    readdirSync('/proc/self/fd').filter((name) => targetOf(`/proc/self/fd/${name}`).startsWith(folder)).length
  const file = held()
  file.append(folder, 'a\n')
  expect(opened()).toBe(1)
  file.release()
  file.release()
  expect(opened()).toBe(0)
})

test('a process that is killed takes none of its lines with it', { timeout: 60_000 }, async () => {
  const [folder, root] = [temporaryFolder(), temporaryFolder()]
  const built = await bundled(new URL('./row-file.ts', import.meta.url), ['esm'])
  const script = join(root, 'killed.mjs')
  writeFileSync(
    script,
    `import { RowFile } from ${JSON.stringify(pathToFileURL(join(built, 'row-file.mjs')).href)}
const file = new RowFile()
file.hold()
for (let count = 0; count < 100; count++) file.append(process.argv[2], count + '\\n')
process.kill(process.pid, 'SIGKILL')
`,
  )
  spawnSync(process.execPath, [script, folder])
  expect(linesIn(folder).split('\n')).toHaveLength(101)
})
