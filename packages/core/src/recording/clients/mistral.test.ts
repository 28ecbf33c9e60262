import { mistralCases } from './testing/cases/mistral.js'
import { checkClient } from './testing/check-client.js'

checkClient(mistralCases)
