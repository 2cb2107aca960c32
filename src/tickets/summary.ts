import { fold } from './fold.ts';
import { sentencesOf } from './sentences.ts';

const MAX_LENGTH = 240;
const GREETING =
  /^(hi|hello|hey|dear|good (morning|afternoon|evening|day)|hallo|guten (tag|morgen|abend)|sehr geehrte|liebes?|beste|geachte|goede(morgen|middag|avond)|hoi|bonjour|bonsoir|cher|chere|madame|hola|buen(os|as)|estimad[oa]s?)\b[^.!?]{0,40}$/;
const CLOSING =
  /^(thanks?|thank you|many thanks|cheers|(kind |best |warm )?regards|best( wishes)?|sincerely|yours|sent from|danke|vielen dank|(mit )?(freundlichen|besten|viele) grussen?|bedankt|alvast|(met )?vriendelijke groet|groet(en|jes)|merci|cordialement|bien a vous|gracias|(un )?saludos?|atentamente)\b/;
const ASKS =
  /\?|\b(please|can you|could you|i (want|need|would like)|how (do|can)|where|when|why|bitte|konnen sie|wie|wo|wann|graag|kunnen jullie|hoe|waar|pouvez|comment|pourquoi|ou est|podeis|puede|como|donde|cuando)\b/;
const TELLS =
  /\b(order|bestell|commande|pedido|refund|broken|damaged|cancel|invoice|account|charged|not|never|nicht|niet|pas|no)\b|\d{3,}/;

/**
 * One or two of the customer's own sentences that say what it is about, in the order they were written.
 * `weightOf` may add what a classifier knows of a sentence, 0..1.
 */
export function summarise(subject: string, text: string, weightOf: (sentence: string) => number = () => 0): string {
  const sentences = sentencesOf(text)
    .map((words, at) => ({ words, at, score: scoreSentence(words) + 2 * weightOf(words) - at * 0.05 }))
    .filter(({ words }) => !isCourtesy(words));
  if (sentences.length === 0) return clip(subject.trim() || text.trim());
  const best = [...sentences].sort((a, b) => b.score - a.score).slice(0, 2);
  return clip(
    best
      .sort((a, b) => a.at - b.at)
      .map(({ words }) => (/[.!?…]$/.test(words) ? words : `${words}.`))
      .join(' '),
  );
}

function isCourtesy(sentence: string): boolean {
  const folded = fold(sentence);
  return GREETING.test(folded) || CLOSING.test(folded);
}

/** Requests and facts with numbers first; very short and very long sentences say too little or too much. */
function scoreSentence(sentence: string): number {
  const folded = fold(sentence);
  const words = folded.split(' ').length;
  const length = words < 4 ? -0.5 : Math.min(words, 15) / 15;
  return length + (ASKS.test(folded) ? 1 : 0) + (TELLS.test(folded) ? 0.7 : 0) - (words > 40 ? 0.5 : 0);
}

function clip(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  return `${text.slice(0, MAX_LENGTH).replace(/\s+\S*$/, '')}…`;
}
