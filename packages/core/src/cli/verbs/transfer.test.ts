import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { READERS } from '../../interop/readers.js'
import { WRITERS } from '../../interop/writers.js'
import { openStore } from '../../store/open-store.js'
import { idsOf, sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { Interrupted } from '../interrupted.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject
beforeEach(async () => {
  project = verbProject()
  await project.save(
    'sqlite:prod.db',
    sampleSnapshot('a', { tags: { suite: 'golden' } }),
    sampleSnapshot('b', { functionName: 'other' }),
  )
})

const idsIn = async (url: string): Promise<string[]> => {
  const store = await openStore(url, { cwd: project.folder, readOnly: true })
  try {
    return await idsOf(store.query())
  } finally {
    await store.close()
  }
}

describe('copy', () => {
  test.each([
    [[], ['a', 'b']],
    [['--tag', 'suite=golden'], ['a']],
    [['--function', 'other'], ['b']],
    [['--limit', '1'], ['a']],
  ])('with %j copies %j', async (args, ids) => {
    const { code, out } = await project.run(['copy', 'sqlite:prod.db', 'dir:decisions', ...args])
    expect({ code, out }).toEqual({ code: 0, out: `  ${ids.length} read: ${ids.length} copied` })
    expect(await idsIn('dir:decisions')).toEqual(ids)
  })

  test('ids that are taken are reported, skipped or replaced', async () => {
    await project.save('dir:decisions', sampleSnapshot('b', { functionName: 'mine' }))
    const copying = (...args: string[]) => project.run(['copy', 'sqlite:prod.db', 'dir:decisions', ...args])
    const first = await copying()
    expect(first).toMatchObject({ code: 1, out: '  2 read: 1 copied, 1 not' })
    expect(first.err).toContain('✗ b  DUPLICATE_ID: ')
    expect(await copying('--on-duplicate', 'skip')).toMatchObject({
      code: 1,
      out: '  2 read: 0 copied, 1 there already, 1 not',
    })
    const replaced = await copying('--on-duplicate', 'replace', '--json')
    expect(replaced.code).toBe(0)
    expect(JSON.parse(replaced.out)).toMatchObject({ read: 2, written: 2, problems: [] })
  })

  test.each([
    [['sqlite:no.db', 'dir:x'], 'There is no store "sqlite:no.db"'],
    [['sqlite:prod.db', 'ftp:x'], 'has the unknown scheme'],
    [['sqlite:prod.db'], "missing required argument 'to'"],
    [['sqlite:prod.db', 'dir:x', '--on-duplicate', 'x'], 'Allowed choices are report, skip, replace'],
  ])('%j is wrong use', async (args, text) => {
    const { code, err } = await project.run(['copy', ...args])
    expect(code).toBe(2)
    expect(err).toContain(text)
    expect(existsSync(join(project.folder, 'x'))).toBe(false)
  })

  test('writes no baselines in CI, but other stores', async () => {
    process.env['CI'] = '1'
    const refused = await project.run(['copy', 'sqlite:prod.db', 'dir:decisions'])
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('CI_WRITE_REFUSED: Nothing was copied')
    expect(existsSync(join(project.folder, 'decisions'))).toBe(false)
    expect((await project.run(['copy', 'sqlite:prod.db', 'sqlite:other.db'])).code).toBe(0)
    process.env['RETRIAL_ALLOW_CI_WRITES'] = '1'
    expect((await project.run(['copy', 'sqlite:prod.db', 'dir:decisions'])).code).toBe(0)
    delete process.env['CI']
  })

  test('redacts by the config of the project', async () => {
    writeFileSync(join(project.folder, 'retrial.config.json'), '{"redaction":{"names":["text"]}}')
    await project.run(['copy', 'sqlite:prod.db', 'dir:decisions'])
    expect(readFileSync(join(project.folder, 'decisions/a.json'), 'utf8')).not.toContain('ticket of a')
  })

  test('stops when it is told to', async () => {
    const stop = new AbortController()
    stop.abort(new Interrupted('SIGINT'))
    const { code, err } = await project.run(['copy', 'sqlite:prod.db', 'dir:x'], { signal: stop.signal })
    expect(code).toBe(130)
    expect(err).toContain('stopped')
  })
})

describe('export and import', () => {
  test.each(Object.keys(WRITERS))('%s there and back', async (format) => {
    const path = `out-${format}`
    const exported = await project.run(['export', '--to', format, path, '--store', 'sqlite:prod.db'])
    expect(exported).toMatchObject({ code: 0, out: '  2 read: 2 exported' })
    const again = await project.run(['export', '--to', format, path, '--store', 'sqlite:prod.db'])
    expect(again.code).toBe(2)
    expect(again.err).toContain('exists already')
    const over = ['export', '--to', format, path, '--store', 'sqlite:prod.db', '--overwrite', '--json']
    expect(JSON.parse((await project.run(over)).out)).toMatchObject({ written: 2 })
    const imported = await project.run(['import', '--from', format, path])
    expect(imported.out).toContain('2 read: 2 imported')
    expect(await idsIn('dir:decisions')).toHaveLength(2)
  })

  test('a bad row is a line on stderr, and 1', async () => {
    writeFileSync(
      join(project.folder, 'rows.jsonl'),
      '{"functionName":"f","inputs":[],"outputs":[1]}\nnot json\n',
    )
    const { code, out, err } = await project.run(['import', '--from', 'jsonl', 'rows.jsonl'])
    expect({ code, out }).toEqual({
      code: 1,
      out: expect.stringMatching(/^ {2}2 read: \d imported, \d not$/),
    })
    expect(err).toContain('✗ line 2')
    expect(err).not.toContain('\n\n')
  })

  test('every format that can be read or written is a choice', async () => {
    const help = (await project.run(['import', '--help'])).out
    for (const name of Object.keys(READERS)) expect(help).toContain(JSON.stringify(name))
    const { code, err } = await project.run(['import', '--from', 'csv', 'x'])
    expect(code).toBe(2)
    expect(err).toContain('Allowed choices are jsonl, briefcase, opentelemetry')
    expect((await project.run(['import', 'x'])).err).toContain(
      "required option '--from <format>' not specified",
    )
  })

  test.each([
    ['import', ['import', '--from', 'jsonl', 'nosuch.jsonl'], 'INVALID_IMPORT', 3],
    ['export', ['export', '--to', 'jsonl', 'x', '--store', 'dir:nowhere'], 'There is no store', 2],
  ])('%s of what is not there', async (_verb, args, text, code) => {
    const result = await project.run(args)
    expect(result.code).toBe(code)
    expect(result.err).toContain(text)
  })

  test('import writes no baselines in CI', async () => {
    process.env['CI'] = '1'
    writeFileSync(join(project.folder, 'rows.jsonl'), '')
    expect((await project.run(['import', '--from', 'jsonl', 'rows.jsonl'])).err).toContain('CI_WRITE_REFUSED')
    delete process.env['CI']
  })
})
