// The report with everything in it: the same chain is judged here once more, so that all of it can be looked into.
import { Answer, createSession, type File, Sentence, type Session } from '@anchorlight/ui/views';
import type { Report } from 'anchorlight';
import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../messages.js';
import type { Chain, PageAnswer } from '../state.js';
import { From } from './chain.js';
import { documentFiles } from './documents.js';
import { startEngine } from './doors.js';

interface Props {
  answer: PageAnswer;
  report: Report;
  chain: Chain;
}

let started: Session | undefined;

/** Started with the first chain, and then for as long as the page is open. */
function theSession(): Session {
  started ??= createSession(startEngine());
  return started;
}

/** What the report that is shown is about, and whether it is the one that the toolbar shows. */
interface Judged {
  key: string;
  store: File[];
  differs: boolean;
}

export function Full({ answer, report, chain }: Props) {
  const session = theSession();
  const [judged, setJudged] = useState<Judged>();
  const [fault, setFault] = useState('');
  const [asked, setAsked] = useState(0);
  const { state, by = 'organisation' } = answer;
  const key = [state.document, chain.time, by, report.store?.digest, asked].join(' ');
  useEffect(() => {
    let isWanted = true;
    setFault('');
    const judge = async () => {
      const store = await documentFiles(by);
      if (!isWanted) return;
      await session.pose({ chain: chainFiles(chain), store, host: state.host, time: chain.time });
      if (isWanted) setJudged({ key, store, differs: isOther(session, report) });
    };
    judge().catch((thrown: unknown) => isWanted && setFault(messageOf(thrown)));
    return () => {
      isWanted = false;
    };
  }, [key]);
  if (fault) return <p class="fault">{fault}</p>;
  if (judged?.key !== key) return <p role="status">The chain is being judged.</p>;
  const isSupposed = session.files.store.value !== judged.store;
  return (
    <>
      {judged.differs && <Differs />}
      {isSupposed && (
        <section class="panel" role="status">
          <p>What follows is under another document than the one that decides here.</p>
          <div class="row">
            <button type="button" onClick={() => setAsked(asked + 1)}>
              Back to the one that decides
            </button>
          </div>
        </section>
      )}
      <From chain={chain} />
      <Answer session={session} />
    </>
  );
}

function Differs() {
  return (
    <section class="panel refused" role="alert">
      <h2>
        <Sentence id="report.differs" part="title" />
      </h2>
      <p>
        <Sentence id="report.differs" part="explain" /> <Sentence id="report.differs" part="fix" />
      </p>
    </section>
  );
}

/** The same question has the same answer, or one of the two is wrong. */
function isOther(session: Session, report: Report): boolean {
  const told = (one: Report | undefined) => JSON.stringify(one && [one.verdict, one.findings, one.paths]);
  return told(session.report.value) !== told(report);
}

function chainFiles({ certificates }: Chain): File[] {
  return certificates.map((base64, index) => ({
    label: `certificate-${index + 1}.der`,
    data: Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)),
  }));
}
