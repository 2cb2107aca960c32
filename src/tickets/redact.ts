/**
 * What no model, log, card or trace needs to see. The place is kept by a word in brackets, so that the text still reads.
 * Names and addresses stay: the drafter needs them, and the ticket already shows them to the same people.
 */
interface Secret {
  name: string;
  pattern: RegExp;
  isReal?: (match: string) => boolean;
}

const SECRETS: readonly Secret[] = [
  { name: 'card number', pattern: /\b(?:\d[ -]?){12,18}\d\b/g, isReal: passesLuhn },
  { name: 'IBAN', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, isReal: passesMod97 },
  { name: 'social security number', pattern: /\b\d{3}-\d{2}-\d{4}\b/g },
  { name: 'API key', pattern: /\b(?:sk|pk|rk|xox[abprs]|ghp|gho|AKIA)[-_A-Za-z0-9]{16,}\b/g },
];

const PASSWORD =
  /\b((?:my |the )?(?:password|passwort|wachtwoord|mot de passe|contraseña|pin)\s*(?:is|was|ist|:|=)\s*)(\S{4,}?)(?=[,.;]?(?:\s|$))/gi;

export interface Redacted {
  text: string;
  /** Kinds that were found, each once. */
  found: string[];
}

export function redact(text: string): Redacted {
  const found = new Set<string>();
  let result = text;
  for (const secret of SECRETS) {
    result = result.replace(secret.pattern, (match) => {
      if (secret.isReal && !secret.isReal(match)) return match;
      found.add(secret.name);
      return `[${secret.name}]`;
    });
  }
  result = result.replace(PASSWORD, (_, words: string) => {
    found.add('password');
    return `${words}[password]`;
  });
  return { text: result, found: [...found] };
}

function passesLuhn(match: string): boolean {
  const digits = match.replace(/\D/g, '');
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function passesMod97(match: string): boolean {
  const compact = match.replaceAll(' ', '');
  const moved = compact.slice(4) + compact.slice(0, 4);
  let rest = 0;
  for (const char of moved) rest = Number(`${rest}${Number.parseInt(char, 36)}`) % 97;
  return rest === 1;
}
