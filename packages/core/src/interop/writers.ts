import { writeBriefcase } from './briefcase/write-briefcase.js'
import { writeJsonl } from './jsonl/write-jsonl.js'
import type { Writer } from './writer.js'

/** One writer for each format that can be exported to. */
export const WRITERS = {
  jsonl: writeJsonl,
  briefcase: writeBriefcase,
} satisfies Record<string, Writer>
