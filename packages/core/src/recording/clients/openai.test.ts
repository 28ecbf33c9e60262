import { openaiCases } from './testing/cases/openai.js'
import { checkClient } from './testing/check-client.js'

checkClient(openaiCases)
