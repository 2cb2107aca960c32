/** What plain questions to customers are made of, beside the words of courtesy. None of them names a person, a place or a sum. */
export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  `
  account address amount android app application attach attached attachment below box browser button charge colour computer confirm correct customer date
  delivery describe description detail device display does either email error exact exactly first following full happen happens happening house invoice item
  items itself last long message model name number old one online open operating order ordered other package page parcel part payment phone photo photos
  picture pictures place placed plan postcode problem product purchase reference same screen screenshot send serial share shop show shown size software
  something start started step steps street subscription system tablet taken time title track tracking tried try type use used username using version video
  want which whole windows mac ios how many much when where why whether work works working which whose describe street city country zip postal
  adresse angabe angeben artikel aufgetreten bestellnummer bestellung bild datum e fehler fehlermeldung foto genau gerät konto kundennummer lieferung
  modell name nennen nummer paket produkt rechnung rechnungsnummer schicken sendungsnummer teilen telefon um welche welchem welchen welcher welches wann
  wie wo betrag kontos handelt sagen können würden
  adres account bedrag bestelling bestelnummer bestelling datum delen e factuur factuurnummer fout foutmelding gaat geef gegevens hoe leveren levering
  nummer ordernummer pakket product stuur sturen toestel track trace waar wanneer welk welke mailadres
  adresse article commande compte concerné concernée date erreur facture indiquer montant numéro photo produit préciser quand quel quelle quels quelles suivi
  colis capture écran pourriez pouvez où comment
  artículo correo cuenta cuándo cuál dirección electrónico error factura fecha foto importe indicar indicarnos número pantalla pedido podría producto qué
  seguimiento trata captura cómo dónde
`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

const OPENERS =
  'please|could|can|would|will|do|does|did|is|are|was|were|have|has|had|may|might|should|which|what|when|where|who|whom|whose|why|how|bitte|könnten|könnte|können|kann|würden|haben|hat|ist|sind|war|waren|wann|wie|wo|woher|welche[rsmn]?|was|wer|warum|weshalb|nennen|teilen|sagen|schreiben|schicken|möchten|funktioniert|geht|kun|kunt|kan|zou|zouden|wilt|wil|heb|hebt|heeft|hebben|is|zijn|was|wanneer|hoe|waar|welke?|wat|wie|waarom|om welke?|gaat|werkt|pourriez|pouvez|pourrais|peux|est|sont|avez|as|auriez|quand|comment|où|quel(?:le)?s?|qui|pourquoi|que|qu|depuis|de quel(?:le)?|à quel(?:le)?|podría|podrías|puede|puedes|es|son|está|ha|han|tiene|cuándo|cómo|dónde|cuál(?:es)?|qué|quién|por qué|en qué|a qué|de qué';
/** A clause that begins as questions begin. */
const ASKED = new RegExp(
  `(?:^|[,;:–—(]|(?:^|\\s)(?:and|or|und|oder|en|of|et|ou|y|o)\\s)\\s*[¿"“]?(?:${OPENERS})(?!\\p{L})`,
  'iu',
);
const TELLING =
  /(?<!\p{L})(?:did you know|do you know that|have you heard|are you aware|isn['’]t it|right|wussten sie|wusstest du|wist (?:u|je)|weet (?:u|je) dat|saviez-vous|savez-vous que|sabía(?:s)?|sabe que)(?!\p{L})/iu;

/** Whether it asks. "You owe us nothing?" and "Did you know that ..." tell. */
export function isAsked(sentence: string): boolean {
  return ASKED.test(sentence) && !TELLING.test(sentence);
}
