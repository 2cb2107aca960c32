export const EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const;
export type Effort = (typeof EFFORTS)[number];
export const VERBOSITIES = ['low', 'medium', 'high'] as const;
export type Verbosity = (typeof VERBOSITIES)[number];

export interface ModelTraits {
  /** The lowest effort that the model knows; null when it does not reason and refuses the parameter. */
  lowestEffort: Effort | null;
  takesVerbosity: boolean;
}

const DATED = '(-\\d{4}-\\d{2}-\\d{2})?$';

/** First match wins. A model that is not listed gets neither parameter: servers refuse what a model does not know. */
const TRAITS: readonly [pattern: RegExp, traits: ModelTraits][] = [
  [/^gpt-\d+(\.\d+)?-chat/, { lowestEffort: null, takesVerbosity: false }],
  [new RegExp(`^gpt-5(-mini|-nano)?${DATED}`), { lowestEffort: 'minimal', takesVerbosity: true }],
  [/^gpt-5.*-pro/, { lowestEffort: 'medium', takesVerbosity: true }],
  [/^gpt-5.*-codex/, { lowestEffort: 'low', takesVerbosity: true }],
  [/^gpt-5\.\d/, { lowestEffort: 'none', takesVerbosity: true }],
  [/^gpt-([6-9]|\d\d)/, { lowestEffort: 'low', takesVerbosity: true }],
  [/^o\d/, { lowestEffort: 'low', takesVerbosity: false }],
];

export function traitsOf(model: string): ModelTraits {
  const found = TRAITS.find(([pattern]) => pattern.test(model));
  return found ? found[1] : { lowestEffort: null, takesVerbosity: false };
}

/** The wish where the model can follow it, otherwise its lowest; null = do not send the parameter. */
export function effortFor(model: string, wish: Effort): Effort | null {
  const { lowestEffort } = traitsOf(model);
  if (lowestEffort === null) return null;
  return EFFORTS.indexOf(wish) < EFFORTS.indexOf(lowestEffort) ? lowestEffort : wish;
}
