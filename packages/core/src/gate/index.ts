export { gate } from './gate.js'
export { gateAnnotations } from './output/gate-annotations.js'
export { COMMENT_BYTES, COMMENT_MARKER, gateMarkdown, SUMMARY_BYTES } from './output/gate-markdown.js'
export { gateTerminal } from './output/gate-terminal.js'
export { pathFrom, topLevel, type GateProject } from './sources/project.js'
export { readSides } from './sources/read-evidence.js'

export type { Evidence, KnownBaseline } from './evidence.js'
export type { GateResult } from './gate-result.js'
