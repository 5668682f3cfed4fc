import { Answer } from './answer/answer.js';
import { Welcome } from './answer/welcome.js';
import { Header } from './header.js';
import { Question } from './question/question.js';
import { RolloutView } from './rollout/view.js';
import type { Session } from './session.js';

export function App({ session }: { session: Session }) {
  return (
    <>
      <Header about="Is this certificate chain trusted by your organisation, and if not, why?" />
      <main>
        <Question session={session} />
        <Answer
          session={session}
          further={[{ view: 'rollout', title: 'Roll out', show: () => <RolloutView session={session} /> }]}
        >
          <Welcome session={session} />
        </Answer>
      </main>
      <footer>
        <p>Nothing that you give this page leaves your device. Once loaded, it works without a network.</p>
      </footer>
    </>
  );
}
