import type { Risk } from './assessment.ts';

/**
 * A sentence that says so raises the risk, unless it also says something that makes it harmless. Written against folded
 * text (fold.ts): small letters, no accents. Gaps are bounded, so that no input can make a pattern slow.
 */
export interface RiskRule {
  risk: Risk;
  says: RegExp;
  unless?: RegExp;
}
