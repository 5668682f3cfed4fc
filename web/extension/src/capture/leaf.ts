// Chromium, only where it runs with --enable-features=WebRequestSecurityInfo: the leaf that came with the page itself.
// It is held against the first certificate of the chain, which came with a second request.

const leaves = new Map<number, { origin: string; certificate: string }>();

interface WithSecurityInfo {
  securityInfo?: { certificates?: { rawDER?: ArrayBuffer | number[] }[] };
}

/** Does nothing where the browser does not offer it. */
export function followLeaves(): void {
  const details = [
    'securityInfo',
    'securityInfoRawDer',
  ] as unknown as chrome.webRequest.OnHeadersReceivedOptions[];
  const filter: chrome.webRequest.RequestFilter = { urls: ['https://*/*'], types: ['main_frame'] };
  try {
    chrome.webRequest.onHeadersReceived.addListener(
      (response) => {
        const { securityInfo } = response as WithSecurityInfo;
        const der = securityInfo?.certificates?.[0]?.rawDER;
        if (der)
          leaves.set(response.tabId, { origin: new URL(response.url).origin, certificate: base64(der) });
        return undefined;
      },
      filter,
      details,
    );
  } catch {
    // A browser that does not know these details.
  }
}

/** The leaf that came with a tab's page; nothing where the browser does not tell. */
export function leafOf(tabId: number, origin: string): string | undefined {
  const leaf = leaves.get(tabId);
  return leaf?.origin === origin ? leaf.certificate : undefined;
}

export function forgetLeaf(tabId: number): void {
  leaves.delete(tabId);
}

export function base64(der: ArrayBuffer | readonly number[]): string {
  return btoa(Array.from(new Uint8Array(der as ArrayBuffer), (byte) => String.fromCharCode(byte)).join(''));
}
