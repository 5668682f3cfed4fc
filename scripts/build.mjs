// Builds everything that Cargo alone does not: the module, its types, the package, the page, the extension.
import { run, setup } from './setup.mjs';

await setup();
await run('cargo', ['build', '--quiet', '--locked', '--package', 'anchorlight-cli']);
await run('cargo', ['xtask', 'schema']);
await run('cargo', ['xtask', 'roots']);
await run('cargo', ['xtask', 'module']);
await run('node', ['scripts/types.mjs']);
await run('node', ['scripts/sdk.mjs']);
await run('node', ['scripts/page.mjs']);
await run('node', ['scripts/extension.mjs']);
