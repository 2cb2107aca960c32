import type { Risk, URGENCIES } from './assessment.ts';
import { fold } from './fold.ts';

export type Urgency = (typeof URGENCIES)[number];

interface Signal {
  points: number;
  says: RegExp;
}

/** English, German, Dutch, French, Spanish in each pattern. Points add up; the cut points are in urgencyOf. */
const SIGNALS: readonly Signal[] = [
  { points: 3, says: /\b(emergency|notfall|noodgeval|urgence absolue|emergencia)\b|\bright (now|away) (please|or)\b/ },
  {
    points: 2,
    says: /\b(urgent(ly|issimo)?|a\.?s\.?a\.?p\.?|immediately|straight away|as soon as possible|dringend|sofort|umgehend|eilt|spoed|onmiddellijk|zo snel mogelijk|direct nodig|tres urgent|urgemment|immediatement|au plus vite|le plus vite possible|urgente(mente)?|de inmediato|inmediatamente|cuanto antes|lo antes posible)\b/,
  },
  {
    points: 2,
    says: /\b(by|until|before|needs? it|need this|leav(e|ing)|due|it is|it's|birthday is|wedding is|starts?|ships?|change|cancel|answer|help|fix)\b.{0,15}\b(today|tonight|tomorrow|this (morning|afternoon|evening))\b|\b(bis|noch) (heute|morgen)\b|\b(voor|uiterlijk|nog) (vandaag|morgen)\b|\b(avant|d'ici) (ce soir|demain|aujourd'hui)\b|\b(antes de|para) (hoy|manana|esta noche)\b/,
  },
  {
    points: 1,
    says: /\b(by|until|before) (monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend|christmas|\d)|\bbefore (it|they|you) (ships?|sends?|leaves?|goes? out)|\bdeadline\b|\b(bis|vor) (montag|dienstag|mittwoch|donnerstag|freitag|weihnachten)\b|\b(voor|uiterlijk) (maandag|dinsdag|woensdag|donderdag|vrijdag|kerst)\b|\bavant (lundi|mardi|mercredi|jeudi|vendredi|noel)\b|\bantes del? (lunes|martes|miercoles|jueves|viernes|navidad)\b/,
  },
  {
    points: 1,
    says: /\b(still (no|not|nothing|waiting)|third time|second time|again and again|for (weeks|months|days)|(two|three|four|\d+) weeks|nobody (answers|replies|responds)|no (answer|reply|response))\b|\b(immer noch|schon wieder|zum dritten mal|seit wochen|niemand antwortet|keine antwort)\b|\b(nog steeds|alweer|voor de derde keer|al weken|niemand reageert|geen antwoord)\b|\b(toujours (pas|rien)|encore une fois|depuis des semaines|aucune reponse|personne ne repond)\b|\b(todavia no|otra vez|desde hace semanas|nadie responde|sin respuesta)\b/,
  },
  {
    points: 1,
    says: /\b(completely (broken|stuck)|cannot work|can't work|nothing works|stopped working|leaks? everywhere|my (business|cafe|restaurant|shop) (is|can't|cannot))\b/,
  },
  {
    points: -2,
    says: /\b(no (rush|hurry|urgency)|not urgent|whenever you (can|have|get)|take your time|when you have (time|a moment)|just (wondering|curious)|out of curiosity|keine eile|nicht dringend|eilt nicht|geen haast|niet dringend|geen spoed|pas (urgent|presse)|rien d'urgent|no (corre|hay) prisa|no es urgente|sin prisa)\b/,
  },
  { points: -1, says: /\b(feedback|suggestion|compliment|newsletter|idea for you|anregung|suggestie|sugerencia)\b/ },
];
const PRESSING_RISKS: Partial<Record<Risk, number>> = {
  self_harm: 4,
  health: 4,
  account_takeover: 4,
  security: 2,
  legal: 2,
  press: 2,
};

/** How soon somebody should look, from the words and the risks. Shouting counts a little, threats are the risks' business. */
export function scoreUrgency(text: string, risks: readonly Risk[] = []): Urgency {
  const folded = fold(text);
  let points = SIGNALS.reduce((sum, signal) => sum + (signal.says.test(folded) ? signal.points : 0), 0);
  if (/!{2,}/.test(text) || /\b\p{Lu}{4,}\b.{0,40}\b\p{Lu}{4,}\b/u.test(text)) points += 1;
  for (const risk of risks) points += PRESSING_RISKS[risk] ?? 0;
  return urgencyOf(points);
}

function urgencyOf(points: number): Urgency {
  if (points >= 4) return 'urgent';
  if (points >= 2) return 'high';
  return points < 0 ? 'low' : 'normal';
}
