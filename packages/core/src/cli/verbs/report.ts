import { Option } from 'commander'
import { painter } from '../../reporting/paint.js'
import { EXIT } from '../exit-code.js'
import { readReportFile } from '../reports/read-report-file.js'
import { REPORT_FORMATS, renderReport, type ReportFormat } from '../reports/render-report.js'
import { writeFile } from '../reports/write-file.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly format: ReportFormat
  readonly output?: string
}

/** It shows and does not judge: the exit code says whether it could be shown. */
export const report: Verb = (terminal, ends) =>
  newVerb('report', 'Shows what a run came to.', [
    ['report', 'that of the last run here'],
    ['report --format markdown -o summary.md', 'as Markdown, into a file'],
    ['report --format html -o report.html', 'as a page, with the recordings'],
    ['report base.json --format json', 'another one, as it is'],
  ])
    .argument('[file]', 'the report of a run (default: .retrial/report.json)')
    .addOption(new Option('--format <format>', 'how').choices(REPORT_FORMATS).default('terminal'))
    .option('-o, --output <file>', 'into a file instead of onto the screen')
    .action(
      ends(async (file: string | undefined, { format, output }: Options) => {
        const found = readReportFile(terminal.cwd, file)
        // What goes into a file is for other programs than this terminal.
        const shown =
          output === undefined
            ? terminal
            : { ...terminal, paint: painter(false), lineWidth: Number.POSITIVE_INFINITY }
        const text = await renderReport(found, format, shown)
        if (output === undefined) terminal.print(text.trimEnd())
        else terminal.note(`Written: ${writeFile(terminal.cwd, output, text)}`)
        return EXIT.ok
      }),
    )
