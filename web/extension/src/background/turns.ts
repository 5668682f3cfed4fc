// One look at a tab after the other. Tabs do not wait for each other: a site that does not answer holds up its own alone.

const lines = new Map<number, Promise<void>>();

/** Acts when everything asked for the same tab before is done. */
export function takeTurn(tabId: number, act: () => Promise<void>): Promise<void> {
  const turn = (lines.get(tabId) ?? Promise.resolve()).then(act);
  const settled = turn.catch(() => {});
  lines.set(tabId, settled);
  void settled.then(() => lines.get(tabId) === settled && lines.delete(tabId));
  return turn;
}
