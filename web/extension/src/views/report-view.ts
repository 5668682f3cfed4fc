// Where the full report opens: beside the page where the browser has a place for that, or else in a tab.

/** Firefox's own. */
interface Sidebar {
  open(): Promise<void>;
}

/** Has to be called in a click: browsers open nothing beside a page otherwise. */
export function openReport(tab: number, window: number | undefined): void {
  void beside(window)
    .catch(() => chrome.tabs.create({ url: chrome.runtime.getURL(`panel.html?tab=${tab}`) }))
    .finally(() => close());
}

function beside(window: number | undefined): Promise<void> {
  const { sidebarAction } = chrome as unknown as { sidebarAction?: Sidebar };
  if (sidebarAction) return sidebarAction.open();
  if (chrome.sidePanel && window !== undefined) return chrome.sidePanel.open({ windowId: window });
  return Promise.reject(new Error('There is no place beside the page.'));
}
