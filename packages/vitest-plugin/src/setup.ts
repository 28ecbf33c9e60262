import { beginRun, createMatchers, holdNamedImports, wrapsOfProcess } from '@retrial/core/matchers'
import { afterAll, expect, inject } from 'vitest'
import { currentAttempt } from './current-test.js'
import { failAtCallSite } from './fail-at-call-site.js'
import type {} from './provided.js'

beginRun(inject('retrial') ?? {})
const wraps = wrapsOfProcess(expect, 'toReplayMatching')
const host = { acceptCommand: 'vitest -u', wraps, attempt: currentAttempt, settle: failAtCallSite }
expect.extend(createMatchers(host) as never)
const release = holdNamedImports()
if (release !== undefined) afterAll(release)
