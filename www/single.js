// The page as one HTML file that works opened from disk.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { single } from './csp.js';
import { shared } from './vite.config.js';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The text of anchorlight.html. */
export async function buildSingle() {
  const { output } = await build({
    ...shared,
    configFile: false,
    publicDir: false,
    build: {
      target: 'es2023',
      write: false,
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: {
        input: join(here, 'src/single.ts'),
        // Nothing in the file has an address of its own.
        transform: { define: { 'import.meta': '{}' } },
        output: { format: 'iife', codeSplitting: false },
      },
    },
    plugins: [samples()],
  });
  const code = output.find((file) => file.isEntry).code;
  const style = output.find((file) => file.fileName.endsWith('.css')).source;
  return html(code, style);
}

/** The samples' files as one module. */
function samples() {
  const name = 'virtual:samples';
  return {
    name: 'samples',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const folder = join(here, 'public/samples');
      const names = existsSync(folder) ? readdirSync(folder).sort() : [];
      const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
      return `export default ${JSON.stringify({ list: JSON.parse(files['index.json'] ?? '[]'), files })}`;
    },
  };
}

function html(code, style) {
  // The end of a script inside of a script would end it; in JavaScript text the backslash changes nothing.
  const script = code.trim().replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
  const icon = `data:image/svg+xml,${encodeURIComponent(readFileSync(join(here, 'public/icon.svg'), 'utf8').trim())}`;
  return readFileSync(join(here, 'index.html'), 'utf8')
    .replace('%CSP%', single(digest(script), digest(style)))
    .replace('./icon.svg', icon)
    .replace(/\s*<script type="module".*<\/script>/, '')
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace('</body>', () => `  <script>${script}</script>\n  </body>`);
}

function digest(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
