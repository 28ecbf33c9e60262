import { describeRule } from '../testing/describe-rule.js'

describeRule('negation', {
  objects: [
    ['The refund was approved.', 'The refund was not approved.'],
    ['The plan has the support of the board.', 'The plan lost the support of the board.'],
    ['The witness remembered the plate.', 'The witness failed to remember the plate.'],
    ['The firmware supports encryption.', 'The firmware is without support for encryption.'],
    ['The tenant has paid the deposit.', 'The tenant has yet to pay the deposit.'],
    ["The door was locked and the alarm wasn't set.", "The door wasn't locked and the alarm was set."],
    ['The supplier has to provide a certificate.', "The supplier doesn't have to provide a certificate."],
    ['Die Zahlung ist eingegangen.', 'Die Zahlung ist nicht eingegangen.'],
    ['Le candidat est retenu.', "Le candidat n'est pas retenu."],
    ['El contrato se renueva automáticamente.', 'El contrato no se renueva automáticamente.'],
    ['A garantia cobre danos por água.', 'A garantia não cobre danos por água.'],
    ['Оплата прошла успешно.', 'Оплата не прошла успешно.'],
    ['返金は可能です。', '返金はできません。'],
  ],
  passes: [
    [
      'The merchant failed to provide proof of delivery.',
      'No proof of delivery was provided by the merchant.',
    ],
    ["You needn't bring a copy.", 'There is no need to bring a copy.'],
    ['Do not proceed until the check is finished.', 'Proceed only after the check is finished.'],
    ['None of the drivers was over the limit.', 'All of the drivers were under the limit.'],
    ['The motion was not carried.', 'The motion was defeated.'],
    ['The account is inactive.', 'The account is not active.'],
    ['Курить на территории запрещено.', 'На территории нельзя курить.'],
    ['No hace falta que envíe el original.', 'No es necesario enviar el original.'],
  ],
})
