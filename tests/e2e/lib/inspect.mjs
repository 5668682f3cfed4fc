// Files on the page that looks at them, and all that it makes of them.

export const picker = '.inspect-files input[type=file]';

/** Gives files to the page and waits until the first object is shown. */
export async function look(page, ...files) {
  await page.click('nav.pages >> text=Inspect');
  await page.setInputFiles(picker, files);
  await page.waitForSelector('.inspect-seen[aria-busy=false] #object-title');
}

/** Gives more files, and waits until each is there with what belongs to it. */
export async function give(page, ...files) {
  const before = await page.locator('.held-head').count();
  await page.setInputFiles(picker, files);
  await page.waitForFunction(
    (count) => document.querySelectorAll('.held-head').length === count,
    before + files.length,
  );
  await page.waitForSelector('.inspect-seen[aria-busy=false]');
}

/** Presses what gives a file; gives its name and its octets. */
export async function taken(page, button) {
  const waiting = page.waitForEvent('download');
  await button.click();
  const download = await waiting;
  const chunks = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk);
  return { name: download.suggestedFilename(), octets: Buffer.concat(chunks) };
}

/** The object that is looked at in a form. */
export async function takenAs(page, form) {
  await page.selectOption('.save select', form);
  return taken(page, page.locator('.save button:has-text("Download")'));
}

/** All that the page shows, and all that it or the browser keeps of it. */
export function everything(page) {
  return page.evaluate(async () => {
    const kept = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      for (const store of database.objectStoreNames) {
        const all = await new Promise((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        kept.push(
          JSON.stringify(all, (_, value) =>
            ArrayBuffer.isView(value)
              ? [...value].map((octet) => octet.toString(16).padStart(2, '0')).join('')
              : value,
          ),
        );
      }
      database.close();
    }
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) kept.push(request.url);
    const fields = [...document.querySelectorAll('input:not([type=file]), textarea')].map(
      ({ value }) => value,
    );
    return [
      document.documentElement.outerHTML,
      document.body.innerText,
      location.href,
      JSON.stringify(history.state),
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
      ...fields,
      ...kept,
    ].join('\n');
  });
}

/** The digest of everything in the browser's caches, by its address. */
export function cached(page) {
  return page.evaluate(async () => {
    const digests = {};
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const body = await (await cache.match(request)).arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
        digests[`${name} ${request.url}`] = digest.join(' ');
      }
    }
    return digests;
  });
}
