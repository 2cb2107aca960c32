import { styleText } from 'node:util';
import { readOptions, USAGE } from '../src/evals/options.ts';
import { runSuite } from '../src/evals/run.ts';
import { loadSuite } from '../src/evals/suites.ts';
import type { OpenAiSettings } from '../src/model/openai.ts';
import { messageOf } from '../src/platform/errors.ts';

const NOT_MEASURED = 2;
const DEFAULT_MODEL = 'gpt-5.6-luna';

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(USAGE);
    return 0;
  }
  if ('problem' in options) {
    console.error(`${options.problem}\n\n${USAGE}`);
    return NOT_MEASURED;
  }
  const suite = await loadSuite(options.suite);
  const progress = (line: string) => console.error(styleText('dim', line));
  const { output, kept } = await runSuite(suite, options, { now: new Date(), openAi: openAiSettings(), progress });
  console.log(output);
  return kept ? 0 : 1;
}

/** The same variables as in production, with their defaults; nothing else of the environment matters here. */
function openAiSettings(): OpenAiSettings | null {
  const {
    OPENAI_API_KEY: apiKey,
    OPENAI_BASE_URL: baseURL,
    OPENAI_MODEL_SMALL: small,
    OPENAI_MODEL_STRONG: strong,
  } = process.env;
  if (!apiKey) return null;
  return {
    apiKey,
    baseURL: baseURL || null,
    smallModel: small || DEFAULT_MODEL,
    strongModel: strong || DEFAULT_MODEL,
    timeoutMs: 40_000,
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = NOT_MEASURED;
}
