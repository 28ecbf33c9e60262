import { googleCases } from './testing/cases/google.js'
import { checkClient } from './testing/check-client.js'

checkClient(googleCases)
