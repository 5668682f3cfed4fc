import { Answer } from './answer/answer.js';
import { Welcome } from './answer/welcome.js';
import { Header } from './header.js';
import type { Inspector } from './inspect/inspector.js';
import { Inspect } from './inspect/view.js';
import { addressOf, type Place, place } from './place.js';
import { Question } from './question/question.js';
import { RolloutView } from './rollout/view.js';
import type { Session } from './session.js';

export function App({ session, inspector }: { session: Session; inspector: Inspector }) {
  const inspecting = place.value.view === 'inspect';
  return (
    <>
      <Header about="Is this certificate chain trusted by your organisation, and if not, why?">
        <nav class="pages" aria-label="Pages">
          <To view="answer" isHere={!inspecting}>
            Check
          </To>
          <To view="inspect" isHere={inspecting}>
            Inspect
          </To>
        </nav>
      </Header>
      {inspecting && (
        <main class="inspect">
          <Inspect inspector={inspector} />
        </main>
      )}
      {/* What was opened in the answer stays open meanwhile. */}
      <main hidden={inspecting}>
        <Question session={session} inspector={inspector} />
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

function To(props: { view: Place['view']; isHere: boolean; children: string }) {
  const { view, isHere, children } = props;
  return (
    <a href={addressOf({ view, pointer: '' })} aria-current={isHere ? 'page' : undefined}>
      {children}
    </a>
  );
}
