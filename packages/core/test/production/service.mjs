// A service that knows nothing of recordings. Its process is recorded where RETRIAL_RECORD says so.
import { setTimeout as delay } from 'node:timers/promises'
import { decision } from '@retrial/core/decision'

const double = decision('double', async (value) => value * 2)

await delay(Number(process.argv[2]))
for (let value = 0; value < 5; value++) await double(value)
