import { groqCases } from './testing/cases/groq.js'
import { checkClient } from './testing/check-client.js'

checkClient(groqCases)
