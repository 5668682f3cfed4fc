import { serve } from './serve.js';
import { createEngine } from './web.js';

serve(createEngine);
