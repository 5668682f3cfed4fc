// Something of the extension that the browser shows beside its tabs: the popup of the toolbar's button, the side panel.
// playwright does not list these, so they are spoken to over the browser's own session.

/** Waits for one at `url`: `{ evaluate(fn, ...arguments), click(selector), screenshot(), close() }`. */
export async function shown(session, url) {
  const targetId = await found(session, url);
  const send = await speakTo(session, targetId);
  return {
    async evaluate(work, ...args) {
      const expression = `(${work})(...${JSON.stringify(args)})`;
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
      for (const type of ['mousePressed', 'mouseReleased'])
        await send('Input.dispatchMouseEvent', { type, ...result.value, button: 'left', clickCount: 1 });
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
      const listener = (event) => {
        const message = JSON.parse(event.message);
        if (event.sessionId !== sessionId || message.id !== id) return;
        session.off('Target.receivedMessageFromTarget', listener);
        if (message.error) reject(new Error(message.error.message));
        else resolve(message.result);
      };
      session.on('Target.receivedMessageFromTarget', listener);
      const message = JSON.stringify({ id, method, params });
      session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
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
