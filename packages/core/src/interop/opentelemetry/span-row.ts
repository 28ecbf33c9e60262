import { defined } from '../../snapshot/plain-object.js'
import { finishSnapshot } from '../finish-snapshot.js'
import type { ImportedRow } from '../imported-row.js'
import { folderOf } from '../legal-id.js'
import { NO_OUTCOME } from '../no-outcome.js'
import { rowProblem } from '../row-problem.js'
import type { ContentEvent } from './content-event.js'
import { aiSdkOperation, readAiSdk } from './dialects/ai-sdk.js'
import { readDetailsEvent } from './dialects/details-event.js'
import { readFlatMessages } from './dialects/flat-messages.js'
import { readMessageEvents } from './dialects/message-events.js'
import { readOlderNames } from './dialects/older-names.js'
import { decodedSpan, type ForeignSpan, type WrittenSpan } from './foreign-span.js'
import { takeContent } from './span-content.js'
import { spanError } from './span-error.js'
import { spanKey } from './span-key.js'
import { takeModelParameters, takeUsage } from './span-model.js'
import { takeFunctionName } from './span-name.js'
import { spanRecord } from './span-record.js'
import { duration, startTime } from './span-time.js'
import { takeText } from './take.js'

/** In the order of their precedence: the first to give an attribute wins. The AI SDK also sets older names. */
const DIALECTS = [readDetailsEvent, readAiSdk, readOlderNames, readFlatMessages, readMessageEvents]

const NO_TIME = '1970-01-01T00:00:00.000Z'
const UNDATED = `Spans without a start were dated ${NO_TIME}.`
const NO_INPUT =
  'Spans without recorded input make snapshots without inputs: their outcome can be compared, nothing can be called.'
const HOW_TO_CAPTURE =
  'Instrumentations leave content out unless they are told to record it: set OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true (SPAN_ONLY or SPAN_AND_EVENT where OTEL_SEMCONV_STABILITY_OPT_IN asks for the newest conventions) and record again. Where content went into log events, import the folder that holds the logs beside the traces.'
const NO_CONTENT = `The span holds no messages, arguments or results. ${HOW_TO_CAPTURE}`

/** The attributes that make a span one of generative AI. Others (`gen_ai.conversation.id`) may stand on any span. */
const MARKS = ['gen_ai.operation.name', 'gen_ai.provider.name', 'gen_ai.system']

/**
 * The snapshot of a span, or why it makes none; undefined for a span that is none of generative AI.
 *
 * @param place how a problem names a span without ids.
 */
export function spanRow(
  written: WrittenSpan,
  place: string,
  logged: readonly ContentEvent[],
): ImportedRow | undefined {
  const key = spanKey(written.span['traceId'], written.span['spanId'])
  const id = key ?? place
  try {
    const span = decodedSpan(written, logged)
    const { attributes } = span
    if (!MARKS.some((mark) => attributes.has(mark)) && aiSdkOperation(attributes) === undefined)
      return undefined
    if (key === undefined) return problem(id, 'INVALID_IMPORT', 'The span has no valid traceId and spanId.')
    for (const read of DIALECTS) read(span)
    return snapshotRow(span, key)
  } catch (error) {
    return { problem: rowProblem(id, error) }
  }
}

function snapshotRow(span: ForeignSpan, key: string): ImportedRow {
  const { attributes, warnings } = span
  const { inputs, outputs } = takeContent(span)
  if (inputs.length === 0 && outputs.length === 0) return problem(key, 'INVALID_IMPORT', NO_CONTENT)
  const error = spanError(span)
  if (outputs.length === 0 && error === undefined) {
    return problem(key, 'INVALID_IMPORT', `${NO_OUTCOME} ${HOW_TO_CAPTURE}`)
  }
  const { startTimeUnixNano: start, endTimeUnixNano: end } = span.span
  const createdAt = startTime(start)
  if (createdAt === undefined) warnings.push(UNDATED)
  if (inputs.length === 0) warnings.push(NO_INPUT)
  const functionName = takeFunctionName(attributes)
  const content = {
    id: `${folderOf(functionName)}/${key}`,
    functionName,
    createdAt: createdAt ?? NO_TIME,
    tags: {
      traceId: key.slice(0, key.indexOf('-')),
      ...defined({ conversationId: takeText(attributes, 'gen_ai.conversation.id') }),
    },
    inputs,
    // A failure is the outcome: what came before it is kept in the record.
    outputs: error === undefined ? outputs : [],
    ...defined({
      error,
      moduleName: takeText(span.resourceAttributes, 'service.name'),
      modelParameters: takeModelParameters(attributes),
      usage: takeUsage(attributes),
      executionTimeMs: duration(start, end),
    }),
    effects: [],
  }
  const partial = error === undefined || outputs.length === 0 ? {} : { outputs }
  const finished = finishSnapshot({
    ...content,
    origin: { system: 'opentelemetry', record: { ...spanRecord(span), ...partial } },
  })
  return { snapshot: finished.snapshot, warnings: [...finished.warnings, ...warnings] }
}

function problem(id: string, code: string, message: string): ImportedRow {
  return { problem: { id, code, message } }
}
