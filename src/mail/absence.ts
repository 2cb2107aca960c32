import { ABSENCE_STEMS, MORE_AWAY, MORE_LATER, UNTIL_A_DATE } from './absence-words.ts';
import { OWN_MATTER, OWN_WISH, SAYS_AUTOMATIC, SAYS_AWAY, SAYS_LATER } from './machine-text-words.ts';
import { MY_THING, WISHES_MORE } from './own-words.ts';
import { CLOSINGS, THANKS } from './signature-words.ts';
import { anyOf, phrases, plain } from './word-list.ts';

/** Politeness is a sign too, but "thank you for your mail, I am at home until 12" is a person. */
const POLITE =
  /^(?:than|vielen|dank|merci|graci|grazie|obrigad|bedankt|tak |takk|tack|kiitos|dzi|dekuj|dakuj|koszon|спасибо|благодар|дякую|ευχαριστ|mesaj|e-posta|תודה|شكر|感谢|您的|來信|ご連絡|お問い|메일)/u;
const ABSENT = new RegExp(anyOf([...SAYS_AWAY.filter((phrase) => !POLITE.test(plain(phrase))), ...MORE_AWAY]), 'u');
const STEM = new RegExp(anyOf(ABSENCE_STEMS), 'u');
const AWAY = new RegExp(anyOf([...SAYS_AWAY, ...MORE_AWAY]), 'u');
const LATER = new RegExp(anyOf([...SAYS_LATER, ...MORE_LATER]), 'u');
const AUTOMATIC = new RegExp(anyOf(SAYS_AUTOMATIC), 'u');
const GREETING = new RegExp(
  `^(?:${anyOf(
    phrases(`
      hello; hi; hey; dear; good morning; good day; good afternoon; hallo; guten tag; guten morgen; sehr geehrte; liebe; lieber; moin; servus;
      bonjour; bonsoir; madame; monsieur; chère; cher; hola; buenos días; buenas tardes; estimado; estimada; bon dia; buongiorno; gentile;
      ciao; olá; bom dia; boa tarde; prezado; prezada; caro; beste; geachte; goedendag; goedemorgen; hej; hei; kære; kjære; god dag; bästa; tere;
      moi; hyvä; góðan dag; dzień dobry; szanowni; witam; dobrý den; vážen; dobrý deň; tisztelt; kedves; bună ziua; stimat; poštovani;
      spoštovani; dragi; sveiki; labdien; laba diena; здравствуйте; добрый день; уважаем; вітаю; добрий день; шановн; здравейте; поштовани;
      καλημέρα; αγαπητ; γεια; merhaba; sayın; iyi günler; שלום; مرحبا; السلام; سلام; नमस्ते; 您好; 你好; 安녕; 안녕하세요; お世話; xin chào; halo; kính gửi;
      selamat; สวัสดี; yth
    `),
  )})`,
  'u',
);
const CLOSING = new RegExp(`^(?:${anyOf([...CLOSINGS, ...THANKS])})`, 'u');
const WANTS = [MY_THING, WISHES_MORE, new RegExp(`(?:^|[^\\p{L}])(?:${anyOf([...OWN_WISH, ...OWN_MATTER])})`, 'u')];
/** A greeting or a name: says nothing by itself. */
const FEW_WORDS = 3;
/** "On annual leave until May" says no more than that; a longer sentence does. */
const SHORT = 9;
const SENTENCES = /(?<=[.!?。！？])\s*(?=\p{L})|\n+|(?<=[。！？])/u;

export interface AbsenceSigns {
  /** One for each of: away or polite, later or ask somebody else, until a date; and one more when nothing else is said. */
  weight: number;
  /** Somebody says something besides being away: that is seldom a program. */
  saysMore: boolean;
  /** For the note: where it begins. */
  at: number;
}

/** `words` is folded text. An absence note speaks of nothing but the absence; a customer on holiday has something to say. */
export function absenceIn(words: string): AbsenceSigns {
  const absent = ABSENT.test(words);
  const stem = STEM.test(words);
  const until = (absent || stem) && UNTIL_A_DATE.test(words);
  const kinds = [stem || AWAY.test(words), LATER.test(words), until].filter(Boolean).length;
  const saysMore = sentencesOf(words).some((sentence) => !isAboutAbsence(sentence));
  const at = [ABSENT, STEM, AWAY, LATER].map((sign) => words.search(sign)).find((found) => found >= 0) ?? 0;
  return { weight: kinds + (absent && !saysMore ? 1 : 0), saysMore, at };
}

function sentencesOf(words: string): string[] {
  return words
    .split(SENTENCES)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

function isAboutAbsence(sentence: string): boolean {
  if (sentence.includes('?') || WANTS.some((sign) => sign.test(sentence))) return false;
  if (sentence.split(' ').length < FEW_WORDS && !/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}]/u.test(sentence))
    return true;
  if (GREETING.test(sentence) && sentence.length < 60) return true;
  if (STEM.test(sentence) && sentence.split(' ').length <= SHORT) return true;
  const signs = [AWAY, LATER, AUTOMATIC, UNTIL_A_DATE];
  return CLOSING.test(sentence) || signs.some((sign) => sign.test(sentence));
}
