import type { Answer } from './answers.ts';

export type PageCall = { params: Record<string, string>; body: unknown };
export type PageRoute = { method: string; path: string; handle: (call: PageCall) => Answer };
