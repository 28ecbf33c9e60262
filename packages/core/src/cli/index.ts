#!/usr/bin/env node
/**
 * The command `retrial`.
 *
 * @module
 */
import { processTerminal } from './process-terminal.js'
import { run } from './run.js'

const args = process.argv.slice(2)
const terminal = processTerminal(args)

void run(args, terminal).then((code) => {
  process.exitCode = code
  // Output may still fail, or a signal come, while the last lines are written.
  process.once('exit', () => {
    process.exitCode = terminal.exitCode() ?? code
  })
})
