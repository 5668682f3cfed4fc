import { rootCertificates } from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import * as glue from '../web/sdk/generated/inspector.js';
import { readFileSync } from 'node:fs';
const ders = rootCertificates.map(p => new X509Certificate(p).raw);
for (let i=0;i<8;i++){ let t=performance.now(); let n=0; for (const d of ders) { const c = Certificate.fromBER(d); for (const e of c.extensions ?? []) { if (e.parsedValue) n++; } } console.log('pkijs', performance.now()-t, n); }
await glue.default({ module_or_path: readFileSync('web/sdk/generated/inspector_bg.wasm') });
const whole = new Uint8Array(Buffer.concat(ders));
for (let i=0;i<15;i++){ let t=performance.now(); const r = glue.inspect(whole, []); const a = performance.now()-t; JSON.parse(r[0]); console.log('ours', a, performance.now()-t); }
