// The background of the extension: every event that it lives by is listened to here, and nothing is kept in it that
// the browser may not end at any moment.
import { followMessages } from './background/answers.js';
import { clearBadge } from './background/badge.js';
import { forgetFrames, noteCommitted, noteError } from './background/frames.js';
import { forgetKept } from './background/guard.js';
import { keepFrom } from './background/keep.js';
import { judgeAgain, look } from './background/look.js';
import { isManaged, readManaged } from './background/managed.js';
import { forgetPage, readPage } from './background/pages.js';
import { applyPolicy } from './background/policy.js';
import { closeStorage } from './background/settings.js';
import { detach, followDebugger } from './capture/debugger.js';
import { followLeaves, forgetLeaf } from './capture/leaf.js';
import { followSecurityInfo, forgetCame, noteShown } from './capture/security-info.js';

const DAY = 24 * 60;
const DAILY = 'update';
/** No policy a while after the browser started: there is none any more. */
const UNMANAGED = 'unmanaged';

/** Once for each start of the worker; everything waits for it, also where a part of it failed. */
const ready = start().catch((error: unknown) => console.error('Not all was made ready:', error));

async function start(): Promise<void> {
  // A worker that was killed may have left the debugger attached.
  for (const { id } of await chrome.tabs.query({})) if (chrome.debugger && id !== undefined) await detach(id);
  await closeStorage();
  const { started } = await chrome.storage.session.get('started');
  // While the browser runs, a worker that starts again has the store that it had.
  if (started) return;
  if (!(await chrome.alarms.get(DAILY))) await chrome.alarms.create(DAILY, { periodInMinutes: DAY });
  // Just after installing, the browser has not handed out the policy yet; it tells when it does.
  if (!(await isManaged())) {
    await chrome.alarms.create(UNMANAGED, { delayInMinutes: 1 });
    await chrome.storage.session.set({ started: true });
    return;
  }
  const applied = applyPolicy().then(() => chrome.storage.session.set({ started: true }));
  // An address may not answer. Nobody waits for it: the store that is here decides until then.
  if ((await readManaged()).trustStoreUrl) void applied.then(judgeAgain).catch(reported);
  else await applied;
}

/** What comes of a policy is told by the store; what went wrong beside it, where developers look. */
function reported(error: unknown): void {
  console.error('The policy could not be applied:', error);
}

function applyAgain(): void {
  void ready.then(applyPolicy).then(judgeAgain).catch(reported);
}

/** Looks once the store is settled; a tab that is gone by then is nobody's loss. */
function lookAt(tabId: number, again = false): void {
  void ready.then(() => look(tabId, again)).catch(() => {});
}

async function lookAtAll(): Promise<void> {
  for (const { id } of await chrome.tabs.query({})) if (id !== undefined) lookAt(id);
}

followDebugger();
followLeaves();
followSecurityInfo((details, captured) => ready.then(() => keepFrom(details, captured)));
followMessages(ready);

chrome.webNavigation.onCommitted.addListener((details) => {
  const { tabId, frameId } = details;
  if (frameId !== 0) return;
  noteShown(tabId, details.url, details.documentId ?? String(details.timeStamp));
  // What was about to be shown of the page before may just have come after the browser cleared it.
  void clearBadge(tabId);
  void noteCommitted(tabId, details).then(() => lookAt(tabId));
});
chrome.webNavigation.onErrorOccurred.addListener(({ tabId, frameId, url, error }) => {
  if (frameId !== 0) return;
  void noteError(tabId, url, error).then(() => lookAt(tabId));
});
chrome.webNavigation.onCompleted.addListener(({ tabId, frameId }) => {
  if (frameId !== 0) return;
  // While a page is loaded its script, or a connection that is busy, may keep an answer back.
  void readPage(tabId).then((known) => lookAt(tabId, known?.lack?.id === 'capture.no_answer'));
});
chrome.tabs.onActivated.addListener(({ tabId }) => lookAt(tabId));
chrome.tabs.onReplaced.addListener((added, removed) => {
  void gone(removed);
  lookAt(added);
});
chrome.tabs.onRemoved.addListener((tabId) => void gone(tabId));

async function gone(tabId: number): Promise<void> {
  forgetLeaf(tabId);
  forgetCame(tabId);
  await Promise.all([forgetPage(tabId), forgetFrames(tabId), forgetKept(tabId)]);
}

chrome.storage.onChanged.addListener((_, area) => {
  if (area !== 'managed') return;
  applyAgain();
});
chrome.permissions.onAdded.addListener(() => {
  void ready.then(judgeAgain);
});
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === DAILY || name === UNMANAGED) applyAgain();
});
chrome.runtime.onStartup.addListener(() => void lookAtAll());
chrome.runtime.onInstalled.addListener(() => void lookAtAll());
// What a worker that was killed left half done is taken up by the next one.
void lookAtAll();
