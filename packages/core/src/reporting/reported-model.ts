import { nodeCrypto } from '../node-crypto.js'
import { canonicalText } from '../snapshot/canonical.js'
import { defined } from '../snapshot/plain-object.js'
import type { ModelParameters } from '../snapshot/types.js'
import { printable } from './printable.js'
import type { ReportedModel } from './replay-row.js'

/** What answered, in the words of a report. */
export function reportedModel(model: ModelParameters): ReportedModel {
  const { modelName, modelVersion, provider, parameters, hyperparameters, weightsHash } = model
  const asked = canonicalText(defined({ parameters, hyperparameters, weightsHash }), 'modelParameters')
  return {
    name: printable(modelName),
    ...(modelVersion === undefined ? {} : { version: printable(modelVersion) }),
    ...(provider === undefined ? {} : { provider: printable(provider) }),
    parametersHash: nodeCrypto.createHash('sha256').update(asked).digest('hex'),
  }
}

/** The model of a replay, where it is another one than that of the recording, or was asked otherwise. */
export function changedModel(
  recorded: ModelParameters | undefined,
  replayed: ModelParameters | undefined,
): ReportedModel | undefined {
  if (replayed === undefined || replayed === recorded) return undefined
  const now = reportedModel(replayed)
  const same = recorded !== undefined && JSON.stringify(reportedModel(recorded)) === JSON.stringify(now)
  return same ? undefined : now
}
