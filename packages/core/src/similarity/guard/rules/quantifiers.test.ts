import { describeRule } from '../testing/describe-rule.js'

describeRule('quantifiers', {
  objects: [
    ['All attachments were scanned.', 'Most attachments were scanned.'],
    ['Every lorry was inspected.', 'Some lorries were inspected.'],
    ['Half of the participants dropped out.', 'All of the participants dropped out.'],
    ['She always wears a helmet.', 'She sometimes wears a helmet.'],
    ['Alle Filialen sind geöffnet.', 'Einige Filialen sind geöffnet.'],
    ['Tous les élèves ont réussi.', 'La plupart des élèves ont réussi.'],
    ['Todos los empleados deben firmar.', 'Algunos empleados deben firmar.'],
    ['Все участники получили приглашение.', 'Некоторые участники получили приглашение.'],
  ],
  passes: [
    ['All tenants have to leave by noon.', 'Every tenant must leave by noon.'],
    ['Most of the feedback was positive.', 'The majority of the feedback was positive.'],
  ],
})
