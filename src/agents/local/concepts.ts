/**
 * What support desks talk about, by the beginnings of words in English, German, Dutch, French and Spanish (folded, like features.ts).
 * A handful of examples per intent cannot hold every synonym: this table lets "purchase", "Bestellung" and "pedido" count as "order" too.
 */
const TABLE: Readonly<Record<string, string>> = {
  order: 'order purchase bought buy bestell bestel commande command pedido compra',
  parcel: 'parcel package shipment box paket pakket sendung colis paquete envio',
  deliver:
    'deliver ship dispatch courier carrier driver dhl dpd postnl ups gls liefer versand bezorg lever livr livraison entreg envi repart',
  arrive: 'arriv came come ankomm angekommen aankom aangekomen lleg recu receiv erhalt ontvang recib',
  where: 'where track status eta whereabouts wo wann waar wanneer donde cuando quand suivi',
  late: 'late delay overdue waiting verspat spat vertraag retard retraso tarde',
  lost: 'lost missing disappear vanish stolen verloren verschwunden kwijt verdwenen perdu perdid falta',
  cancel: 'cancel stop terminate end annul abbestell storni kundig opzeg stopzet resili anul cancela',
  change: 'change modif edit amend updat switch andern andere wijzig verander chang modif cambi',
  address: 'address adress street adres adresse direccion',
  return: 'return send back zuruck retour terug renvoy devol',
  refund: 'refund reimburs repay money erstatt geld terugbetal rembours reembols dinero argent',
  broken:
    'broken damag crack defect faulty dent torn shatter smash kaputt beschadig defekt kapot stuk casse abime rot danad',
  wrong: 'wrong incorrect instead falsch verkeerd mauvais incorrect equivoc',
  repair: 'repair fix mend warrant guarantee reparatur garantie reparer repar garant',
  charge: 'charg debit billed taken abgebucht belastet afgeschreven debit cobr cargo',
  twice: 'twice double duplicat zweimal doppelt twee dubbel deux double dos doble',
  pay: 'pay paid payment card visa mastercard paypal ideal bezahl zahl karte betal kaart paie payer paiement carte pag tarjeta',
  fail: 'fail declin reject refus abgelehnt fehlgeschlagen geweiger mislukt echou rechaz',
  invoice: 'invoice receipt bill vat bookkeep accountant rechnung mwst beleg factuur btw facture tva factura iva',
  price: 'price cost fee expensive cheap preis kost prijs prix precio',
  account: 'account profile konto compte cuenta',
  password: 'password passcode passwort kennwort wachtwoord passe contrasena',
  login: 'login log sign einlogg anmeld inlogg connect conectar sesion',
  hacked: 'hack stranger unauthor suspicious fraud gehackt fremd betrug fraude pirat',
  delete: 'delet remov eras gdpr losch verwijder supprim effac elimin borrar',
  subscription: 'subscri club membership plan abo abonnement suscripc',
  pause: 'pause skip hold holiday vacation pausier urlaub overslaan vakantie saut vacances pausar saltar vacaciones',
  product:
    'grinder kettle brewer scale machine muhle wasserkocher molen waterkoker moulin bouilloire molinillo hervidor',
  howto:
    'how setup set clean descal calibrat install wie reinig entkalk hoe schoonmaak ontkalk comment nettoy como limpi',
  stock: 'stock availab lager vorratig voorraad disponib',
  complain:
    'complain unaccept terrible awful rude disgrace beschwer unverschamt klacht slecht plainte inaccept queja inacept',
  praise:
    'great love lovely wonderful fantastic excellent happy toll wunderbar fijn geweldig genial formid encant maravill',
  lawyer:
    'lawyer solicitor legal court sue attorney journalist anwalt gericht advocaat rechter avocat tribunal abogado juez',
  transfer: 'transfer wire remit uberweis uberwies overmak overboek virement viremen transferen transfier',
  cash: 'cash withdraw atm abheb bargeld geldautomat opnem pinautomaat contant espece retrait retir efectivo cajero',
  topup: 'top topup reload deposit fund aufladen aufgeladen einzahl opwaarder stort recharg depot recarg ingres',
  currency:
    'currenc exchang convert foreign euro eur dollar usd pound gbp sterling fx wahrung wechselkurs valuta wisselkoers devise divisa moneda',
  verify: 'verif identit identif proof passport selfie document ausweis legitimat bewijs justificat carnet',
  balance: 'balance statement histor kontostand auszug saldo afschrift solde releve extracto',
  pending: 'pending process ausstehend hangig attente pendiente',
  limit: 'limit maximum max restrict cap hochst grenze grens plafon',
  code: 'pin code passcode cvv cvc otp sms',
  phone: 'phone mobile cell handset device telefon handy telefoon mobiel portable movil',
  country: 'countr abroad overseas international europe travel land ausland buitenland pays etranger pais extranjero',
  activate: 'activ enabl unlock aktivier freischalt activeer ontgrendel debloqu desbloque',
  block: 'block freez froz lock suspend sperr gesperrt blokk geblok bloqu',
  open: 'open apply join signup register registr eroffn openen aanmeld ouvrir inscri abrir solicit',
  available: 'allow permit accept support possible eligib able can erlaub moglich mogelijk accepte',
  time: 'long time days day hour hours week weeks soon fast quick dauer lange tage hoelang dagen jours dias tiempo',
  child: 'child kid son daughter age young teen kind kinder leeftijd enfant edad hijo',
  spare: 'spare virtual disposable additional extra second another zusatz wegwerf reserve',
  show: 'show appear reflect visible display see list sichtbar angezeigt zichtbaar toon afficher visible aparec mostrar',
  reason: 'why reason explain explanation cause warum wieso grund waarom reden pourquoi raison motivo',
  unknown: 'recogni unknown unfamiliar strange never unbekannt onbekend inconnu desconoc',
  person:
    'friend someone somebody recipient beneficiar people another family freund jemand iemand vriend ami quelquun amigo alguien',
  shop: 'merchant seller shop store retailer supplier handler geschaft winkel verkoper commercant vendeur tienda vendedor',
  forgot: 'forgot forget remember vergess vergeten oubli olvid',
  expire: 'expir valid renew ablauf gultig verloop geldig expire caduc',
  replace: 'replac new exchange substitut ersatz neu vervang nieuw remplac nouveau reempla nuevo',
  income: 'salary income wage fund source gehalt einkommen salaris inkomen salaire revenu sueldo ingreso',
  automatic: 'auto automatic recurring regular dauerauftrag automatisch prelev automatique automatico',
  wholesale:
    'wholesale bulk office reseller restaurant cafe b2b grosshandel gastro groothandel kantoor grossiste bureau mayor oficina',
  seo: 'seo backlink ranking traffic marketing leads followers crypto investment',
};

const BY_START = new Map<string, { start: string; concept: string }[]>();
for (const [concept, starts] of Object.entries(TABLE)) {
  for (const start of starts.split(' ')) {
    const key = start.slice(0, 2);
    BY_START.set(key, [...(BY_START.get(key) ?? []), { start, concept }]);
  }
}
/** A short beginning such as "log" or "buy" must be the whole word, give or take an ending. */
const LONGEST_ENDING = 3;

/** The concepts a folded word may stand for. */
export function conceptsOf(word: string): string[] {
  const hits = (BY_START.get(word.slice(0, 2)) ?? []).filter(({ start }) => {
    return word.startsWith(start) && (start.length >= 5 || word.length - start.length <= LONGEST_ENDING);
  });
  return [...new Set(hits.map(({ concept }) => concept))];
}
