// What the views ask. Nobody else is answered: a message must come from a page of this extension.
import type { Asked, Kind, Message, OfTab, Reply } from '../messages.js';
import type { PageAnswer, PageState } from '../state.js';
import { isOf, pageOf } from './frames.js';
import { keptFrom, proceed, retry } from './guard.js';
import { type Judged, judge } from './judge.js';
import { judgeAgain, look } from './look.js';
import { MODES } from './managed.js';
import { readJudged } from './pages.js';
import { choose, lockedBy, readChoices } from './settings.js';
import { digestOf, documentsOf, faultOf, forget, type Of, offer, readKept, stateOf } from './store.js';
import { forgetVisits, visits } from './visits.js';

type Sender = chrome.runtime.MessageSender;
type Answers = { [K in Kind]: (asked: Asked[K]['asked'], sender: Sender) => Promise<Asked[K]['answer']> };

const STORES: readonly Of[] = ['organisation', 'own'];

const answers: Answers = {
  page: async ({ tab }) => {
    const [known, page] = await Promise.all([readJudged(tab), pageOf(tab)]);
    const isOther = page && !isOf(known[0], page);
    if (isOther) await look(tab);
    const [state, found] = isOther ? await readJudged(tab) : known;
    return state && answerOf(state, found);
  },
  again: async ({ tab }) => look(tab, true) as Promise<undefined>,
  settings: async () => {
    const { managed, dropped, mode, hosts, history, allowOwnCertificates } = await readChoices();
    return {
      ...{ mode, history, allowOwnCertificates, managed: lockedBy(managed), dropped },
      ...(hosts && { hosts }),
      ...(managed.trustStoreUrl && { trustStoreUrl: managed.trustStoreUrl }),
      store: await stateOf('organisation'),
    };
  },
  set: async ({ mode, history }) => {
    if (mode !== undefined && !MODES.includes(mode)) throw new Error('There is no such mode.');
    await choose({ ...(mode && { mode }), ...(history !== undefined && { history }) });
    if (mode) await judgeAgain();
    return undefined;
  },
  import: async ({ document, included, first }) => {
    await refuseManaged();
    const report = await offer('organisation', { document, included, from: 'import', first });
    await judgeAgain();
    return report;
  },
  forgetStore: async () => {
    await refuseManaged();
    await forget('organisation');
    await judgeAgain();
    return undefined;
  },
  document: async ({ of }) => {
    if (!STORES.includes(of)) throw new Error('There is no such store.');
    return documentsOf(of);
  },
  own: async ({ document }) => {
    if (!(await readChoices()).allowOwnCertificates)
      throw new Error('Your administrator does not allow certificates of your own.');
    const digest = await digestOf(document);
    const report = await offer('own', { document, from: 'import', first: { accepted: { digest } } });
    await judgeAgain();
    return report;
  },
  forgetOwn: async () => {
    await forget('own');
    await judgeAgain();
    return undefined;
  },
  history: ({ host }) => visits(host),
  forgetHistory: async () => {
    await forgetVisits();
    return undefined;
  },
  proceed: async (asked, sender) => {
    await proceed(tabOf(asked, sender));
    return undefined;
  },
  retry: async (asked, sender) => {
    await retry(tabOf(asked, sender));
    return undefined;
  },
  kept: async (asked, sender) => {
    const kept = await keptFrom(tabOf(asked, sender));
    return kept && { ...(await answerOf(kept.state)), mode: kept.mode, back: kept.back };
  },
};

async function answerOf(state: PageState, found?: Judged): Promise<PageAnswer> {
  const [store, judged] = await Promise.all([stateOf('organisation'), found ?? judgedAnew(state)]);
  return { state, store, ...(judged && { report: judged.report, by: judged.by }) };
}

/** Nothing where there is nothing to judge, or where that fails: the state says why. */
async function judgedAnew({ chain, host }: PageState): Promise<Judged | undefined> {
  return chain && judge(chain, host).catch(() => undefined);
}

async function refuseManaged(): Promise<void> {
  const kept = await readKept('organisation');
  if (kept && kept.from !== 'import') throw new Error('Your administrator set the trust store.');
}

function tabOf(asked: OfTab, { tab }: Sender): number {
  const id = asked.tab ?? tab?.id;
  if (id === undefined) throw new Error('Only a tab can ask this.');
  return id;
}

/** Content scripts of this extension have its id, but the address of the page that they are in. */
function isOwn({ id, origin, url }: Sender): boolean {
  const own = chrome.runtime.getURL('');
  return id === chrome.runtime.id && `${origin}/` === own && url?.startsWith(own) === true;
}

function isMessage(message: unknown): message is Message {
  const { kind } = (message ?? {}) as { kind?: unknown };
  return typeof kind === 'string' && Object.hasOwn(answers, kind);
}

/** Answers messages, once `ready`. */
export function followMessages(ready: Promise<unknown>): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, send) => {
    if (!isOwn(sender) || !isMessage(message)) return false;
    const { kind } = message;
    void ready
      .then((): Promise<unknown> => answers[kind](message as never, sender))
      .then(
        (answer) => ({ answer }) as Reply<Kind>,
        (error): Reply<Kind> => ({ fault: faultOf(error) }),
      )
      .then(send);
    return true;
  });
}
