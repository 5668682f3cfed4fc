// `npm start`: builds everything and serves the page on this machine.
import { run, setup } from './setup.mjs';

await setup();
await run('node', ['scripts/build.mjs']);
await run('node', ['scripts/page.mjs', '--serve', ...process.argv.slice(2)]);
