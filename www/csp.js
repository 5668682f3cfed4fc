// The page's content security policy, in its meta tag and in the headers.
const shared = {
  'default-src': "'none'",
  'img-src': "'self' data:",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'anchorlight',
};

/** For the files of a server. */
export const served = policy({
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'worker-src': "'self'",
  'connect-src': "'self'",
});

/** For the single file: its one script and its one style by their digests, a worker from a Blob, no connection at all. */
export function single(script, style) {
  return policy({
    'script-src': `'${script}' 'wasm-unsafe-eval'`,
    'style-src': `'${style}'`,
    'worker-src': 'blob:',
    'img-src': 'data:',
  });
}

function policy(own) {
  return Object.entries({ ...shared, ...own })
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
