// One look at a tab after the other, and not too many tabs at once.

/** A browser that restores fifty tabs is busy enough. */
const AT_ONCE = 4;

const lines = new Map<number, Promise<void>>();
const waiting: (() => void)[] = [];
let free = AT_ONCE;

/** Acts when everything asked for the same tab before is done. */
export function takeTurn(tabId: number, act: () => Promise<void>): Promise<void> {
  const before = lines.get(tabId) ?? Promise.resolve();
  const turn = before.then(() => within(act));
  const settled = turn.catch(() => {});
  lines.set(tabId, settled);
  void settled.then(() => lines.get(tabId) === settled && lines.delete(tabId));
  return turn;
}

async function within(act: () => Promise<void>): Promise<void> {
  if (free > 0) free -= 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }
}
