/** The words around an answer. None of them claims anything, so none of them needs a source. */
export interface ReplyWords {
  greeting(name: string | null): string;
  thanks: string;
  sorry: string;
  closing: string;
  regards: string;
  notFound: string;
  /** The article that comes closest to an answer, with its number. */
  closest(title: string, n: number): string;
  /** To somebody who only said something kind. */
  kind: string;
  ask(what: string): string;
  fields: Readonly<Record<string, string>>;
}

const ENGLISH: ReplyWords = {
  greeting: (name) => (name === null ? 'Hello,' : `Hi ${name},`),
  thanks: 'Thank you for your message.',
  sorry: 'Thank you for telling us, and I am sorry for the trouble.',
  closing: 'If anything is unclear, just reply to this message.',
  regards: 'Kind regards',
  notFound:
    'I could not find the answer in our help centre, so I have passed your question to a colleague. You do not need to write again; they will reply to you here.',
  closest: (title, n) => `Our article “${title}” comes closest [${n}].`,
  kind: 'That is lovely to read. I will pass it on to the team.',
  ask: (what) => `So that we can help you, could you please tell us ${what}?`,
  fields: {
    order_number: 'your order number',
    delivery_address: 'the complete new address, with postcode and country',
    invoice_number: 'the number of the invoice',
    email: 'the e-mail address of your account',
    product: 'which product it is about',
    amount: 'which amount it is about',
    tracking_number: 'the tracking number of the parcel',
    date: 'the date it happened',
  },
};

const DUTCH: ReplyWords = {
  greeting: (name) => (name === null ? 'Hallo,' : `Hallo ${name},`),
  thanks: 'Bedankt voor je bericht.',
  sorry: 'Bedankt dat je het ons laat weten; het spijt me dat dit zo is gelopen.',
  closing: 'Is er iets niet duidelijk? Beantwoord dan gewoon dit bericht.',
  regards: 'Met vriendelijke groet',
  notFound:
    'Ik kon het antwoord niet vinden in ons helpcentrum en heb je vraag daarom aan een collega gegeven. Je hoeft niet opnieuw te schrijven; je krijgt hier antwoord.',
  closest: (title, n) => `Ons artikel “${title}” komt het dichtst in de buurt [${n}].`,
  kind: 'Wat fijn om te lezen. Ik geef het door aan het team.',
  ask: (what) => `Kun je ons ${what} laten weten, zodat we je kunnen helpen?`,
  fields: {
    order_number: 'je bestelnummer',
    delivery_address: 'het volledige nieuwe adres, met postcode en land',
    invoice_number: 'het factuurnummer',
    email: 'het e-mailadres van je account',
    product: 'om welk product het gaat',
    amount: 'om welk bedrag het gaat',
    tracking_number: 'het track-and-trace-nummer',
    date: 'de datum',
  },
};

const GERMAN: ReplyWords = {
  greeting: (name) => (name === null ? 'Guten Tag,' : `Guten Tag ${name},`),
  thanks: 'vielen Dank für Ihre Nachricht.',
  sorry: 'vielen Dank für Ihre Nachricht; die Umstände tun mir leid.',
  closing: 'Wenn etwas unklar ist, antworten Sie einfach auf diese Nachricht.',
  regards: 'Freundliche Grüße',
  notFound:
    'Ich konnte die Antwort in unserem Hilfe-Center nicht finden und habe Ihre Frage deshalb an das Team weitergegeben. Sie müssen nicht noch einmal schreiben; Sie erhalten die Antwort hier.',
  closest: (title, n) => `Am nächsten kommt unser Artikel „${title}“ [${n}].`,
  kind: 'Das freut uns sehr. Ich gebe es an das Team weiter.',
  ask: (what) => `Damit wir Ihnen helfen können: Nennen Sie uns bitte ${what}?`,
  fields: {
    order_number: 'Ihre Bestellnummer',
    delivery_address: 'die vollständige neue Adresse mit Postleitzahl und Land',
    invoice_number: 'die Rechnungsnummer',
    email: 'die E-Mail-Adresse Ihres Kontos',
    product: 'das Produkt, um das es geht',
    amount: 'den Betrag, um den es geht',
    tracking_number: 'die Sendungsnummer',
    date: 'das Datum',
  },
};

