/* eslint-disable @typescript-eslint/no-require-imports -- this is CommonJS */
// As service.mjs, for CommonJS.
const { setTimeout: delay } = require('node:timers/promises')
const { decision } = require('@retrial/core/decision')

const double = decision('double', async (value) => value * 2)

delay(Number(process.argv[2])).then(async () => {
  for (let value = 0; value < 5; value++) await double(value)
  // Not before the last recording is made: that takes a turn.
  if (process.argv[3] === 'exit') setTimeout(() => process.exit(), 50)
})
