import { englishAlike } from './english-alike.js'
import { englishOpposite } from './english-opposite.js'
import type { WordList } from './word-list.js'

export const english: WordList = {
  language: 'en',
  common:
    'a an the this that these those it its he she they them his her their theirs him we us our ours you your yours i me my mine ' +
    'is are was were be been being am do does did done doing have has had having get gets got of to in on at by for from with as ' +
    'and or but so than then there here into onto upon about over under up down out off again also too very just now ' +
    'who whom whose which what where when why how because since while although though however therefore thus hence whether ' +
    'already still yet even quite rather really simply well please kindly such same own other another any each per via within ' +
    'during between ahead aside against toward towards across along through throughout around near after before until unless if not no nor ' +
    'will would shall should can could may might must all both some few most only once s t re ve ll d m itself themselves ' +
    'himself herself yourself myself ourselves let lets yes ok okay hi hello dear regarding concerning due according based one ones ' +
    'meanwhile additionally moreover furthermore accordingly consequently otherwise indeed etc anyone someone everyone everything ' +
    'something anything thing things way matter fully completely currently presently recently successfully hereby',
  joins:
    'and but or because since so if when while although though unless until before after which who whom whose whereas however therefore thus then once provided',
  filler:
    'please|kindly|thank you|thanks|we are happy to inform you that|happy to inform you|pleased to inform you|pleased to confirm|' +
    'happy to confirm|happy to let you know|glad to let you know|glad to inform you|pleased to let you know|let you know|' +
    'pleased to say|glad to say|happy to say|good news|we regret to inform you that|regret to inform you|sorry to inform you|' +
    'afraid that|i am afraid|we are sorry|i am sorry|sorry|unfortunately|regrettably|fortunately|i confirm that|we confirm that|' +
    'we would like to|i would like to|we have decided to|i have decided to|decided to|we wanted to|just wanted to|be advised that|' +
    'please note that|note that|please be aware that|it should be noted that|as you know|as requested|in our view|in my view|' +
    'in our opinion|in my opinion|we believe that|i believe that|i think that|we think that|i think|we find that|we found that|' +
    'it appears that|it seems that|at this time|at the moment|at this point|at present|as of now|right now|in this case|for this reason|' +
    'as a result|as a consequence|on the basis of|based on|in light of|given that|given|in view of|on account of|because of|due to|' +
    'owing to|thanks to|with regard to|with respect to|in regard to|regarding|concerning|in order to|so that|so as to|the fact that|' +
    'in fact|of course|as well|as well as|in addition|in terms of|for the purpose of|in the event of|go ahead and|make sure|ensure that|be sure to|' +
    'feel free|in question|the following|in accordance with|pursuant to|under the terms of|in line with|after review|upon review|' +
    'after reviewing|after careful review|following a review|having reviewed|on review|our decision|the decision|my decision|' +
    'we have determined that|it has been determined that|has been determined|we determined that|it was determined that|was found to be|were found to be|' +
    'is considered|are considered|was deemed|is deemed|been deemed|proceed with|proceed to|to be able to|take place|took place|' +
    'according to|seems to be|seem to|appears to be|appear to|it looks like|looks like|turn out|turned out|it turns out|there is|there are|there was|there were|rest assured|no worries|' +
    'we have chosen to|chose to|opted to|has been|have been|in the amount of|the amount of|amounting to|a total of|in total|equal to|of value|worth|to the value of|' +
    'by the way|as far as i can see|as far as i can tell|as far as i know|correct me if i am wrong|if i am not mistaken|if i understand correctly|if i remember correctly|unless i am mistaken|for what it is worth|for what it worth|simply put|in short|in summary|to summarize|overall|as follows|for your information|fyi|gladly|happily|today we|hence',
  courtesy:
    'thank you for|thanks for|thank you|many thanks|if you have any questions|any questions|let me know if|let us know if|do not hesitate|' +
    'feel free to|happy to help|glad to help|here to help|sorry for any inconvenience|sorry for the inconvenience|apologize for|apologise for|apologies|' +
    'we apologize|we apologise|best regards|kind regards|regards|sincerely|great question|good question|excellent question|yours truly|have a great|have a nice|have a good|' +
    'hope this helps|hope that helps|look forward|appreciate your|we appreciate|i appreciate|appreciated|any further questions|reach out|' +
    'get in touch|contact us|contact me|thank you kindly|good morning|good afternoon|warm regards|cheers|^hi|^hello|^hey|^dear|congratulations|good luck|' +
    'for your patience|for your understanding|is there anything else|feel better|get well|hope you|hope your|hope that you|all the best|heads up|for your understanding|take care|anything else i|enjoy your',
  talk: 'hope look looking thing honest honestly frank frankly simple simply straightforward lovely great fun rest folks guys conclusion conclude paste pasted think thinking thought weigh consider considered considering careful carefully wonder understand understood know feel love enjoy luck moment quick quickly brief briefly everything ready clear clears sense go going come happy glad pleased sorry noise bother trouble patience attention touch working say said saying speak speaking talk talking fairly pretty quite certainly obviously naturally sure surely absolutely definitely basically essentially actually ultimately overall altogether wonderful nice excellent fantastic hard easy difficult interesting interest appreciate apologize regard wish welcome greet greeting thorough thoroughly step listen listened case got get let tight tuned forward soon shortly meanwhile anyway course fact make made take took do done have put set happen occur further also well question hear heard see morning afternoon summary short long story recap news decide decision result delighted afraid answer else regret believe',
  marks: {
    '':
      'not only|no doubt|no problem|whether or not|no matter|not just|not merely|not to mention|if any|why not|no worries|last but not least|' +
      'do not hesitate|can not wait|at all|in all|all in all|once again|if possible|as soon as possible|as soon as|most recent|' +
      'as soon as we can|at your convenience|when you can|at least for now|above all|after all|first of all|before long|not to worry|yes and no|if you have any questions|' +
      'let us know if|let me know if|if you need|if needed|if necessary|if you would like|if you wish|if you want|should you have|' +
      'if there is anything|only then|ran out of|run out of|running out of|if not|if so|in that case|kept apart from|keep apart from|set apart from|stay apart from',
    not:
      'not|never|is against|are against|was against|were against|be against|come out against|=less|=fewer|out of|short of|fall short of|in vain|yet to|still to|still has to|remain to be|awaiting|await|no|none|nobody|no one|nothing|nowhere|neither|nor|without|no longer|not any more|not any longer|anymore|any longer|hardly|hardly any|' +
      '=scarcely|=barely|hardly ever|in no way|by no means|under no circumstances|not yet|not at all|absence of|absent|lack|lack of|in the absence of|' +
      'devoid of|free of|free from|fail to|failed to|failing to|failure to|fails to|refuse to|refused to|refuses to|refusal to|refusing to|decline to|declined to|declines to|declining to|' +
      'neglect to|neglected to|omit to|omitted to|refrain from|refrained from|abstain from|abstained from|stop short of|stopped short of|' +
      'anything but|far from|too late to|too early to|rather than|instead of|prevent from|kept from|keep from|avoid|non|' +
      'decide against|decided against|advise against|advised against|recommend against|recommended against|argue against|argued against|vote against|voted against|ruled out|rule out|' +
      'ceased to|cease to|stopped|stop|hold off on|held off on|holding off on|nothing like|not the case that|out of stock|unwilling to|reluctant to|as opposed to',
    'not may':
      'may not|must not|can not|could not|shall not|should not be allowed|not allowed|not permitted|not authorized|not able to|unable to|unable|inability|' +
      'inability to|prohibit|forbid|ban|disallow|off limits|impossible|impossible to|impermissible|not possible|no way to|in no position to|incapable of|' +
      'prohibition|prevent|bar from|barred from|no right to|no permission to',
    'not must':
      'not required|not necessary|not mandatory|not obligatory|not obliged|not obligated|need not|not need|not needed|not have to|optional|voluntary|' +
      'at your discretion|optionally|voluntarily|unnecessary|not compulsory|no need|no need to|no obligation|not essential|under no obligation',
    'not should': 'should not|ought not|not recommended|not advisable|inadvisable|ill advised|not advised',
    must:
      'must|have to|has to|had to|having to|need to|needs to|needed to|need|required to|require|required|mandatory|compulsory|obligatory|obliged to|obligated to|' +
      'shall|necessary|essential|imperative|bound to|requirement|obligation|obligate',
    should:
      'should|ought to|expected to|supposed to|recommend|recommended|advise|advised|advisable|suggest|suggested|encourage|encouraged|=preferably|=ideally|had better',
    may: 'may|can|could|allowed to|allow|permit|permitted to|permitted|able to|be able to|free to|entitled to|welcome to|capable of|authorized to|possible to|possible|has the option to|have the option to|option to|at liberty to',
    might:
      'might|perhaps|maybe|=possibly|=probably|=likely|likely to|=potentially|=presumably|=conceivably|may be|may have|may have been|could be|could have been|might be|claim to be|claim to have|said to be|=reportedly|=supposedly|=purportedly|purport to|believed to be|thought to be|reported to be|unconfirmed|suspected|suspect|suspected of|=allegedly|=apparently|unclear whether|unclear if|=tentatively|tentative',
    will: 'will|going to|=definitely|=certainly|guarantee|guaranteed|guaranteed to|certain to|sure to|=surely|=undoubtedly|=conclusively|is confirmed|confirmed|without doubt|without question',
    all: 'all|all of|=any|every|each|each of|every single|=entire|=entirely|entirety|=whole|the whole|everyone|everybody|everything|=complete|in full|=full|=fully|both|both of|either|across the board|without exception|100 percent|any and all|=totally|=completely|=wholly',
    most: 'most|most of|the majority of|majority|majority of|=mostly|a majority of|nearly all|almost all|almost every|virtually all|the bulk of|=largely|=predominantly|=mainly|=nearly|almost|=practically|for the most part',
    some: 'some|some of|several|several of|a few|a number of|a couple of|certain|part of|part|parts of|partial|=partially|=partly|in part|a portion of|portion of|portion|a subset of|subset of|not all|not all of|not every|not each|not everyone|a handful of|various|in some cases|many|many of|numerous|a lot of|a fraction of|half|half of',
    few: 'few|very few|few of|only a few|hardly any of|a minority of|minority of|minority',
    only: 'only|solely|exclusively|nothing but|no one but|none but|nobody but|limited to|restricted to|confined to|nothing other than|alone|no other|no one else|nobody else|reserved for|just the|just one|=sole|=exclusive|exclusive to',
    except:
      'except|except for|except in|=excluding|other than|apart from|aside from|with the exception of|exclusive of|all but|save for|excepting|not =including',
    'if only': 'only if|only where|solely if|solely when|if and only if|only in the event|only on condition',
    when: 'when|whenever|where|wherever|as soon as|upon|on receipt of',
    within: 'within|inside|in under|by',
    if: 'if|=provided that|^=provided|^=providing|=provided there|as long as|so long as|on condition that|on the condition that|conditional on|conditional upon|=conditionally|=conditional|conditioned on|subject to|contingent on|contingent upon|contingent|in case|in the event that|in the event|=assuming|=assuming that|even if|where applicable|depending on|dependent on|depends on|pending|on the proviso that|should you|should the|should it|should there|on condition',
    'if not': 'unless|except if|except when|unless and until',
    until: 'until|till|up until|up to and including',
    before:
      'before|prior to|ahead of|in advance of|no later than|not later than|at the latest|by the end of|earlier than|preceding|precede|beforehand',
    after: 'after|following|subsequent to|afterwards|once|later than|followed by|thereafter|from then on',
    notbefore:
      'wait until|wait till|hold until|hold off until|only after|only once|only when|not before|not until|no earlier than|not earlier than',
    least:
      'at least|no less than|not less than|no fewer than|not fewer than|a minimum of|minimum of|minimum|min|or more|or above|or over|or higher|or later|or greater|and above|and up|and over|greater than or equal to|at minimum|not under|not below|starting from|starting at|upwards of',
    limit:
      'at most|no more than|not more than|up to|a maximum of|maximum of|maximum|max|or less|or fewer|or below|or under|or lower|or earlier|and below|and under|less than or equal to|at the most|not over|not exceed|not exceeding|without exceeding|must not exceed|may not exceed|can not exceed|should not exceed|capped at|cap of|a cap of|limit of|a limit of|as much as|as many as|not above|no higher than|not higher than|to a maximum of|limited to|not greater than|no greater than',
    over: 'more than|over|above|greater than|exceed|exceeding|in excess of|higher than|larger than|beyond|north of|past|longer than|older than|heavier than|bigger than|taller than|wider than|deeper than|later than|better than',
    under:
      'less than|under|below|fewer than|lower than|smaller than|short of|shorter than|younger than|newer than|lighter than|beneath|south of|not quite|worse than|just under',
    about: 'about|approximately|around|roughly|circa|approx|some',
    up: 'up|upwards',
    down: 'down|downwards',
    always:
      'always|at all times|every time|=invariably|without fail|=constantly|=consistently|in all cases|in every case|each time',
    often:
      'often|=usually|=generally|=typically|=frequently|=normally|=regularly|=commonly|sometimes|=occasionally|at times|now and then|from time to time|periodically|in most cases|as a rule|=mostly',
    seldom: '=rarely|seldom|=infrequently|once in a while|on rare occasions',
    refusal:
      'i can not help|i can not assist|can not help with|can not assist with|unable to assist|unable to help|not able to help|not able to assist|as an ai|as a language model|as an artificial intelligence|' +
      'can not comply|unable to comply|can not fulfill|i will not be able|i do not have access|can not discuss|' +
      'not comfortable|can not answer|unable to answer|can not make that decision|can not make this decision|not able to make|not in a position to|i must decline|against my guidelines|interesting question|tricky|=rather not|definite answer|many factors|it depends|consult a|consult with a|seek professional|situation is unique|no simple answer|hard to say|would need more information|more context|i refuse',
  },
  alike: englishAlike,
  opposite: englishOpposite,
  exclusive: [
    'monday=mon|tuesday=tue=tues|wednesday=wed|thursday=thu=thurs|friday=fri|saturday=sat|sunday',
    'today=tonight|tomorrow|yesterday',
    'morning|afternoon|evening|night=overnight',
    'every day=daily|weekday=weekdays|weekend=weekends|any time=anytime=around the clock',
    'daily=every day=per day=a day=each day|weekly=every week=per week=a week=each week|monthly=every month=per month=a month=each month|quarterly=every quarter=per quarter|yearly=annually=annual=every year=per year=each year=a year|hourly=per hour=every hour=an hour=each hour',
    'spring|summer|autumn=fall season|winter|all year round=year round=all year',
    'january=jan|february=feb|march|april=apr|june=jun|july=jul|august=aug|september=sep=sept|october=oct|november=nov|december=dec',
    'low|medium=moderate|high|critical',
    'minor|moderate|major|severe=critical',
    'billing=payments=accounts=finance|shipping=logistics=delivery|sales|legal|hr=human resources|marketing|engineering=technical=tech|security|it support|compliance|procurement|returns',
    'red|green|blue|yellow|orange|black|white|grey=gray|purple|brown|silver|pink',
    'email=e mail|phone=telephone=call|sms=text message|letter=post|fax|chat',
    'next week=next weeks|this week|last week',
    'next month|this month|last month',
    'next year|this year|last year',
    'gold|silver|bronze|platinum',
    'beginner|intermediate|advanced|expert',
    'cash|credit card|debit card|wire transfer|cheque=check|paypal|store credit=voucher=gift card',
    'breakfast|lunch|dinner',
    'north|south|east|west',
    'left|right',
    'standard|express|overnight|economy',
    'basic|premium|enterprise|pro|standard plan',
    'staging|production|development',
    'savings|checking=current account',
    'mother|father|sister|brother|son|daughter|husband|wife|uncle|aunt',
    'junior|senior',
    'business days=working days=workdays|calendar days',
  ],
  negative:
    'deny reject refuse prohibit forbid ban disallow veto revoke void lack missing absent absence lose loss cease fail failure withhold exclude ' +
    'invalid halt abandon reverse overturn incomplete incorrect insufficient lapse denial rejection refusal unsuccessful ' +
    'object vain shortage scarcity deficit defeat breach violate disagree oppose disqualify impossible unable expired withdraw false wrong deter undermine',
  negativeAtTimes:
    'decline block cancel expire stop discontinue dismiss remove exempt waive avoid prevent error end terminate close closed suspend drop below under outside ' +
    'beyond exceed late hold without blank empty zero nothing little few short free rule against instead rather wait delay defer postpone skip ignore conceal ' +
    'hide lag broke hardly barely gone out away off pending remain open unchanged stay still keep leave same unknown doubt doubtful question hesitate ' +
    'reluctant bar clear innocent clean safe genuine intact alone spare only optional other separate differ different independent miss large release escape lift',
  numbers:
    'zero=0|one=1|two=2|three=3|four=4|five=5|six=6|seven=7|eight=8|nine=9|ten=10|eleven=11|twelve=12|thirteen=13|fourteen=14|fifteen=15|sixteen=16|' +
    'seventeen=17|eighteen=18|nineteen=19|twenty=20|thirty=30|forty=40|fourty=40|fifty=50|sixty=60|seventy=70|eighty=80|ninety=90|hundred=100|thousand=1000|' +
    'million=1000000|billion=1000000000|trillion=1000000000000|dozen=12|twice=2|double=2|couple=2|both=2|single=1|pair=2|once=1|triple=3|k=1000|mn=1000000|bn=1000000000|m=1000000|b=1000000000',
  ordinals:
    'first=1|second=2|third=3|fourth=4|fifth=5|sixth=6|seventh=7|eighth=8|ninth=9|tenth=10|eleventh=11|twelfth=12|thirteenth=13|fourteenth=14|' +
    'fifteenth=15|twentieth=20|thirtieth=30',
  months:
    'january=jan|february=feb|march=mar|april=apr|may|june=jun|july=jul|august=aug|september=sep=sept|october=oct|november=nov|december=dec',
  units:
    'second=seconds=sec=secs=s|minute=minutes=min=mins|hour=hours=hr=hrs=h|day=days|week=weeks=wk=wks|month=months=mo|quarter=quarters|year=years=yr=yrs|' +
    'night=nights|business day=business days=working day=working days=workday=workdays|calendar day=calendar days|fortnight|decade|century|' +
    'usd=dollar=dollars=us dollars=us dollar=bucks|eur=euro=euros|gbp=pound sterling=pounds sterling=quid|cent=cents|jpy=yen|chf=swiss francs=francs|inr=rupee=rupees|cad=canadian dollars|aud=australian dollars|' +
    'percent=percentage=pct=per cent|percentage point=percentage points|basis point=basis points=bps=bp|kg=kilogram=kilograms=kilo=kilos=kgs|g=gram=grams=gramme=grammes|mg=milligram=milligrams|mcg=microgram=micrograms=µg=μg|lb=lbs|pound=pounds|oz=ounce=ounces|ton=tons=tonne=tonnes|' +
    'km=kilometer=kilometers=kilometre=kilometres=kms|m=meter=meters=metre=metres|cm=centimeter=centimeters=centimetre=centimetres|mm=millimeter=millimeters=millimetre=millimetres|mile=miles=mi|hectare=hectares=ha|foot=feet=ft|inch=inches|yard=yards|' +
    'l=liter=liters=litre=litres|ml=milliliter=milliliters=millilitre=millilitres|gallon=gallons|gb=gigabyte=gigabytes|mb=megabyte=megabytes|kb=kilobyte=kilobytes|tb=terabyte=terabytes|' +
    'ms=millisecond=milliseconds|celsius=°c=° c=degrees celsius|fahrenheit=°f=° f=degrees fahrenheit|degree=degrees|kw=kilowatt=kilowatts|kwh=kilowatt hour=kilowatt hours|mph=miles per hour|kmh=km/h=kilometers per hour|iu|unit=units|times=time|tablet=tablets=pill=pills',
}
