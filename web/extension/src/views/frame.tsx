// What stands around a page's verdict, and in its place where there is none.
import { Mark, Sentence } from '@anchorlight/ui/views';
import type { Page } from './use-page.js';

/** The head of a small window. */
export function Bar() {
  return (
    <header>
      <div class="header-inner">
        <Mark />
        <h1>Anchorlight</h1>
      </div>
    </header>
  );
}

/** What is said where there is no page to speak of. */
export function Said({ page }: { page: Page }) {
  return (
    <main aria-busy={page.kind === 'asking'}>
      {page.kind === 'asking' && (
        <section class="verdict card verdict-looking">
          <div class="lens">
            <span class="looking" />
          </div>
          <h2>
            <Sentence id="badge.looking" part="title" />
          </h2>
        </section>
      )}
      {page.kind === 'nothing' && (
        <section class="panel">
          <h2>There is no site in this tab</h2>
          <p>Pages of the browser itself and of its extensions come from no server.</p>
        </section>
      )}
      {page.kind === 'fault' && (
        <section class="panel" role="alert">
          <h2>Anchorlight does not answer</h2>
          <p>{page.message}</p>
        </section>
      )}
    </main>
  );
}
