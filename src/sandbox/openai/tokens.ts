/** Good enough for a stand-in: about four characters a token in European languages. */
const CHARACTERS_PER_TOKEN = 4;
/** From here on, and in steps of this size, OpenAI reuses the beginning of a prompt. */
const CACHED_FROM = 1_024;
const CACHE_STEP = 128;
const REMEMBERED = 50;

export function countTokensIn(text: string): number {
  return Math.ceil(text.length / CHARACTERS_PER_TOKEN);
}

export interface PromptCache {
  /** How many tokens of this prompt were seen before; remembers it for the next one. */
  use(model: string, prompt: string): number;
}

export function createPromptCache(): PromptCache {
  const seen: { model: string; prompt: string }[] = [];
  return {
    use: (model, prompt) => {
      const shared = Math.max(
        0,
        ...seen.filter((each) => each.model === model).map((each) => sharedStart(each.prompt, prompt)),
      );
      seen.push({ model, prompt });
      if (seen.length > REMEMBERED) seen.shift();
      const tokens = Math.floor(shared / CHARACTERS_PER_TOKEN);
      return tokens < CACHED_FROM ? 0 : tokens - (tokens % CACHE_STEP);
    },
  };
}

function sharedStart(one: string, other: string): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}
