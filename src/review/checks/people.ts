import { COURTESY_WORDS, GREETINGS } from '../../knowledge/courtesy-words.ts';
import type { Finding } from '../../tickets/draft.ts';
import { block, type CitedSentence, short } from './reply.ts';

const SECRETS =
  /(?<!\p{L})(?:pass ?words?|passcodes?|pin(?: codes?)?|cvv|cvc|security codes?|one.time codes?|verification codes?|card (?:number|details)|credit card|debit card|account number|routing number|iban|bank details|social security|ssn|seed phrase|private key|(?:log|sign).?in (?:details|data|name and)|credentials|recovery (?:code|phrase)|maiden name|(?:digits|numbers?|code) (?:on|from|in) (?:the|your) (?:back|front|card|sms|text|message|app|e-?mail)|code (?:that )?(?:you|we) (?:have |just )*(?:got|received|sent)|(?:photo|picture|scan|copy|selfie|image)s? (?:\p{L}+ ){0,5}(?:card|passport|licen[cs]e|identity|id)|(?:phrase|word|name) do you use to|(?:die|ihre|eine) tan|cijfers op de|ausweiskopie|senha|parola d.ordine|codice|passw[oö]rt\p{L}*|kennwort\p{L}*|kartennummer\p{L}*|bankverbindung|kontonummer|wachtwoord\p{L}*|pincode\p{L}*|kaartnummer|bankgegevens|rekeningnummer|mots? de passe|numéro de carte|coordonnées bancaires|contraseñas?|número de tarjeta|datos bancarios|clave)(?!\p{L})/iu;
const ASKING =
  /[?？]|(?<!\p{L})(?:what|which|welche[rsn]?|welke?|quel(?:le)?|qué|cuál) \p{L}+ (?:\p{L}+ )?(?:do you|did you|nutzen sie|gebruikt u|utilisez)(?!\p{L})|(?<!\p{L})(?:what|which|was|wie|welche[rs]?|wat|welk|quel(?:le)?|cuál|qué)(?:['’]s| is| are| ist| lautet| est| es) (?:your|ihre?|dein|je|jouw|uw|votre|ton|su|tu)(?!\p{L})|(?<!\p{L})(?:send|reply with|tell|give|share|confirm|provide|enter|type|forward|let us know|need your|verify|schicken|senden|nennen|geben|teilen|bestätigen|antworten|stuur|geef|deel|bevestig|vertel|envoyez|donnez|indiquez|communiquez|confirmez|envíe|indique|díganos|facilite|confirme|proporcione)(?!\p{L})/iu;
const ASKED_OUTRIGHT =
  /(?<!\p{L})(?:what|which|welche[rsn]?|welke?|quel(?:le)?|qué|cuál) \p{L}+ (?:\p{L}+ )?(?:do you|did you|nutzen sie|gebruikt u|utilisez)(?!\p{L})|(?<!\p{L})(?:what|which|was|wie|welche[rs]?|wat|welk|quel(?:le)?|cuál|qué)(?:['’]s| is| are| ist| lautet| est| es) (?:your|ihre?|dein|je|jouw|uw|votre|ton|su|tu)(?!\p{L})/iu;
/** What stands between "do not" and the secret when an article warns of it. */
const WARNING = /(?<!\p{L})(?:never|do not|don['’]t|nie|niemals|nicht|nooit|niet|jamais|ne\s.*pas|nunca|no)(?!\p{L})/iu;
const TITLES = new Set(
  'mr mrs ms mx dr prof frau herr mevrouw meneer madame monsieur señor señora the team support customer service care desk help van de den der von zu la le du da'.split(
    ' ',
  ),
);

/** A reply never asks for what opens an account or a purse. */
export function secretFindings(sentences: readonly CitedSentence[]): Finding[] {
  return sentences
    .filter(
      ({ plain, state }) =>
        SECRETS.test(plain) &&
        ASKING.test(plain) &&
        !(state === 'backed' && WARNING.test(plain)) &&
        !isHowTo(plain, state),
    )
    .map(({ plain }) => block('asks_secret', `Asks for a secret: “${short(plain)}”`));
}

/** "Enter your new password and save" in a backed sentence tells the customer what to do on a page, and asks nothing of them here. */
function isHowTo(plain: string, state: CitedSentence['state']): boolean {
  return (
    state === 'backed' &&
    !/[?？]/.test(plain) &&
    !ASKED_OUTRIGHT.test(plain) &&
    !/(?<!\p{L})(?:send|reply|share|tell|give|forward|provide|schicken|senden|nennen|teilen|stuur|geef|deel|envoyez|donnez|communiquez|envíe|facilite|proporcione)(?!\p{L})/iu.test(
      plain,
    )
  );
}

/** A greeting or signature may hold names, and so anything in capitals: only the requester's name and the company's own pass. */
export function nameFindings(
  sentences: readonly CitedSentence[],
  requesterName: string | undefined,
  allowedHosts: readonly string[],
): Finding[] {
  if (requesterName === undefined) return [];
  const own = new Set(requesterName.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []);
  const house = allowedHosts.join(' ').toLowerCase();
  const isKnown = (word: string): boolean =>
    COURTESY_WORDS.has(word) ||
    GREETINGS.has(word) ||
    TITLES.has(word) ||
    own.has(word) ||
    (word.length > 2 && house.includes(word));
  return sentences.flatMap(({ plain, state }) => {
    if (state !== 'courtesy') return [];
    const stranger = (plain.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).find((word) => !isKnown(word));
    return stranger === undefined
      ? []
      : [block('unbacked', `Names “${stranger}”, who is not the requester: “${short(plain)}”`)];
  });
}
