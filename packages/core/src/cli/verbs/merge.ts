import { mergeReports } from '../../reporting/report/merge-reports.js'
import { readReport, reportPath } from '../../reporting/report/report-file.js'
import { makeWorkingFolder } from '../../working-folder.js'
import { EXIT } from '../exit-code.js'
import { shardFiles } from '../reports/shard-files.js'
import { summaryText } from '../reports/summary-text.js'
import { writeFile } from '../reports/write-file.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly output?: string
}

/**
 * Whether the decisions hold is the business of the shards, which have failed where they do not, and of the gate. A merge
 * fails where something is missing.
 */
export const merge: Verb = (terminal, ends) =>
  newVerb('merge', 'Puts the reports of shards together into that of the whole run.', [
    ['merge', 'all .retrial/report-<n>-of-<count>.json'],
    ['merge artifacts', 'those in a folder, at any depth'],
    ['merge a.json b.json -o all.json', 'these, into another file'],
  ])
    .argument('[reports...]', 'reports, or folders with reports of shards (default: .retrial)')
    .option('-o, --output <file>', 'where the report of the whole run goes (default: .retrial/report.json)')
    .action(
      ends((reports: string[], { output }: Options) => {
        const { cwd } = terminal
        const merged = mergeReports(shardFiles(cwd, reports).map(readReport))
        if (output === undefined) makeWorkingFolder(cwd)
        writeFile(cwd, output ?? reportPath(cwd), `${JSON.stringify(merged)}\n`)
        terminal.print(summaryText(merged, terminal))
        const { missingShards = [], rows } = merged
        return missingShards.length > 0 || rows.length === 0 ? EXIT.evidence : EXIT.ok
      }),
    )
