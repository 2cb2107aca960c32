import type { SENTIMENTS } from './assessment.ts';
import { fold } from './fold.ts';
import { sentencesOf } from './sentences.ts';

export type Sentiment = (typeof SENTIMENTS)[number];

/** Beginnings of words, folded, with their weight. English, German, Dutch, French, Spanish. A sort key, never a gate. */
const WORDS: readonly (readonly [number, string])[] = [
  [
    -3,
    'furious|outrag|disgust|scam|fraud|thie[fv]|worst|pathetic|disgrace|appalling|atrocious|bullshit|fuck|shit|liar|betrug|betruger|frech|unverschamt|schweinerei|oplicht|schandalig|waardeloos|woedend|arnaque|escroqu|scandaleu|honteu|estafa|verguenza|indignad|asqueros',
  ],
  [
    -2,
    'terrible|horrible|awful|unacceptable|ridiculous|angry|useless|rubbish|garbage|hate|fed up|sick of|joke|disaster|nightmare|incompetent|ignored|furchterlich|schrecklich|inakzeptabel|wutend|katastroph|unmoglich|verschrikkelijk|vreselijk|onacceptabel|belachelijk|boos|inacceptable|horrible|furieu|lamentable|nul\\b|inaceptable|fatal\\b|pesim|ridicul',
  ],
  [
    -1,
    "disappoint|annoy|frustrat|upset|unhappy|sad\\b|worried|problem|broken|damaged|fail|wrong|late\\b|delay|missing|never (came|arrived)|not working|doesn't work|complain|sorry to|unfortunately|confus|bad\\b|poor\\b|slow\\b|enttauscht|arger|kaputt|falsch|leider|defekt|beschwerde|schlecht|teleurgesteld|kapot|helaas|klacht|slecht|vervelend|decu|casse|malheureusement|reclamation|mauvais|defectueu|decepcion|roto\\b|rota\\b|lamentablemente|queja|mal[oa]?\\b|molest",
  ],
  [
    1,
    'thank|thanks|glad|happy|nice\\b|good\\b|like\\b|helpful|pleased|enjoy|appreciate|danke|freue|zufrieden|gut\\b|schon\\b|bedankt|blij|tevreden|goed\\b|fijn|merci|content|bien\\b|gracias|content[oa]|buen[oa]?\\b',
  ],
  [
    2,
    'great|love|lovely|excellent|wonderful|fantastic|delighted|awesome|impress|super\\b|toll|wunderbar|begeistert|prima\\b|geweldig|heerlijk|fantastisch|genial|excellent|adore|parfait|encant|excelente|perfect',
  ],
  [
    3,
    'amazing|brilliant|best .{0,25}(ever|i have|in years)|outstanding|absolutely love|hervorragend|grossartig|uitstekend|magnifique|extraordinaire|maravillos|increible',
  ],
];
const LEXICON = WORDS.map(([weight, starts]) => ({ weight, pattern: new RegExp(`\\b(?:${starts})`, 'g') }));
/** Politeness that carries no feeling: "thanks in advance", "I would like to", "good morning". */
const COURTESY =
  /\b(thanks?( you)?( very much| so much| a lot)?( in advance| for (your|any) (help|reply|time|answer|assistance))|many thanks|thanks?( you)?[.!]?$|(would|i'd|'d) like|looks? like|feels? like|like (this|that|the)|good (morning|day|afternoon|evening)|(danke|vielen dank)( im voraus)?|guten (tag|morgen|abend)|schonen? (tag|gruss|grusse|abend|wochenende)|alvast bedankt|bij voorbaat dank|goede(n)?(morgen|middag|avond)|merci (d'avance|par avance)|bien (cordialement|a vous)|gracias (de antemano|por)|buen(os|as) (dias|tardes|noches)|(would|i'd|'d) hate to|no problem|happy to|not a problem)\b/g;
const NEGATION =
  /\b(not|no|never|isn't|wasn't|don't|doesn't|didn't|can't|won't|nicht|kein(e|en)?|niet|geen|pas|jamais|nunca|sin|hardly)\b(?:\W+\w+){0,2}\W*$/;
const INTENSIFIER =
  /\b(very|really|so|extremely|absolutely|totally|utterly|sehr|wirklich|vollig|heel|erg|echt|zeer|tres|vraiment|muy|realmente)\W*$/;

export function scoreSentiment(text: string): Sentiment {
  let sum = sentencesOf(text).reduce((total, sentence) => total + scoreSentence(sentence), 0);
  if (sum < 0 && (/[!?]{2,}/.test(text) || /\b\p{Lu}{4,}\b.{0,40}\b\p{Lu}{4,}\b/u.test(text))) sum -= 1.5;
  if (sum <= -4) return 'very_negative';
  if (sum <= -1) return 'negative';
  if (sum < 1) return 'neutral';
  return sum >= 4 ? 'very_positive' : 'positive';
}

function scoreSentence(sentence: string): number {
  const folded = fold(sentence).replace(COURTESY, ' ');
  let sum = 0;
  for (const { weight, pattern } of LEXICON) {
    for (const match of folded.matchAll(pattern)) sum += weigh(weight, folded.slice(0, match.index));
  }
  return sum;
}

/** "Not good" is bad; "not bad" is merely fine; "no problem" is nothing. */
function weigh(weight: number, before: string): number {
  const strong = INTENSIFIER.test(before) ? weight * 1.5 : weight;
  if (!NEGATION.test(before)) return strong;
  return weight > 0 ? -weight : 0;
}
