import { type Finder, matches, type Stretch } from './kinds.ts';

/** Words that announce a password, in the languages we are written in. */
const PASSWORD_WORDS =
  'passwords?|passwort|kennwort|passcode|passphrase|pwd|pw|pass|wachtwoord|mot de passe|mdp|contraseña|contrasena|clave|senha|hasło|password di accesso|login|credentials|temporary code|pin(?: code| number)?';
const ANNOUNCED = new RegExp(`(?<![\\p{L}\\d])(?:${PASSWORD_WORDS})(?![\\p{L}\\d])`, 'giu');
/** "my password is hunter22", "password: abcd", but not "my password is wrong". */
const TOLD =
  /(?<![\p{L}\d])(?:passwords?|passwort|kennwort|passcode|passphrase|pwd|pw|wachtwoord|mot de passe|mdp|contraseña|contrasena|clave|senha|hasło|pin(?: code| number)?)\s*(?:(?:is|was|ist|war|lautet|est|es|still|now|set to|jest)\s+:?|[:=])\s*["'“„«]?(?<x>[^\s"'”“»]{4,}?)(?=["'”“»,;)]|[.!?](?:\s|$)|\s|$)/giu;
const NOT_A_PASSWORD =
  /^(?:not|now|no|wrong|incorrect|reset|being|the|that|this|too|still|never|nicht|falsch|weg|niet|kwijt|pas|changed|expired|invalid|broken|lost|incorrecta|required|needed|asked|case|correct|right|protected|always|rejected|accepted|refused|working|blocked|locked|forgotten|unknown|missing|hidden|stored|saved|safe|weak|strong|what|where|please|link|page|reset[a-z]*|vergessen|abgelaufen|oublié|perdu|vergeten|verlopen|cambiada)$/i;
/** How far from the word the password may stand. */
const REACH_AFTER = 60;
const REACH_BEFORE = 40;
const SHORTEST = 5;
const TOKEN = /[^\s"'“”„«»()<>,;]{5,64}/gu;

/** Letters with digits or signs among them, and nothing that we know to be something else. */
function looksLikePassword(token: string): boolean {
  if (/@.+\.\p{L}{2,}$/u.test(token) || /^https?:/i.test(token)) return false;
  // Order, ticket, part and tracking numbers: capitals and digits in groups.
  if (/^#/.test(token) || /^[A-Z]{1,4}-?\d[\d-]*$/.test(token) || /^[A-Z]{2,5}(?:-[A-Z0-9]{1,6}){1,3}$/.test(token))
    return false;
  if (/^[\d.,:/-]+$/.test(token) || /^(?:1Z|JD|3S)[A-Z0-9]{8,}$/.test(token)) return false;
  const letters = /\p{L}/u.test(token);
  const signs = /[_!@#$%^&*+=~?|\\]/.test(token.replace(/[!?]+$/, ''));
  return letters && (/\d/.test(token) || signs);
}

const announced: Finder<'password'> = (text) => {
  const found: Stretch<'password'>[] = [];
  for (const match of text.matchAll(ANNOUNCED)) {
    const start = match.index + match[0].length;
    const token = firstToken(text.slice(start, start + REACH_AFTER)) ?? null;
    if (token !== null) found.push({ kind: 'password', from: start + token.from, to: start + token.to });
    const from = Math.max(0, match.index - REACH_BEFORE);
    const before = /(?<x>\S{5,64}?)["'”]?\s+(?:is|was|as)\s+(?:my|the|our|a)\s+(?:\S+\s+)?$/iu.exec(
      text.slice(from, match.index),
    );
    const value = before?.groups?.['x'];
    if (before !== null && value !== undefined && looksLikePassword(value)) {
      found.push({ kind: 'password', from: from + before.index, to: from + before.index + value.length });
    }
  }
  return found;
};

function firstToken(text: string): { from: number; to: number } | null {
  for (const { 0: raw, index } of text.matchAll(TOKEN)) {
    // Markdown writes its marks around words: "_Username_" is no password.
    const opening = /^[_*`~]*/.exec(raw)?.[0].length ?? 0;
    const token = raw.slice(opening).replace(/[_*`~.:|]+$/, '');
    if (token.length >= SHORTEST && looksLikePassword(token))
      return { from: index + opening, to: index + opening + token.length };
  }
  return null;
}

/** "Falcon_6875", "Tulip!6762": a word, a sign and digits are a password wherever they stand. */
const PASSWORD_SHAPE =
  /(?<![\p{L}\d@/._-])(?!(?:IMG|DSC|Photo|Screenshot|Scan|File|Image)_)[A-Z][a-z]{3,}[_!@#$%&*+=~?]+\d{2,8}(?![\p{L}\d@])/gu;

/** "Falcon-6841" looks the same, but so does "Order-1042". */
const HYPHENED =
  /(?<![\p{L}\d@/._-])(?!(?:Order|Orders|Invoice|Ticket|Case|Model|Version|Type|Bestellung|Rechnung|Commande|Factuur|Claim|Quote|Return|Refund|Item|Part|Serie|Series|Covid|Code|Room|Unit|Level|Phase|Page|Step|Year)-)[A-Z][a-z]{3,}-\d{4}(?![\p{L}\d@-])/gu;

const KEY_PREFIX =
  /(?<![\p{L}\d])(?:sk|pk|rk|ak|xox[abeprs]|gh[opsur]|github_pat|glpat|shp[a-z]{2,3}|shpkey|tok|key|api|secret|token|live|test|demo-live|demo-test|demo|whsec|AKIA|ASIA|AIza|SG|npm|dop_v1|hf|eyJ)[-_.]?[A-Za-z0-9][A-Za-z0-9_.-]{14,}(?![\p{L}\d])/gu;
const LONG_TOKEN = /(?<![\p{L}\d/@.])[A-Za-z0-9][A-Za-z0-9_+=-]{19,}(?![\p{L}\d@/])/gu;
const KEY_NAMED =
  /\b(?:api|access|secret|private|auth|bearer|client|license)?[ _-]?(?:key|token|secret|bearer)\b[^\p{L}\d\n]{0,4}(?:(?:is|was|ist|:|=|value|with|named)\s*)?["'“]?(?<x>[A-Za-z0-9][A-Za-z0-9_.+/=-]{11,})/giu;
const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

/** Digits, small and capital letters mixed, as only generators write. */
function isRandom(token: string): boolean {
  return /\d/.test(token) && /[a-z]/.test(token) && /[A-Z]/.test(token) && !/^https?:/i.test(token);
}

export const credentialFinders: readonly Finder[] = [
  matches('API key', PRIVATE_KEY),
  matches('API key', KEY_PREFIX, (token) => /\d/.test(token) && /[A-Za-z]{2}/.test(token)),
  matches('API key', LONG_TOKEN, isRandom),
  matches('API key', KEY_NAMED, (token) => /\d/.test(token) && /[A-Za-z]/.test(token)),
  matches('password', PASSWORD_SHAPE),
  matches('password', HYPHENED),
  matches('password', TOLD, (token) => !NOT_A_PASSWORD.test(token) && !/^\p{Ll}+(?:ed|en|ing)$/u.test(token)),
  announced,
];
