/** "At any time", "always", "everybody": a promise without limits. */
const ABSOLUTE =
  /(?<!\p{L})(?:at any (?:time|point|moment)|any ?time|always|whenever|in (?:any|every) case|under all circumstances|everybody|everyone|anybody|anyone|unlimited|forever|jederzeit|immer|in jedem fall|auf jeden fall|unbegrenzt|altijd|op elk moment|iedereen|onbeperkt|toujours|à tout moment|en tout cas|tout le monde|illimité\p{L}*|siempre|en cualquier momento|todo el mundo|ilimitad\p{L}*)(?!\p{L})/iu;
const LIMITED =
  /(?<!\p{L})(?:only|solely|unless|except|at the earliest|at most|up to|nur|lediglich|ausschließlich|außer|frühestens|alleen|slechts|uitsluitend|behalve|seulement|uniquement|sauf|au plus tôt|sólo|solo|solamente|únicamente|excepto|salvo)(?!\p{L})/iu;

/** Pure: a promise without limits needs a source that gives it without limits. */
export function weighAbsolutes(sentence: string, place: string): 'held' | 'limited' | 'unsaid' {
  if (!ABSOLUTE.test(sentence) || ABSOLUTE.test(place)) return 'held';
  return LIMITED.test(place) ? 'limited' : 'unsaid';
}
