// The worker of worker-inline.ts, bundled into one script by scripts/sdk.mjs.
import { fromBase64 } from './base64.js';
import { engineFrom } from './local.js';
import { serve } from './serve.js';

declare const anchorlightModule: string;

serve(() => engineFrom(fromBase64(anchorlightModule), absent), absent);

/** The page hands it over. */
function absent(): never {
  throw new Error('the page gave none');
}
