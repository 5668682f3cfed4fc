// The page's one Trusted Types policy. It passes the addresses it was made with and nothing else.

interface Policies {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): {
    createScriptURL(url: string): unknown;
  };
}

/** Lets exactly these addresses become scripts; where the browser knows no Trusted Types, addresses stay text. */
export function allow(...allowed: string[]): (url: string) => string {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  const policy = policies?.createPolicy('anchorlight', {
    createScriptURL(url) {
      if (!allowed.includes(url)) throw new TypeError('This address may not become a script.');
      return url;
    },
  });
  return (url) => (policy ? (policy.createScriptURL(url) as string) : url);
}
