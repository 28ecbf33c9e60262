import { beginRun, closeBaselines, createMatchers } from '@retrial/core/matchers'
import { afterAll, expect, inject } from 'vitest'
import { atCallSite } from './at-call-site.js'
import { reportRow } from './current-test.js'
import type {} from './provided.js'

beginRun(inject('retrial') ?? {})
expect.extend(atCallSite(createMatchers({ acceptCommand: 'vitest -u', report: reportRow })) as never)
afterAll(closeBaselines)
