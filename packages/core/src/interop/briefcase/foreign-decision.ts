import type { DecisionSnapshot, ExecutionContext, ModelParameters, Output } from '../../snapshot/types.js'
import { ValueError } from '../../errors.js'
import { restoreLexemes } from '../lossless/restore-lexemes.js'
import { isObject } from '../foreign-checks.js'
import type { ForeignJson } from '../lossless/parse-lossless.js'
import { decisionId } from './decision-id.js'

type Fields = Readonly<Record<string, unknown>>

/** A snapshot in the form briefcase gives to a decision. Its numbers may be raw. */
export interface ForeignDecision {
  readonly timestamp: string
  readonly decision: Fields & { readonly metadata: Fields }
  /** The batch or session it was imported from. */
  readonly group: Fields | undefined
}

/**
 * The way back from `decisionRow`. Every field of briefcase is there, null where there is nothing to say.
 *
 * @throws ValueError `NOT_SERIALIZABLE` when `createdAt` is no time.
 */
export function foreignDecision(original: DecisionSnapshot): ForeignDecision {
  const snapshot = restoreLexemes(original, original.origin?.lexemes) as DecisionSnapshot
  const record = recordOf(snapshot)
  const kept = (part: string): Fields => fieldsOf(record[part])
  const known = kept('metadata')
  const { snapshot_id, ...own } = idFields(snapshot.id, known['snapshot_id'])
  const timestamp = typeof known['timestamp'] === 'string' ? known['timestamp'] : timestampOf(snapshot)
  const { error } = snapshot
  return {
    timestamp,
    group: 'group' in record ? kept('group') : undefined,
    decision: {
      metadata: {
        snapshot_id,
        timestamp,
        schema_version: '1.0',
        sdk_version: 'retrial',
        created_by: null,
        checksum: null,
        ...own,
        ...known,
      },
      context: contextOf(snapshot.context, kept('context')),
      function_name: snapshot.functionName,
      module_name: snapshot.moduleName ?? null,
      inputs: itemsOf(snapshot.inputs, kept('inputs'), false),
      outputs: itemsOf(snapshot.outputs, kept('outputs'), true),
      model_parameters: modelOf(snapshot.modelParameters, kept('modelParameters')),
      execution_time_ms: snapshot.executionTimeMs ?? null,
      error: error?.message ?? null,
      error_type: error?.name ?? null,
      scorecard: null,
      experiment: null,
      agent: null,
      hardware: null,
      tags: snapshot.tags,
      ...kept('decision'),
    },
  }
}

function recordOf({ origin }: DecisionSnapshot): Fields {
  return origin?.system === 'briefcase' ? fieldsOf(origin.record) : {}
}

/** A snapshot may have been edited: what is no object here counts as nothing. */
function fieldsOf(value: unknown): Fields {
  return isObject(value as ForeignJson) ? (value as Fields) : {}
}

function idFields(id: string, imported: unknown): { snapshot_id: string; retrial_id?: string } {
  if (typeof imported === 'string') return { snapshot_id: imported }
  const snapshot_id = decisionId(id)
  return snapshot_id === id ? { snapshot_id } : { snapshot_id, retrial_id: id }
}

function timestampOf({ createdAt }: DecisionSnapshot): string {
  if (/T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/.test(createdAt)) return createdAt
  const time = Date.parse(createdAt)
  if (!Number.isNaN(time)) return new Date(time).toISOString()
  throw new ValueError('NOT_SERIALIZABLE', `createdAt ${JSON.stringify(createdAt.slice(0, 80))} is no time.`)
}

function itemsOf(items: readonly Output[], extras: Fields, isOutput: boolean): Fields[] {
  return items.map(({ name, value, dataType, confidence, schemaVersion }, index) => ({
    name,
    value,
    data_type: dataType,
    ...(isOutput ? { confidence: confidence ?? null } : {}),
    schema_version: schemaVersion ?? '1.0',
    ...fieldsOf(extras[index]),
  }))
}

function modelOf(model: ModelParameters | undefined, extras: Fields): Fields | null {
  if (model === undefined) return null
  return {
    model_name: model.modelName,
    model_version: model.modelVersion ?? null,
    provider: model.provider ?? null,
    parameters: model.parameters,
    hyperparameters: model.hyperparameters ?? {},
    weights_hash: model.weightsHash ?? null,
    ...extras,
  }
}

function contextOf(context: ExecutionContext = {}, extras: Fields): Fields {
  return {
    runtime_version: context.runtimeVersion ?? null,
    dependencies: context.dependencies ?? {},
    random_seed: context.randomSeed ?? null,
    environment_variables: context.environmentVariables ?? {},
    hardware_info: context.hardwareInfo ?? {},
    ...extras,
  }
}
