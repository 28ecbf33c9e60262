import { beginRun, closeBaselines, createMatchers } from '@retrial/core/matchers'
import { afterAll, expect, inject } from 'vitest'
import { atCallSite } from './at-call-site.js'
import { reportRow, reportUse } from './current-test.js'
import type {} from './provided.js'

beginRun(inject('retrial') ?? {})
const host = { acceptCommand: 'vitest -u', report: reportRow, use: reportUse }
expect.extend(atCallSite(createMatchers(host)) as never)
afterAll(closeBaselines)
