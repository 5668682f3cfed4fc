// The licences of the Rust crates that are linked into the modules; most ask to be passed on with it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './setup.mjs';

const target = 'wasm32-unknown-unknown';

/** One text: each licence once, under the crates it covers. */
export function notices() {
  const covered = new Map();
  for (const { name, version, license, manifest_path } of linked()) {
    const folder = dirname(manifest_path);
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
    // Where a crate leaves the choice, MIT is the shorter text.
    const mit = files.filter((file) => /mit/i.test(file));
    const texts = (mit.length > 0 ? mit : files).map((file) =>
      readFileSync(join(folder, file), 'utf8').trim(),
    );
    if (texts.length === 0) texts.push(`${license}; the crate carries no text of it.`);
    for (const text of texts) {
      if (!covered.has(text)) covered.set(text, []);
      covered.get(text).push(`${name} ${version} (${license})`);
    }
  }
  const parts = [...covered].map(([text, crates]) => `${crates.join('\n')}\n\n${text}\n`);
  return `engine_bg.wasm and inspector_bg.wasm contain the following third-party code.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

/** What Cargo links into crate/wasm and crate/wasm-inspect, without build scripts, tests and the project's own crates. */
function linked() {
  const args = ['metadata', '--format-version', '1', '--locked', '--filter-platform', target];
  const { packages, resolve } = JSON.parse(
    execFileSync('cargo', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 }),
  );
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]));
  const found = new Set();
  const visit = (id) => {
    if (found.has(id)) return;
    found.add(id);
    for (const { pkg, dep_kinds } of nodes.get(id).deps)
      if (dep_kinds.some(({ kind }) => kind === null)) visit(pkg);
  };
  for (const module of ['anchorlight-wasm', 'anchorlight-wasm-inspect'])
    visit(packages.find(({ name }) => name === module).id);
  const isMacro = ({ targets }) => targets.some(({ kind }) => kind.includes('proc-macro'));
  return packages.filter((one) => found.has(one.id) && one.source !== null && !isMacro(one));
}