const FRENCH: ReplyWords = {
  greeting: (name) => (name === null ? 'Bonjour,' : `Bonjour ${name},`),
  thanks: 'Merci pour votre message.',
  sorry: 'Merci pour votre message ; je suis désolé pour ce désagrément.',
  closing: "Si quelque chose n'est pas clair, répondez simplement à ce message.",
  regards: 'Cordialement',
  notFound:
    "Je n'ai pas trouvé la réponse dans notre centre d'aide et j'ai donc transmis votre question à l'équipe. Vous n'avez pas besoin de réécrire ; la réponse vous parviendra ici.",
  closest: (title, n) => `Notre article « ${title} » s'en rapproche le plus [${n}].`,
  kind: "Cela nous fait très plaisir. Je le transmets à l'équipe.",
  ask: (what) => `Pour que nous puissions vous aider, pourriez-vous nous indiquer ${what} ?`,
  fields: {
    order_number: 'votre numéro de commande',
    delivery_address: 'la nouvelle adresse complète, avec code postal et pays',
    invoice_number: 'le numéro de la facture',
    email: "l'adresse e-mail de votre compte",
    product: 'le produit concerné',
    amount: 'le montant concerné',
    tracking_number: 'le numéro de suivi',
    date: 'la date',
  },
};

const SPANISH: ReplyWords = {
  greeting: (name) => (name === null ? 'Hola:' : `Hola, ${name}:`),
  thanks: 'Gracias por su mensaje.',
  sorry: 'Gracias por su mensaje; lamento las molestias.',
  closing: 'Si algo no queda claro, responda simplemente a este mensaje.',
  regards: 'Un cordial saludo',
  notFound:
    'No he encontrado la respuesta en nuestro centro de ayuda, así que he pasado su pregunta al equipo. No hace falta que vuelva a escribir; la respuesta le llegará aquí.',
  closest: (title, n) => `Nuestro artículo «${title}» es el que más se acerca [${n}].`,
  kind: 'Nos alegra mucho leerlo. Se lo paso al equipo.',
  ask: (what) => `Para poder ayudarle, ¿podría indicarnos ${what}?`,
  fields: {
    order_number: 'su número de pedido',
    delivery_address: 'la nueva dirección completa, con código postal y país',
    invoice_number: 'el número de la factura',
    email: 'el correo electrónico de su cuenta',
    product: 'el producto del que se trata',
    amount: 'el importe del que se trata',
    tracking_number: 'el número de seguimiento',
    date: 'la fecha',
  },
};

const BY_LANGUAGE: Readonly<Record<string, ReplyWords>> = {
  en: ENGLISH,
  nl: DUTCH,
  de: GERMAN,
  fr: FRENCH,
  es: SPANISH,
};

/** English for a language we have no words in: most people can tell from it that a person will follow. */
export function replyWordsIn(language: string): { words: ReplyWords; language: string } {
  const words = BY_LANGUAGE[language];
  return words === undefined ? { words: ENGLISH, language: 'en' } : { words, language };
}

/** "Anna de Wit" -> "Anna". Null for what is no person's first name: an address, a number, one letter, a team mailbox. */
export function firstNameOf(name: string): string | null {
  const first = name.trim().split(/\s+/)[0] ?? '';
  if (!/^\p{Lu}[\p{L}'’-]{1,29}$/u.test(first) || /^\p{Lu}{3,}$/u.test(first)) return null;
  return /^(?:Info|Support|Sales|Team|Office|Admin|Customer|Kunde|Klant|Client|The|Mr|Mrs|Ms|Dr|Herr|Frau)$/i.test(
    first,
  )
    ? null
    : first;
}
