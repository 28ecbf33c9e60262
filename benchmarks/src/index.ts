import { canonicalHash } from './canonical-hash.js'
import { diffs } from './diff.js'
import { httpTap } from './http-tap.js'
import { idleDecision } from './idle-decision.js'
import { nodeHttpTap } from './node-http-tap.js'
import { print } from './print.js'
import { replayLoop } from './replay-loop.js'
import { sqliteStore } from './sqlite-store.js'

console.log('Median microseconds a call, and the ratio to the first row of the same run.')
print('A decision nobody records', await idleDecision())
print('One call of fetch', await httpTap())
print('One call of node:http, the server in this process', await nodeHttpTap(false))
print('One call of node:http, the server in a process of its own', await nodeHttpTap(true))
print('One replay without effects, 2 KB', await replayLoop())
print('One hash, 4 KB', await canonicalHash())
const { one, many, inserted } = await diffs()
print('One diff of outputs, one leaf changed', one)
print('One diff of outputs, all leaves changed', many)
print('One diff of outputs, every list one longer', inserted)
const { single, batched, reads, scans } = await sqliteStore()
print('SQLite: one save, 4 KB', single)
print('SQLite: one of 1,000 saved together', batched)
print('SQLite: one read by id', reads)
print('SQLite: one of 10,000 read in order', scans)
