import { describeRule } from '../testing/describe-rule.js'

describeRule('wording', {
  objects: [
    ['Reorder 60 boxes of gloves.', 'Reorder 60 pallets of gloves.'],
    ['Forward the complaint to the ombudsman.', 'Forward the complaint to the press office.'],
    [
      'Take one tablet every eight hours with food.',
      'Take one tablet every eight hours on an empty stomach.',
    ],
    ['The brake line has a defect.', 'The fuel line has a defect.'],
    ['The witness confirmed the alibi.', 'The witness contradicted the alibi.'],
    ['Envíe el informe a la directora.', 'Envíe el informe al contable.'],
    ['Der Antrag liegt beim Notar.', 'Der Antrag liegt beim Gärtner.'],
  ],
  passes: [
    ['The customer was told.', 'The client was informed.'],
    ['Ship the parcel today.', 'Send the package today.'],
    ['The motion was not carried by the board.', 'The motion was defeated by the board.'],
    ['Organise the colour chart.', 'Organize the color chart.'],
  ],
})
