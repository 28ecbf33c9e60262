import type { Attributes } from './any-value.js'
import { takeText } from './take.js'

/** What names the thing that an operation works on; an agent for all others. */
const SUBJECTS: Record<string, string> = {
  execute_tool: 'gen_ai.tool.name',
  invoke_workflow: 'gen_ai.workflow.name',
  retrieval: 'gen_ai.data_source.id',
}

/**
 * The operation and what it works on: `chat`, `chat travel-agent`, `execute_tool get_weather`, `invoke_agent
 * travel-agent`. Never the model: another model is a change of the same decision.
 */
export function takeFunctionName(attributes: Attributes): string {
  // Spans of the conventions up to 1.26 may lack it; they knew nothing but chats.
  const operation = takeText(attributes, 'gen_ai.operation.name') ?? 'chat'
  const key = Object.hasOwn(SUBJECTS, operation) ? SUBJECTS[operation] : undefined
  const subject = takeText(attributes, key ?? 'gen_ai.agent.name')
  return subject === undefined ? operation : `${operation} ${subject}`
}
