// Away from a page of ours, to where the person was before the page that was kept from them.

/** How many steps within this page were made: places in the trust store have addresses of their own. */
let steps = 0;
const length = history.length;

/** Follows the steps from now on. */
export function followSteps(): void {
  addEventListener('hashchange', () => {
    const known = (history.state as { steps?: number } | null)?.steps;
    if (known === undefined && location.hash !== '') {
      steps += 1;
      history.replaceState({ steps }, '');
    } else steps = known ?? 0;
  });
}

/** Goes back; where the tab began with the page, it is left for an empty one. */
export async function goBack(back: number): Promise<void> {
  if (length > back) {
    history.go(-back - steps);
    return;
  }
  const tab = await chrome.tabs.getCurrent();
  await chrome.tabs.create({});
  if (tab?.id !== undefined) await chrome.tabs.remove(tab.id);
}
