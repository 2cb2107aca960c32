/** Types for the tests; the browser loads the JavaScript as it is. */
export interface MrkdwnNode {
  type: string;
  text?: string;
  url?: string;
  children?: MrkdwnNode[];
}
export function parseMrkdwn(source: string, options?: { verbatim?: boolean }): MrkdwnNode[];
