import { render } from 'preact'
import type { ReportPageData } from '../src/reporting/html/report-page-data.js'
import { App } from './app.js'
import { applyTheme, storedTheme } from './state/theme.js'

applyTheme(storedTheme())
const app = document.getElementById('app')
const text = document.getElementById('data')?.textContent
if (app !== null && text !== undefined) {
  app.replaceChildren()
  render(<App data={JSON.parse(text) as ReportPageData} />, app)
}
