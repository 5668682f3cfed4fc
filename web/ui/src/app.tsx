import { Answer } from './answer/answer.js';
import { Header } from './header.js';
import { Question } from './question/question.js';
import type { Session } from './session.js';

export function App({ session }: { session: Session }) {
  return (
    <>
      <Header />
      <main>
        <Question session={session} />
        <Answer session={session} />
      </main>
      <footer>
        <p>
          Everything happens in this page: your files are read by your browser and sent nowhere. Once loaded,
          the page works without a network.
        </p>
      </footer>
    </>
  );
}
