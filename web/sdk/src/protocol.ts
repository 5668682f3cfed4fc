// What the page and the worker say to each other. One question is under way at a time, so answers need no number.
import type { InspectedForm } from './api.js';
import type { ErrorId } from './error.js';
import type { Asked, Kept, RawInspection } from './inspected.js';
import type { Held } from './open-files.js';
import type { DocumentProblem, Opened, Report } from './report.js';
import type { EngineRequest } from './request.js';
import type { Verbs } from './stores.js';

/** Where the module for inspection is, or the module itself. */
export type InspectorModule = string | Uint8Array<ArrayBuffer>;

export type Question =
  | { readonly kind: 'load'; readonly wasm?: string }
  | { readonly kind: 'check'; readonly request: EngineRequest }
  | { readonly kind: 'open'; readonly data: Held['data'] }
  | { readonly kind: 'close'; readonly digest: string }
  | { readonly kind: 'loadInspector'; readonly wasm?: InspectorModule }
  | { readonly kind: 'inspect'; readonly files: Held['data'][]; readonly asked: Asked }
  | { readonly kind: 'relate'; readonly kept: readonly Kept[] }
  | { readonly kind: 'tree'; readonly der: Held['data'] }
  | { readonly kind: 'export'; readonly encodings: Held['data'][]; readonly form: InspectedForm }
  | { readonly kind: 'store'; readonly verb: keyof Verbs; readonly request: Verbs[keyof Verbs]['request'] };

export type Answer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'opened'; readonly opened: Opened }
  | { readonly kind: 'closed' }
  | { readonly kind: 'inspectorReady' }
  | { readonly kind: 'inspected'; readonly raw: readonly RawInspection[] }
  | { readonly kind: 'related'; readonly text: string }
  | { readonly kind: 'tree'; readonly text: string }
  | { readonly kind: 'exported'; readonly octets: Held['data'] | undefined }
  | { readonly kind: 'answer'; readonly answer: Verbs[keyof Verbs]['answer'] }
  | {
      readonly kind: 'failed';
      readonly id: ErrorId;
      readonly message: string;
      readonly problems?: readonly DocumentProblem[] | undefined;
    };
