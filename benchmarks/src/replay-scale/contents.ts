import type { DecisionSnapshot } from '@retrial/core'
import { contents } from '../samples.js'

/** Which content a snapshot has is its first input, so that its decision finds the answer without working for it. */
const ROW = 'row'

/** What is repeated under new ids: one decision, one value for each output, no effects and no model. */
export function repeated(): Pick<DecisionSnapshot, 'inputs' | 'outputs'>[] {
  const answered = contents().filter(({ outputs = [] }) => {
    return outputs.length > 0 && new Set(outputs.map(({ name }) => name)).size === outputs.length
  })
  return answered.map(({ inputs = [], outputs = [] }, row) => ({
    inputs: [{ name: ROW, value: row, dataType: 'number' }, ...inputs],
    outputs,
  }))
}
