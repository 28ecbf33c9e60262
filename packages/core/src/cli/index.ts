#!/usr/bin/env node
/**
 * The command `retrial`.
 *
 * @module
 */
import { isCi } from '../ci.js'
import { painterFor } from '../reporting/paint.js'
import { run } from './run.js'

const stop = new AbortController()
process.once('SIGINT', () => {
  stop.abort(new Error('Interrupted.'))
})

void run(process.argv.slice(2), {
  cwd: process.cwd(),
  print: (text) => process.stdout.write(`${text}\n`),
  note: (text) => process.stderr.write(`${text}\n`),
  paint: painterFor(process.stdout),
  interactive: process.stdin.isTTY && process.stdout.isTTY && !isCi(),
  columns: process.stdout.columns || 80,
  signal: stop.signal,
}).then((code) => {
  process.exitCode = code
})
