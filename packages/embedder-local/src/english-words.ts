/** Words by which English is known: those that no language of {@link FOREIGN_WORDS} writes the same way. */
export const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  `the of and to is are were been being be will would should shall could must might may can't cannot don't doesn't didn't
  isn't aren't wasn't won't wouldn't it's i'm we're you're they're i've we've you've i'll we'll you'll that's
  this that these those there their they them his her our your yours my you he she we it its who which what when where
  why how with without within from for by at into onto upon about above below between through during before after
  again against because although though unless until while if than then though so as or nor not no only just also
  very too more most less least each every any some all both few many much other another such same own has have had
  does did done doing get gets got make made makes take taken takes give given gives see seen say says said
  please thank thanks yes ok okay hello dear sorry here now new next last first one two three four five six seven eight
  nine ten day days week weeks month months year years today tomorrow yesterday time hours
  order orders customer customers refund refunds account accounts request requests payment payments approved approve
  rejected reject denied declined approval required needed sent send shipping shipped delivery delivered issue issues
  team review policy amount charge charged invoice support ticket user access application item items work call
  open closed change changed report reported high low due under over up out off down back still never always`
    .split(/\s+/)
    .filter((word) => word !== ''),
)
