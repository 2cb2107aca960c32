/** Things that nobody should have written to us. Found to warn and to hide them, never to use them. */
const CARD = /(?<![\d-])\d(?:[ -]?\d){12,18}(?![\d-])/g;
const TOLD_SECRETS = [
  /\b(?:my |the |our )?(?:password|passcode|pin(?: code| number)?|passwort|kennwort|wachtwoord|mot de passe|contrasena) (?:is|was|ist|war|lautet|est|es) ?:? ?["']?(?!not |no |wrong|incorrect|reset|being|the |a |that |too |still |never |nicht|falsch|weg|niet|kwijt|pas |changed|expired|invalid|broken|lost|incorrecta|required|needed|asked|case)(?=\S*[\d!@#$%*])\S{4,}/,
  /\b(?:password|passcode|passwort|kennwort|wachtwoord|mot de passe|contrasena) ?[:=] ?\S{4,}/,
  /\b(?:cvv|cvc|cvv2|security code|prufziffer|pruefziffer) ?(?:is|ist|:|=)? ?\d{3,4}\b/,
  /\b(?:sk-[a-z0-9_-]{16,}|xox[abprs]-[a-z0-9-]{10,}|ghp_[a-z0-9]{20,}|akia[a-z0-9]{16})\b/,
  /-----begin [a-z ]*private key-----/,
];

/** True when the (folded) text holds a payment card number, a password, a card code or a key. */
export function holdsSecret(text: string): boolean {
  return findCardNumbers(text).length > 0 || TOLD_SECRETS.some((pattern) => pattern.test(text));
}

/** Digit runs of card length that pass the check digit and start like a card. Order and phone numbers nearly never do. */
export function findCardNumbers(text: string): string[] {
  return (text.match(CARD) ?? []).filter((run) => {
    const digits = run.replace(/\D/g, '');
    return /^(?:4|5[1-5]|2[2-7]|3[47]|6(?:011|5))/.test(digits) && passesLuhn(digits);
  });
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return sum % 10 === 0;
}
