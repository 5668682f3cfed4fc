// `npm run differential`: generated hierarchies put to the engine, OpenSSL and pyca/cryptography.
import { pythonWithCryptography, withoutPyca } from './python.mjs';
import { run } from './setup.mjs';

/** Runs it; resolves to a line for what had to be left out, if anything. */
export async function differential(args) {
  const python = pythonWithCryptography();
  const asked = python ? ['--python', python] : [];
  await run('cargo', [
    ...['run', '--quiet', '--locked', '--package', 'anchorlight-differential', '--'],
    ...asked,
    ...args,
  ]);
  if (!python) return withoutPyca;
}

if (import.meta.filename === process.argv[1]) {
  const args = process.argv.slice(2);
  // A full run, after which a row that nothing matched is reported as well.
  const cases = args.some((arg) => ['--cases', '--case'].includes(arg.split('=')[0]))
    ? []
    : ['--cases', '20000'];
  try {
    const skipped = await differential([...cases, ...args]);
    if (skipped) console.log(skipped);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
