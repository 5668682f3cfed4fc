// Asks for the page of the popup's tab before the rest of the popup is loaded: the background answers meanwhile.
globalThis.firstQuestion = (async () => {
  const named = new URLSearchParams(location.search).get('tab') ?? '';
  const isNamed = /^\d+$/.test(named);
  const [active] = isNamed ? [] : await chrome.tabs.query({ active: true, currentWindow: true });
  const tab = isNamed ? Number(named) : active?.id;
  if (tab === undefined) return undefined;
  const reply = chrome.runtime.sendMessage({ kind: 'page', tab });
  // Whoever waits for it hears of a fault.
  reply.catch(() => {});
  return { tab, window: active?.windowId, reply };
})();
