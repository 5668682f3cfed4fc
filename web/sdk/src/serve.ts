// The worker's side of the conversation.
import type { Engine, EngineOptions } from './api.js';
import { AnchorlightError, reason } from './error.js';
import { answer, askStore, closeFile, openFile } from './local.js';
import type { Answer, Question } from './protocol.js';

/** Answers the page's questions with an engine made by `create`. */
export function serve(create: (options: EngineOptions) => Promise<Engine>): void {
  addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    reply(await respond(data, create).catch(failed));
  });
}

async function respond(
  question: Question,
  create: (options: EngineOptions) => Promise<Engine>,
): Promise<Answer> {
  switch (question.kind) {
    case 'load': {
      const { version } = await create({ wasm: question.wasm });
      return { kind: 'ready', version };
    }
    case 'check':
      return { kind: 'report', report: answer(question.request) };
    case 'open':
      return { kind: 'opened', opened: openFile(question.data) };
    case 'store':
      return { kind: 'answer', answer: askStore(question.verb, question.request) };
    case 'close':
      closeFile(question.digest);
      return { kind: 'closed' };
  }
}

function failed(thrown: unknown): Answer {
  if (thrown instanceof AnchorlightError)
    return { kind: 'failed', id: thrown.id, message: thrown.message, problems: thrown.problems };
  return { kind: 'failed', id: 'worker.failed', message: reason(thrown) };
}

function reply(message: Answer): void {
  // TypeScript's DOM types take this for a window's postMessage.
  (postMessage as (message: Answer) => void)(message);
}
