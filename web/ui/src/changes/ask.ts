import { useRef, useState } from 'preact/hooks';
import { type Failure, fault } from '../session.js';

/** An answer that is asked for now and then: the last one, or why there is none. */
export interface Asked<Answer> {
  busy: boolean;
  answer: Answer | undefined;
  failure: Failure | undefined;
  ask(question: () => Promise<Answer>): Promise<void>;
  forget(): void;
}

/** Of several questions the last one counts, whichever is answered first. */
export function useAnswer<Answer>(): Asked<Answer> {
  const [state, setState] = useState<Omit<Asked<Answer>, 'ask' | 'forget'>>(NOTHING);
  const last = useRef(0);
  const begin = () => {
    last.current += 1;
    return last.current;
  };
  return {
    ...state,
    async ask(question) {
      const turn = begin();
      setState({ ...state, busy: true });
      const next = await question().then(
        (answer) => ({ busy: false, answer, failure: undefined }),
        (thrown: unknown) => ({ busy: false, answer: undefined, failure: fault(thrown) }),
      );
      if (turn === last.current) setState(next);
    },
    forget() {
      begin();
      setState(NOTHING);
    },
  };
}

const NOTHING = { busy: false, answer: undefined, failure: undefined };
