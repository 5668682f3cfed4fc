// The worker's side of the conversation.
import type { Engine, EngineOptions } from './api.js';
import { AnchorlightError, reason } from './error.js';
import { exportObjects, inspectFiles, loadInspector, relationsText, treeText } from './inspect-local.js';
import { answer, askStore, closeFile, type Inspector, openFile } from './local.js';
import type { Answer, Question } from './protocol.js';

type Create = (options: EngineOptions) => Promise<Engine>;

/** Answers the page's questions with an engine made by `create`; `inspector` is used where the page gives none. */
export function serve(create: Create, inspector: Inspector): void {
  addEventListener('message', async ({ data }: MessageEvent<Question>) => {
    const answer = await respond(data, create, inspector).catch(failed);
    const files = answer.kind === 'inspected' ? answer.raw : [];
    reply(
      answer,
      files.map(({ octets }) => octets.buffer),
    );
  });
}

async function respond(question: Question, create: Create, inspector: Inspector): Promise<Answer> {
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
    case 'loadInspector':
      await loadInspector(() => question.wasm ?? inspector());
      return { kind: 'inspectorReady' };
    case 'inspect':
      try {
        return { kind: 'inspected', raw: inspectFiles(question.files, question.asked) };
      } finally {
        // They may hold private keys.
        for (const data of question.files) data.fill(0);
      }
    case 'relate':
      return { kind: 'related', text: relationsText(question.kept) };
    case 'tree':
      return { kind: 'tree', text: treeText(question.der) };
    case 'export':
      return { kind: 'exported', octets: exportObjects(question.encodings, question.form) };
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

function reply(message: Answer, transfer: Transferable[]): void {
  // TypeScript's DOM types take this for a window's postMessage.
  (postMessage as (message: Answer, transfer: Transferable[]) => void)(message, transfer);
}
