/** Words that say nothing about the matter: grammar, and how customers talk. English, German, Dutch, French, Spanish. */
const EMPTY_WORDS = new Set(
  [
    'a about after again all already also always am an and any anyone anything are as ask at away be because been before being but by can cannot cant could did didnt do does doesnt doing done dont each else even ever every for from get gets getting give go goes going gone got had has have having he hello help her here hey hi him his how however i id if ill im in into is isnt it its ive just keep know last let like look made make many may maybe me mean mine more most much must my need needs never new next no not nothing now of off ok on once one only or other our out over own part please put quite really right said same say see seem she should since so some someone something still such sure take tell than thank thanks that thats the their them then there these they thing things think this those though through thx time to today told too tried try two under until up us use used using very via want wanted was way we well went were what when where whether which while who why will with without wont would yes yesterday yet you your yours',
    'aber alle als also am an auch auf aus bei bin bis bitte da danke das dass dem den der des die dies diese dieser doch du ein eine einem einen einer es für guten gibt habe haben hallo hat ich ihr ihre im in ist ja kann kein keine können man mein meine meinen meiner mich mir mit möchte nach nicht noch nun nur ob oder schon sehr sich sie sind so tag um und uns von vor war warum was wann wenn wer wie wieder will wir wird wo zu zum zur',
    'aan al als bedankt ben bij dag dan dat de deze die dit doen door dus een en er graag groet hallo hebben heb heeft het hij hoe hoi ik in is ja je jullie kan kunnen maar me mee met mij mijn moet na naar niet nog nu of om ook op over te tot uit van veel voor waar waarom wanneer was wat we wel wie wil worden wordt zij zijn zo',
    'ai aussi au aux avec avez ayant bonjour ce cela ces cette comment dans de des dois donc du elle en est et ete il je la le les leur lui ma mais me merci mes moi mon ne nos notre nous on ou par pas peux plus pour pourquoi puis quand que quel quelle qui sa se ses si son sont suis sur tu un une vos votre vous y',
    'a al algo aun buenas buenos como con cuando de del desde donde el ella en entre era es esta este esto gracias ha hace hasta hay he hola la las le les lo los mas me mi mis muy no nos o para pero por porque puede puedo que quiero se si sin sobre son soy su sus te tengo un una y ya yo',
  ].flatMap((words) => words.split(' ').map(plain)),
);

/** Endings that come and go without changing what a word is about. Longest first. */
const ENDINGS = [
  'ations',
  'ation',
  'ments',
  'ment',
  'ings',
  'ing',
  'ions',
  'ion',
  'ies',
  'ied',
  'ers',
  'est',
  'ed',
  'es',
  'er',
  'en',
  'ly',
  'al',
  's',
  'e',
  'y',
  'n',
];
const SHORTEST_STEM = 3;

/** The telling words of a text, as stems, in order, with repeats. */
export function termsOf(text: string): string[] {
  const words = plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !EMPTY_WORDS.has(word) && (word.length > 1 || /\d/.test(word))).map(stemOf);
}

/** Cruder than a stemmer for one language, but it treats five of them alike. */
function stemOf(word: string): string {
  if (/\d/.test(word)) return word;
  for (const ending of ENDINGS) {
    if (word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM) return word.slice(0, -ending.length);
  }
  return word;
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/['’]/g, '').toLowerCase();
}
