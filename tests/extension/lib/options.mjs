// The steps that people take on the options page, through the same controls.
import { createHash } from 'node:crypto';

export const section = (id) => `section#${id}`;
export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** The options page, once it shows what it has. */
export async function openOptions(browser, hash = '') {
  const page = await browser.open(`options.html${hash}`);
  await page.waitForSelector(section('privacy'));
  return page;
}

export const giveStore = (page, ...files) =>
  page.setInputFiles(`${section('import')} input[type=file]`, files);

export const giveOwn = (page, ...files) => page.setInputFiles(`${section('own')} input[type=file]`, files);

/** Says why a first document is trusted, by words of the choice and by what one was told. */
export async function because(page, words, told = '') {
  await page.check(`.first-use >> text=${words}`);
  if (told) await page.fill('#why-given', told);
}

export const letDecide = (page) => page.click('text=Let it decide');

/** What the part of the page says of a document that it refuses. */
export const refusal = (page, part = 'import') => page.textContent(`${section(part)} [role=alert]`);

/** Waits until the document of this name and version is the one that decides, and none is offered any more. */
export async function decides(page, name, version) {
  await page.waitForFunction(
    ([name, version]) => {
      const head = document.querySelector('section#organisation ~ .store-head');
      const fields = [...(head?.querySelectorAll('.fields > div') ?? [])].map((one) => one.textContent);
      const isOffered = [...document.querySelectorAll('button')].some(
        (one) => one.textContent === 'Let it decide',
      );
      return (
        !isOffered && head?.querySelector('h2').textContent === name && fields.includes(`Version${version}`)
      );
    },
    [name, version],
  );
}

/** Imports a document that nothing stands before, by its digest. */
export async function importFirst(page, file) {
  await giveStore(page, file);
  await because(page, 'The SHA-256 of the file', sha256(file.buffer));
  await letDecide(page);
}
