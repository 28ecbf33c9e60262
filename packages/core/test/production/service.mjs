// A service that knows nothing of recordings. Its process is recorded where RETRIAL_RECORD says so.
import { setTimeout as delay } from 'node:timers/promises'
import { decision } from '@retrial/core/decision'

const double = decision('double', async (value) => value * 2)

await delay(Number(process.argv[2]))
for (let value = 0; value < 5; value++) await double(value)
// Not before the last recording is made: that takes a turn.
if (process.argv[3] === 'exit') setTimeout(() => process.exit(), 50)
