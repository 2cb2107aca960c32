import { fold } from './fold.ts';
import { sentencesOf } from './sentences.ts';

const PERSON =
  '(?:humans?|person|people|agent|representative|rep|manager|supervisor|team leader|colleague|employee|somebody|someone|operator|advisor|adviser)';
const ASKS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:speak|talk|chat|connect me|connected|transfer me|transferred|put me through|pass me|escalate(?: this| me| it)?) (?:please |directly )?(?:to|with|on to|over to) (?:(?:an?|the|your|some|one of your|any) )?(?:\\w+ ){0,2}${PERSON}\\b`,
  ),
  new RegExp(`\\b(?:get|give|hand|find) me (?:(?:an?|the|your|some) )?(?:\\w+ ){0,2}${PERSON}\\b`),
  /\b(speak|talk|chat) (to|with) (someone|somebody|a human|a person|a manager|your manager)\b/,
  /\b(want|need|prefer|like|get|give me|is there) (a |an )?(real|actual|live|human)( \w+)? ?(person|human|being|agent|someone|support|answer|contact)?\b(?! (coffee|leather|wood))/,
  /\b(real|actual|live) (person|human|human being|agent)\b|\bhuman (being|agent|please|support|help)\b|\bhuman!+|\bno (more )?(ro)?bots?\b|\bnot (a|an|another|some) (ro|chat)?bot\b|\b(stop|enough with|tired of) .{0,25}\b(bots?|automated|canned|template)\b|\b(is|am) (this|i talking to) a (ro|chat)?bot\b/,
  /\b(menschen?|mitarbeiter(in)?|echten? person|jemand(en|em)?|vorgesetzten?|manager)\b.{0,20}\b(sprechen|reden|verbunden|verbinden|telefonieren)\b|\bkein(en)? (chat)?bot\b|\bechten? (mensch|person|mitarbeiter)/,
  /\b(mens|medewerker|persoon|iemand|leidinggevende|manager)\b.{0,20}\b(spreken|praten|verbonden|bellen|doorverbonden)\b|\bgeen (chat)?(ro)?bot\b|\bechte? (mens|persoon|medewerker)\b/,
  /\bparler (a|avec) (un |une |quelqu)(humain|etre humain|vraie? personne|personne|conseiller|conseillere|responsable|agent|'un)?|\bpas (un|de|a un) (ro)?bot\b|\b(vraie personne|vrai humain|etre humain)\b/,
  /\bhablar con (una? )?(persona|humano|agente|alguien|encargado|responsable|gerente|operador)\b|\b(persona real|ser humano)\b|\bno (con )?(un )?(ro)?bot\b/,
];
/** "Someone told me to write", "my manager wants to talk to your sales people": a person is named, none is asked for. */
const HARMLESS =
  /\b(spoke|spoken|talked|chatted|speaking|sprach|gesprochen|gesproken|parle avec|hable con|hablado con) (to|with|already|earlier|mit|met)?\b(?!.{0,40}\b(again|want|need)\b)/;

/** True when the customer asks for a human being. That wish is always granted. */
export function wantsPerson(text: string): boolean {
  return sentencesOf(text)
    .map(fold)
    .some((sentence) => ASKS.some((asks) => asks.test(sentence)) && !HARMLESS.test(sentence));
}
