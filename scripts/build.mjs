// Builds everything that is not Rust alone: the module, its types, the package, the page.
import { run, setup } from './setup.mjs';

await setup();
await run('cargo', ['xtask', 'schema']);
await run('cargo', ['xtask', 'roots']);
await run('cargo', ['xtask', 'module']);
await run('node', ['scripts/types.mjs']);
