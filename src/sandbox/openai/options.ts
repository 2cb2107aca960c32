export interface OpenAiOptions {
  /** 0, the default, takes a free port. */
  port?: number;
  /** Any key is taken when this is left out, as long as there is one. */
  apiKey?: string;
  /** How answers come about. By rule is the only way so far. */
  answers?: 'rules';
  /** How long each answer takes, so that a demo feels like a model; 0 unless asked for. */
  latencyMs?: number;
  /** Milliseconds since 1970. */
  clock?: () => number;
}

/** What kind of question a call was, told by the form that it asks for. */
export type Task = 'triage' | 'draft' | 'second reading' | 'other form' | 'text' | 'embeddings' | 'file search';

/** One call that reached the stand-in, whatever became of it. */
export interface RequestRecord {
  id: number;
  at: number;
  ms: number;
  path: string;
  /** Null while it runs, and for calls that never got an answer. */
  status: number | null;
  model: string;
  task: Task;
  stream: boolean;
  /** The fault that was played on this call. */
  fault: string | null;
  tokens: { input: number; cached: number; output: number };
  instructions: string;
  input: string;
  answer: string;
  /** The call and the answer as they were on the wire. */
  body: unknown;
  reply: unknown;
}
