const FORMS = `
arise arose arisen|bear bore borne|beat beaten|become became|begin began begun|bend bent|bind bound|bite bit bitten
blow blew blown|break broke broken|bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen
come came|cost costs|cling clung|creep crept|deal dealt|dig dug|do does did done|draw drew drawn|drink drank drunk
drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fly flew flown
forbid forbade forbidden|forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten
give gave given|go went gone goes|grow grew grown|have has had|hear heard|hide hid hidden|hold held|keep kept
know knew known|lay laid|lead led|lend lent|lie lying|lose lost|make made|mean meant|meet met
mistake mistook mistaken|overdo overdid|overpay overpaid|overturn overturns|owe owing|pay paid|prove proven|repay repaid
rebuild rebuilt|redo redid redone|resend resent|ride rode ridden|ring rang rung|rise rose risen|run ran|say said
see saw seen|seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk
sing sang sung|sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|spin spun|stand stood|steal stole stolen
stick stuck|strike struck|swear swore sworn|swim swam swum|take took taken|teach taught|tear tore torn|tell told
think thought|throw threw thrown|undergo underwent undergone|understand understood|undertake undertook undertaken
uphold upheld|wake woke woken|wear wore worn|win won|withdraw withdrew withdrawn|withhold withheld|write wrote written
overtake overtook|underpay underpaid|unpay unpaid|mislead misled|undo undid undone|override overrode overridden
overlook overlooks|resell resold|retake retook|rewrite rewrote rewritten|outsell outsold|foresee foresaw foreseen
man men|woman women|child children|person people persons|foot feet|tooth teeth|mouse mice|goose geese|life lives
half halves|leaf leaves|shelf shelves|knife knives|wife wives|loaf loaves|index indices|criterion criteria
analysis analyses|basis bases|crisis crises|datum data|medium media|appendix appendices|thesis theses|axis axes
diagnosis diagnoses|hypothesis hypotheses|parenthesis parentheses|staff staffs|good better best well|bad worse worst
far farther farthest|large larger largest|big bigger biggest
early earlier earliest|late later latest|old older oldest elder|new newer newest
cheap cheaper cheapest|fast faster fastest|slow slower slowest|long longer longest|short shorter shortest
great greater greatest|small smaller smallest|strong stronger strongest|weak weaker weakest
safe safer safest|near nearer nearest|easy easier easiest|heavy heavier heaviest|light lighter lightest
close closer closest|young younger youngest|hard harder hardest|simple simpler simplest|risky riskier riskiest
deny denial denials|try trial trials|pay payment payments payable payer payee|ship shipment shipments|bill billing
authoritie authority authorities|universitie university universities|organisatie organization organizations organisation organisations
importan important importance|generall general generally|policie policy policies|termin terminal terminals|minut minute minutes`

/** Forms that no rule of spelling leads back to their word, each with that word. */
export const irregularForms: readonly (readonly [form: string, word: string])[] = FORMS.trim()
  .split(/[|\n]/)
  .flatMap((row) => {
    const [word = '', ...forms] = row.split(' ')
    return forms.map((form) => [form, word] as const)
  })
