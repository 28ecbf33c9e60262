import type { Paint } from '../../reporting/paint.js'
import { printable } from '../../reporting/printable.js'
import type { DecisionSnapshot, Output, RecordedError } from '../../snapshot/types.js'
import { table } from '../table.js'
import { effectLine } from './effect-lines.js'
import { valueLines } from './value-lines.js'

/** A recording as a person reads it. The tape is an item a line, with numbers by which one can be asked for. */
export function recordingLines(snapshot: DecisionSnapshot, paint: Paint): string[] {
  const { id, inputs, outputs, error, accepted = [], effects } = snapshot
  const title = (text: string): string => `  ${paint('bold', text)}`
  return [
    `  ${paint('bold', printable(id))}`,
    ...table(
      factsOf(snapshot).map(([name, text]) => [
        { text: name, paint: (plain: string) => paint('dim', plain) },
        { text: printable(text) },
      ]),
      Number.POSITIVE_INFINITY,
    ).map((line) => `  ${line}`),
    ...inputs.flatMap(({ name, dataType, value }) => [
      title(printable(`input ${name} (${dataType})`)),
      ...valueLines(value),
    ]),
    ...outcomeLines({ outputs, error }, title),
    ...accepted.flatMap((variant, index) => [
      title(
        printable(`accepted ${index + 1} of ${accepted.length}, ${variant.acceptedAt}${noteOf(variant)}`),
      ),
      ...outcomeLines(variant, title),
    ]),
    ...(effects.length === 0 ? [] : [title(`tape: ${effects.length}`)]),
    ...effects.map((effect, index) => `    ${String(index + 1).padStart(3)}  ${effectLine(effect)}`),
  ]
}

function noteOf({ note }: { readonly note?: string }): string {
  return note === undefined ? '' : `: ${note}`
}

function outcomeLines(
  { outputs, error }: { readonly outputs: readonly Output[]; readonly error?: RecordedError | undefined },
  title: (text: string) => string,
): string[] {
  if (error !== undefined) {
    const code = error.code === undefined ? '' : ` (${error.code})`
    return [title(printable(`threw ${error.name}${code}`)), ...valueLines(error.message)]
  }
  return outputs.flatMap(({ name, dataType, value }) => [
    title(printable(`output ${name} (${dataType})`)),
    ...valueLines(value),
  ])
}

function factsOf(snapshot: DecisionSnapshot): [name: string, text: string][] {
  const { functionName, moduleName, createdAt, executionTimeMs, modelParameters, usage, tags } = snapshot
  const { determinism, origin, contentHash } = snapshot
  const facts: [string, string | undefined][] = [
    ['decision', moduleName === undefined ? functionName : `${functionName}, ${moduleName}`],
    ['recorded', createdAt + (executionTimeMs === undefined ? '' : `, ${executionTimeMs} ms`)],
    ['model', modelParameters && modelOf(modelParameters)],
    ['usage', usage && usageOf(usage)],
    ['tags', pairs(tags)],
    ['read', determinism && Object.keys(determinism).join(', ')],
    ['from', origin?.system],
    ['hash', contentHash],
  ]
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined && fact[1] !== '')
}

function modelOf({
  modelName,
  modelVersion,
  provider,
  parameters,
}: NonNullable<DecisionSnapshot['modelParameters']>): string {
  const name = [modelName, modelVersion, provider === undefined ? undefined : `(${provider})`]
  return [...name, pairs(parameters)].filter((part) => part !== undefined && part !== '').join('  ')
}

function usageOf({
  inputTokens,
  outputTokens,
  totalTokens,
  cost,
}: NonNullable<DecisionSnapshot['usage']>): string {
  const paid = cost === undefined ? '' : `, ${cost}`
  return `${totalTokens} tokens: ${inputTokens} in, ${outputTokens} out${paid}`
}

function pairs(record: Readonly<Record<string, unknown>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}
