import { describeRule } from '../testing/describe-rule.js'

describeRule('dates', {
  objects: [
    ['The hearing is on 3 March 2026.', 'The hearing is on 4 March 2026.'],
    ['The meeting is at 14:00.', 'The meeting is at 4 p.m.'],
    ['You may cancel until 1 May.', 'You may cancel from 1 May.'],
    ['Your slot is 3 p.m. on Friday.', 'Your slot is 3 a.m. on Friday.'],
    ['Die Lieferung kommt vor dem 3. Mai.', 'Die Lieferung kommt nach dem 3. Mai.'],
    ['Le train part à 14h30.', 'Le train part à 16h30.'],
    ['会議は3月10日です。', '会議は3月12日です。'],
  ],
  passes: [
    ['The hearing is on 3 March 2026.', 'The hearing is on 2026-03-03.'],
    ['The meeting is at 14:00.', 'The meeting is at 2 p.m.'],
    ['It starts at half past three.', 'It starts at 3:30.'],
    ['The visit is between 8 and 12.', 'The visit is between 8:00 and 12:00.'],
    ['It runs from 4 to 7 June.', 'It runs June 4-7.'],
    ['Sie zahlen bis zum 15. März.', 'Sie zahlen bis zum 15.03.'],
    ['La réunion est le 12 mai à 10 h.', 'La réunion est le 12/05 à 10h00.'],
    ['会議は15時からです。', '会議は午後3時からです。'],
  ],
})
