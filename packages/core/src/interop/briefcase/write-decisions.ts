import type { DecisionSnapshot } from '../../snapshot/types.js'
import { writeJson } from '../lossless/write-json.js'
import { rowProblem } from '../row-problem.js'
import { addWarnings, type TransferReport } from '../transfer/transfer-report.js'
import type { Put } from '../writer.js'
import { foreignDecision } from './foreign-decision.js'
import { groupHead, keptHead, withDecisions, type GroupHead } from './group-head.js'
import { GroupStage, type Member } from './group-stage.js'
import { leftBehind } from './left-behind.js'
import type { Sink } from './sink.js'

const INCOMPLETE =
  'Batches or sessions were written without some of their decisions: these are not in the export, or not in the store.'

/** Writes snapshots to a sink; those that came from one batch or session are put together again at the end. */
export async function writeDecisions(
  sink: Sink,
  fill: (put: Put) => Promise<TransferReport>,
): Promise<TransferReport> {
  const stage = new GroupStage()
  try {
    const report = await fill((snapshot) => {
      put(sink, stage, snapshot)
      return leftBehind(snapshot)
    })
    for (const { head, members } of stage.groups()) putGroup(sink, head, members, report)
    return report
  } finally {
    stage.close()
  }
}

function put(sink: Sink, stage: GroupStage, snapshot: DecisionSnapshot): void {
  const { timestamp, decision, group } = foreignDecision(snapshot)
  const text = writeJson(decision, snapshot.id)
  if (group === undefined) {
    sink.single(withDecisions(groupHead(decision.metadata, 'Decision', {}, timestamp), [text]), text)
    return
  }
  const position = typeof group['index'] === 'number' ? group['index'] : 0
  stage.add(keptHead(group, timestamp), { id: snapshot.id, position, decision: text })
}

function putGroup(sink: Sink, head: GroupHead, members: readonly Member[], report: TransferReport): void {
  try {
    sink.group(
      withDecisions(
        head,
        members.map(({ decision }) => decision),
      ),
    )
    if (members.some(({ position }, index) => position !== index)) addWarnings(report, [INCOMPLETE])
  } catch (error) {
    for (const { id } of members) report.problems.push(rowProblem(id, error))
    report.written -= members.length
  }
}
