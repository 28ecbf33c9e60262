import { describe, expect, test } from 'vitest'
import { isReadable } from './is-readable.js'
import { MAX_CHARACTERS } from './max-characters.js'

describe('reads', () => {
  test.each([
    '',
    '  \n',
    'yes',
    'Approved.',
    'Refund approved',
    'No.',
    'Order 4711',
    '1,250.00',
    '$50 → €45',
    '2026-11-26T10:00:00Z',
    'A-113',
    'José Núñez',
    'Zürich office',
    'Müller & Söhne GmbH',
    'Los Angeles, California',
    'La Paz to El Paso',
    'Ludwig van Beethoven',
    'The café is naïve about its résumé policy.',
    'Escalate to Tier 2',
    'Customer reports damaged package, requests replacement shipment immediately',
    'Damaged on arrival; replacement dispatched via courier overnight priority service',
    'We’ve issued a full refund of €45.00 to Mr. Dupont in Paris.',
    'Your ticket was closed because no reply came from Frau Schmidt on der Straße.',
    'Approved 🎉',
    'Do not refund.',
    'I am sorry, this is not something that I can help with.',
    'Route to billing, priority P2, language es-MX.',
    'The word “не” is Russian for not.',
    'Die roll: five. War and peace. Come on, son.',
  ])('%s', (text) => {
    expect(isReadable(text)).toBe(true)
  })
})

describe('does not read', () => {
  test.each<[string, string]>([
    ['German', 'Die Rückerstattung wurde nicht genehmigt.'],
    ['German', 'Ihr Antrag ist abgelehnt worden, bitte wenden Sie sich an den Support.'],
    ['German, short', 'Das ist nicht erlaubt.'],
    ['German, one word', 'Rückerstattung für Kunden'],
    ['French', "Votre remboursement n'a pas été approuvé."],
    ['French', 'Nous ne pouvons pas traiter cette demande dans les délais.'],
    ['French, short', 'Remboursement approuvé'],
    ['French, with a curly apostrophe', 'C’est votre dernier avis avant résiliation.'],
    ['Spanish', 'Su solicitud de reembolso ha sido aprobada.'],
    ['Spanish', 'No podemos aprobar el reembolso porque el plazo venció.'],
    ['Spanish', 'El cliente debe enviar los documentos antes del lunes.'],
    ['Portuguese', 'O seu pedido de reembolso foi aprovado.'],
    ['Portuguese', 'Não podemos aprovar o reembolso porque o prazo terminou.'],
    ['Portuguese', 'O cliente deve enviar os documentos até segunda-feira.'],
    ['Italian', 'Il rimborso non è stato approvato per questo ordine.'],
    ['Dutch', 'Uw verzoek is niet goedgekeurd voor deze bestelling.'],
    ['Swedish', 'Din återbetalning är inte godkänd.'],
    ['Polish', 'Twój wniosek nie został zatwierdzony.'],
    ['Turkish', 'Bu talep onaylanmış değil.'],
    [
      'Finnish, by no English word',
      'Hakemus hylättiin koska asiakas toimitti puutteelliset asiakirjat liian myöhään viime viikolla',
    ],
    ['Japanese', '返金は承認されました。'],
    ['Chinese', '退款已获批准。'],
    ['Korean', '환불이 승인되었습니다.'],
    ['Russian', 'Возврат не одобрен.'],
    ['Greek', 'Η επιστροφή εγκρίθηκε.'],
    ['Arabic', 'تمت الموافقة على الاسترداد'],
    ['Hindi', 'धनवापसी स्वीकृत है'],
    ['mostly Japanese', 'Order 4711: 返金は承認されました'],
    ['a pictograph alone', '👍'],
    ['another', '👎🏽'],
    ['too much', 'a '.repeat(MAX_CHARACTERS)],
  ])('%s: %s', (_language, text) => {
    expect(isReadable(text)).toBe(false)
  })
})
