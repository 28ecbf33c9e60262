import type { MatrixCase } from '../matrix-case.js'
import { binary } from './binary.js'
import { br } from './br.js'
import { cookies } from './cookies.js'
import { cookiesShown } from './cookies-shown.js'
import { cut } from './cut.js'
import { deflate } from './deflate.js'
import { events } from './events.js'
import { get } from './get.js'
import { gzip } from './gzip.js'
import { hangUp } from './hang-up.js'
import { head } from './head.js'
import { multipartUpload } from './multipart-upload.js'
import { noContent } from './no-content.js'
import { notFound } from './not-found.js'
import { parallel } from './parallel.js'
import { postJson } from './post-json.js'
import { redirect302 } from './redirect-302.js'
import { redirect307 } from './redirect-307.js'
import { refused } from './refused.js'
import { serverError } from './server-error.js'
import { streamedUpload } from './streamed-upload.js'
import { timedOut } from './timed-out.js'
import { twice } from './twice.js'
import { walkAway } from './walk-away.js'

/** The rows of the matrix. */
export const CASES: readonly MatrixCase[] = [
  ...[get, postJson, head, noContent, notFound, serverError],
  ...[gzip, br, deflate, binary],
  ...[redirect302, redirect307, cookies, cookiesShown],
  ...[multipartUpload, streamedUpload],
  ...[events, walkAway, cut, hangUp, refused, timedOut],
  ...[twice, parallel],
]
