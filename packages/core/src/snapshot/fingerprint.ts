import { canonicalText } from './canonical.js'
import { defined } from './plain-object.js'
import type { DecisionSnapshot } from './types.js'
import { nodeCrypto } from '../node-crypto.js'

/** What makes two calls the same question. */
type Question = Pick<DecisionSnapshot, 'functionName' | 'inputs'> &
  Partial<Pick<DecisionSnapshot, 'moduleName' | 'modelParameters'>>

/**
 * `sha256:` and the hex digest of the question a snapshot answers: two snapshots have the same one exactly when the
 * same decision was asked the same thing of the same model.
 *
 * It covers the canonical text (RFC 8785 with our type tags) of
 * `{ functionName, moduleName, inputs: [{ name, value }], model: { modelName, provider, parameters, hyperparameters, weightsHash } }`,
 * each optional part only where it is given. Not covered is what is no part of the question: outputs, errors, effects,
 * times, usage, context, tags, types and schema versions of inputs, and `modelVersion`, which the provider answers.
 *
 * @throws ValueError `NOT_SERIALIZABLE` or `LIMIT_EXCEEDED` for inputs that cannot be recorded.
 */
export function fingerprint(snapshot: Question): `sha256:${string}` {
  const { functionName, moduleName, modelParameters } = snapshot
  const question = {
    functionName,
    inputs: snapshot.inputs.map(({ name, value }) => ({ name, value })),
    ...defined({ moduleName, model: modelParameters && modelAsked(modelParameters) }),
  }
  return `sha256:${nodeCrypto.createHash('sha256').update(canonicalText(question, 'snapshot')).digest('hex')}`
}

function modelAsked({
  modelName,
  provider,
  parameters,
  hyperparameters,
  weightsHash,
}: NonNullable<DecisionSnapshot['modelParameters']>): object {
  return defined({ modelName, provider, parameters, hyperparameters, weightsHash })
}
