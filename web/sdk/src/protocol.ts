// What the page and the worker say to each other. One question is under way at a time, so answers need no number.
import type { ErrorId } from './error.js';
import type { Held } from './open-files.js';
import type { DocumentProblem, Opened, Report } from './report.js';
import type { EngineRequest } from './request.js';
import type { Verbs } from './stores.js';

export type Question =
  | { readonly kind: 'load'; readonly wasm?: string }
  | { readonly kind: 'check'; readonly request: EngineRequest }
  | { readonly kind: 'open'; readonly data: Held['data'] }
  | { readonly kind: 'close'; readonly digest: string }
  | { readonly kind: 'store'; readonly verb: keyof Verbs; readonly request: Verbs[keyof Verbs]['request'] };

export type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'closed' }
  | { readonly kind: 'answer'; readonly answer: Verbs[keyof Verbs]['answer'] }
  | {
      readonly kind: 'failed';
      readonly id: ErrorId;
      readonly message: string;
      readonly problems?: readonly DocumentProblem[] | undefined;
    };
