// Something of the extension that the browser shows beside its tabs: the popup of the toolbar's button, the side panel.
// playwright does not list these, so they are spoken to over the browser's own session.

/** What the keys of a keyboard are to a browser. */
const KEYS = { Tab: 9, Enter: 13, Escape: 27 };
const GONE = 'What was spoken to is gone';

/**
 * Waits for one at `url`: `{ evaluate(fn, ...arguments), click(selector), press(key), named(), screenshot(), close() }`.
 * What is clicked or pressed may close it.
 */
export async function shown(session, url) {
  const targetId = await found(session, url);
  const send = await speakTo(session, targetId);
  const act = async (method, events) => {
    try {
      for (const event of events) await send(method, event);
    } catch (error) {
      if (error.message !== GONE) throw error;
    }
  };
  return {
    /** A function, or the text of a script. */
    async evaluate(work, ...args) {
      const expression = typeof work === 'string' ? work : `(${work})(...${JSON.stringify(args)})`;
      const answer = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
      if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description);
      return answer.result.value;
    },
    /** With the mouse, because browsers ask for a gesture before they open more. */
    async click(selector) {
      const expression = `(() => {
        const box = document.querySelector(${JSON.stringify(selector)}).getBoundingClientRect();
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      })()`;
      const { result } = await send('Runtime.evaluate', { expression, returnByValue: true });
      const events = ['mousePressed', 'mouseReleased'].map((type) => ({ type, ...result.value }));
      await act(
        'Input.dispatchMouseEvent',
        events.map((event) => ({ ...event, button: 'left', clickCount: 1 })),
      );
    },
    async press(key) {
      const pressed = { key, code: key, windowsVirtualKeyCode: KEYS[key] };
      const events = [
        { type: 'rawKeyDown', ...pressed },
        ...(key === 'Enter' ? [{ type: 'char', text: '\r', ...pressed }] : []),
        { type: 'keyUp', ...pressed },
      ];
      await act('Input.dispatchKeyEvent', events);
    },
    /** The names that assistive technology has for what can have the focus. */
    async named() {
      const { nodes } = await send('Accessibility.getFullAXTree');
      const isFocusable = ({ properties = [], role }) =>
        role.value !== 'RootWebArea' &&
        properties.some(({ name, value }) => name === 'focusable' && value.value);
      return nodes.filter(isFocusable).map(({ name }) => name?.value ?? '');
    },
    async screenshot() {
      const { data } = await send('Page.captureScreenshot');
      return Buffer.from(data, 'base64');
    },
    close: () => session.send('Target.closeTarget', { targetId }),
  };
}

/** `send(method, params)` to something that the browser has. */
export async function speakTo(session, targetId) {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      last += 1;
      const id = last;
      const end = () => {
        session.off('Target.receivedMessageFromTarget', listener);
        session.off('Target.detachedFromTarget', gone);
      };
      const gone = (event) => {
        if (event.sessionId !== sessionId) return;
        end();
        reject(new Error(GONE));
      };
      const listener = (event) => {
        const message = JSON.parse(event.message);
        if (event.sessionId !== sessionId || message.id !== id) return;
        end();
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result);
      };
      session.on('Target.receivedMessageFromTarget', listener);
      session.on('Target.detachedFromTarget', gone);
      const message = JSON.stringify({ id, method, params });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch((error) => {
        end();
        reject(/No session/.test(error.message) ? new Error(GONE) : error);
      });
    });
}

async function found(session, url) {
  for (let tries = 0; tries < 100; tries++) {
    const { targetInfos } = await session.send('Target.getTargets');
    const target = targetInfos.find((one) => one.type === 'page' && one.url.startsWith(url) && !one.attached);
    if (target) return target.targetId;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The browser shows no ${url}`);
}
