import { anthropicCases } from './testing/cases/anthropic.js'
import { checkClient } from './testing/check-client.js'

checkClient(anthropicCases)
