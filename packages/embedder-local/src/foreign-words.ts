/** Written the same way in English, or often part of an English text: a name, a title, an abbreviation. */
export const SHARED_WORDS: ReadonlySet<string> = new Set(
  `die war hat des den dem am an in on or but sur son par plus ten no me as a o e do da dos na se sin con per ma come su
  ha lo la le el los las del van op kan om er til pro dan and may el al un en es ya est is are was so we her his he by de
  di u ons av bu ve son har du vi ne it ce sa au os um eu dit pas out mais sans sous tu je`.split(/\s+/),
)

/**
 * Common words of the Latin-script languages that decisions are most often written in. None is an English word, or a
 * name or abbreviation that an English text often holds.
 */
export const FOREIGN_WORDS: ReadonlySet<string> = new Set(
  [
    // German
    `der das und ist nicht ein eine einen einem einer eines ich sie wir ihr ihre ihren ihrem ihnen mit für auf von zu zum
    zur dem den des im auch wird werden wurde wurden haben hat sich bei nach aus wenn kann können bitte kein keine keinen
    noch nur oder aber über durch sind bis unter vor sehr wie dass diese dieser dieses sein seine uns unser mehr schon`,
    // French
    `le la les un une des du et est ne pas vous nous votre vos notre avec pour dans sur qui que ce cette ces au aux
    été être sont avons avez plus par il elle ils elles leur leurs mais où donc aucun aucune merci bonjour je tu se sa
    ses son c'est n'est n'a d'un d'une qu'il j'ai l'on cela sans sous afin très`,
    // Spanish
    `el los las una y es en por para con del al que su sus se lo le ha han fue fueron está están este esta estos estas
    pero como más sin sobre muy ser usted ustedes nosotros gracias hola hay ya porque cuando también no puede debe`,
    // Portuguese
    `o os uma um e é em não por para com do da dos das na nos nas ao aos pelo pela que seu sua seus suas foi foram está
    estão este esta isso mas como mais sem sobre muito você vocês obrigado obrigada olá já porque quando também pode deve`,
    // Italian
    `il lo gli uno di che non per con del della dei delle nel nella sono è stato stata questo questa ma come più senza su
    molto grazie ciao anche perché quando può deve suo sua loro`,
    // Dutch
    `het een van en niet voor met op zijn wordt worden werd hebben heeft deze dit naar uit bij ook maar wij jij u uw
    ons onze geen nog kan kunnen moet graag dank bedankt`,
    // Swedish, Danish, Norwegian
    `och att det som är av på till med för inte ett har vi kan jag du om ikke og er til af på blev blir ble din ditt`,
    // Polish, Czech
    `nie się jest oraz dla został została przez proszę dziękuję są byl byla není jsou pro jako však`,
    // What decisions are about, where it is all that a short text says
    `genehmigt abgelehnt rückerstattung erstattung kunde kunden bestellung antrag rechnung lieferung
    remboursement approuvé approuvée refusé refusée commande facture livraison demande
    reembolso aprobado aprobada rechazado rechazada sido solicitud pedido cliente factura envío
    aprovado aprovada rejeitado rejeitada recusado solicitação encomenda fatura entrega`,
    // Turkish, Indonesian, Vietnamese
    `bir ve bu için ile değil olarak yang dan tidak untuk dengan ini itu adalah không và của là được cho`,
  ]
    .join(' ')
    .split(/\s+/)
    // What English writes too tells nothing.
    .filter((word) => !SHARED_WORDS.has(word) && word !== ''),
)
