/** What leaves rows for a reporter, as one module: for processes that end by it. */
export { RowBatch } from '../row-batch.js'
export { RowFile } from '../row-file.js'
