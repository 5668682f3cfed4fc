import { serve } from './serve.js';
import { createEngine } from './web.js';

serve(createEngine, () => new URL('./inspector_bg.wasm', import.meta.url));
