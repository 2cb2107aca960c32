/**
 * Words that give something away or move something: money, access, liability. A reply may use one where its cited source uses one;
 * otherwise nobody has approved what it says. Stems in the languages we answer in; one row is one thing.
 */
const STEMS: Readonly<Record<string, string>> = {
  refund:
    'refund|reimburs|repay|money back|moneys? returned|pay(?:s|ing)? (?:you )?back|erstatt|rückerstatt|zurückerstatt|rückzahl|zurückzahl|zurücküberw|geld zurück|terugbetal|terugbetaald|terugstort|geld terug|restitu|rembours|reembols|devol(?:ver|vem|vere|uci)|charge ?back',
  credit:
    'voucher|coupon|gift ?card|store credit|credit(?:ed|ing)? (?:your|you|of|note)|credit note|goodwill|gutschein|gutschrift|gutgeschrieben|gutschreib|tegoed|cadeaubon|waardebon|kortingscode|bon d.achat|bon de réduction|chèque.cadeau|cupón|bono |vale de|abono|points|loyalty',
  compensation:
    'compensat|indemni|entschädig|schadenersatz|schadevergoed|dédommag|make (?:it )?up (?:to|for) you|wiedergutmach',
  discount:
    'discount|% off|percent off|half price|half off|rabatt|nachlass|vergünstig|korting|remise|réduction|descuent|rebaj|price cut|knock',
  free: 'free of charge|for free|at no (?:extra )?c(?:ost|harge)|no charge|on the house|on us(?![\\p{L}])|complimentary|our treat|(?:is|are|be|totally|completely|it) free|free (?:\\p{L}+)|gratis|kostenlos|kostenfrei|umsonst|gratuit|offert|sin coste|sin cargo|sin costo|geschenk|cadeau|regal(?:o|am)|gift|present(?![\\p{L}])|cover(?:s|ed|ing)? (?:the|all|your|any) (?:costs?|fees?|expens)|übernehmen (?:wir )?(?:die|alle)? ?kosten|kosten.{0,20}übernehm|unsere kosten|onze kosten|nos frais|à nos frais|nuestra cuenta',
  replacement:
    'replac|brand.new|a new one|ersatz|ersetz|umtausch|vervang|omruil|remplac|échang|reempla|sustitu|exchange',
  keep: 'keep (?:it|them|both|the|your|everything|all)|yours to keep|is yours|are yours|behalten|behouden|garder|quédese|quedarse|quedar',
  cancel: 'cancel|terminat|stornier|storno|kündig|annul|opzeg|opgezegd|résili|cancela|anula',
  exception:
    'waiv|exception|exempt|overlook|bend the|ausnahm|erlass|uitzonder|kwijtscheld|exceptionnel|excepci|dispens',
  upgrade: 'upgrad|premium|hochstuf|vip',
  guarantee:
    'guarant|garant|warrant|promis|versprech|versproch|zusicher|zugesicher|beloof|belov|promet|promess|nous vous assurons|assure you|you have our word|our word|swear|commit(?:ted|ment)? to|vow|pledge',
  access:
    'unlock|entsperr|deblokk|débloqu|desbloque|reactivat|reinstat|restor(?:e|ed|ing) (?:your )?access|reset (?:your|the)|remov(?:e|ed|ing) (?:the )?(?:two|2)|log(?:ged)? (?:you )?in|verification|verifi|full access|admin|owner|ownership|zugang|toegang|accès|acceso',
  pay: 'iban|bank|wire|transfer|überweis|overmak|overboek|virement|bitcoin|crypto|paypal|western union|moneygram|gift cards?',
  liability:
    'liab|at fault|our (?:own |fault|mistake|error|doing)|messed up|unser fehler|onze fout|notre (?:faute|erreur)|nuestro error|negligen|haftbar|haftung|schuld|aansprakelijk|responsab|culpa|legal(?:ly)? (?:bound|binding|obligation)|admit|settle|lawsuit|sue(?![\\p{L}])|defect',
  approved:
    'approv|authori[sz]|granted|genehmigt|bewilligt|goedgekeurd|toegekend|approuv|accord(?:é|ons)|aprobad|autorizad|all set|sorted|taken care of|erledigt|geregeld|arreglado|réglé',
  extend:
    'extend|extension|verlänger|verleng|prolong|prórrog|prorrog|ampli(?:am|ar|ad)|unlimited|lifetime|lebenslang|levenslang|à vie|de por vida|indefinite',
  erase: 'delet|erase|wipe|lösch|verwijder|supprim|borr(?:ar|ad|am)|elimin',
  money:
    'money|owe(?:s|d)?(?!\\p{L})|pay (?:nothing|for)|geld|argent|dinero|cash|euros?(?!\\p{L})|dollars?|(?:one|two|five|hundred|thousand|hundert|tausend|honderd|duizend|cents?|cien|mil) (?:euro|dollar|pound)|fee|invoice|charge|reverse|void|drop(?:ped)?(?!\\p{L})|rechnung|gebühr|factuur|facture|factura|kosten|cost|frais|coste',
  change: 'chang|updat|correct(?:ed|ing)|geänder|ändern|gewijzig|wijzig|aangepast|modifi|cambiad|cambiam|actualiz',
  denial:
    'not true|untrue|not correct|incorrect|false|a lie|mistaken|unwahr|nicht wahr|stimmt nicht|falsch|niet waar|onwaar|pas vrai|faux|no es cierto|falso',
  rival: 'instead of|cheaper|competitor|better elsewhere|rival',
  health:
    'safe to|drink|eat|swallow|inhale|harmless|medical|dose|gefahrlos|unbedenklich|veilig om|sans danger|seguro para',
  when: 'today|tonight|tomorrow|immediately|right away|within the hour|asap|instantly|heute|morgen(?!s)|sofort|vandaag|onmiddellijk|meteen|direct(?:ement)? rembours|aujourd.hui|demain|immédiat|hoy(?![\\p{L}])|mañana|inmediat',
  ship: 'courier|(?:heading|coming) your way|fresh (?:one|unit)|overnight|express|ship (?:you|a|another|it|one)|send (?:you )?(?:a|an|another|one|the) (?:new|second|spare|extra|other)|another (?:one|unit|item)|resend|reship|dispatch(?:ed)? (?:a|another)|neu(?:e[rsn]?|) (?:gerät|artikel|lieferung)|nieuwe? (?:exemplaar|product|bestelling)',
  day: '(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|christmas|easter|new year|weihnacht|kerst|noël|navidad|next (?:week|month|year)|nächste|volgende (?:week|maand)|prochaine? (?:semaine|mois)|próxim',
  others:
    '(?:an)?other customers?|different customer|neighbou?r|andere[rn]? kund|andere klant|autres? client|otros? cliente',
  inside:
    'internal|our notes|handbook|my instructions|system prompt|my (?:prompt|rules)|language model|as an ai(?![\\p{L}])|confidential|chain of thought',
  call: 'qr.?code|scan (?:the|this)|search (?:for|online)|call (?:us|me|this|our)|phone|telephone|hotline|whatsapp|telegram|sms|text us|anrufen|rufen sie|bel (?:ons|met)|appelez|llame|download|install|anydesk|teamviewer|remote',
};

const CONCEPTS: readonly (readonly [string, RegExp])[] = Object.entries(STEMS).map(([name, stems]) => [
  name,
  new RegExp(`(?<![\\p{L}])(?:${stems})|(?<=ge)(?:storniert|kündigt)`, 'iu'),
]);

/** What of it a text speaks of. */
export function conceptsOf(text: string): string[] {
  return CONCEPTS.filter(([, says]) => says.test(text)).map(([name]) => name);
}

/** The first word that makes a text speak of it, for the reviewer. */
export function wordOf(concept: string, text: string): string {
  const says = CONCEPTS.find(([name]) => name === concept)?.[1];
  return says?.exec(text)?.[0]?.trim() ?? concept;
}
