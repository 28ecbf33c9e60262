import { aiSdkCases } from './testing/cases/ai-sdk.js'
import { checkClient } from './testing/check-client.js'

checkClient(aiSdkCases)
