import { httpTap } from './http-tap.js'
import { idleDecision } from './idle-decision.js'
import { print } from './print.js'
import { replayLoop } from './replay-loop.js'

console.log('Median microseconds a call, and the ratio to the first row of the same run.')
print('A decision nobody records', await idleDecision())
print('One HTTP call', await httpTap())
print('One replay without effects, 2 KB', await replayLoop())
