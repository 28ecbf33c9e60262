export { gate } from './gate.js'
export { gateAnnotations } from './output/gate-annotations.js'
export { gateMarkdown, SUMMARY_BYTES } from './output/gate-markdown.js'
export { gateTerminal } from './output/gate-terminal.js'
export { pathFrom, topLevel } from './sources/project.js'
export { readSides } from './sources/read-evidence.js'

export type { GateResult } from './gate-result.js'
