import { createHash } from 'node:crypto';

import { invariant } from '../../lib/diagnostics/invariant';
import { Browser, chromiumForTests } from '../browser/chromium';
import type { Tab, TabSize } from '../browser/tab';
import { scratchPreview } from './scratch-preview';
import type { ScratchPreview } from './scratch-preview';

const DESKTOP: TabSize = { width: 1280, height: 800 };
const PHONE: TabSize = { width: 390, height: 844, isPhone: true };
const IS_SHOWN = "document.querySelector('#screen h1') !== null";
const IS_DRAWN =
  "[...document.images].every((image) => image.complete) && document.fonts.status === 'loaded'";
const FILE = 'tenants/rally-north/tenant.yaml';

// Starting a browser and loading pages takes long on a machine that does other things as well.
jest.setTimeout(30_000);

const chromium = chromiumForTests();

if (chromium === undefined) {
  test.todo('two tenants in a browser: there is no Chromium here; apt-get install chromium, or set CHROMIUM');
} else {
  describe('in a browser', () => {
    inBrowser(chromium);
  });
}

function inBrowser(file: string): void {
  let scratch: ScratchPreview;
  let browser: Browser;

  beforeAll(() => {
    browser = Browser.start(file);
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    scratch = await scratchPreview();
  });

  afterEach(async () => {
    await browser.closeTabs();
    await scratch.end();
  });

  async function open(id: string, size = DESKTOP, path = ''): Promise<Tab> {
    const tab = await browser.openTab(size);
    await tab.open(`${scratch.preview.urlOf(id)}${path}`);
    await tab.until(IS_SHOWN);
    return tab;
  }

  test('a tenant’s page has its colours, its rows, its categories and its logo, and nothing to complain of', async () => {
    const tab = await open('rally-north');
    await tab.until(IS_DRAWN);
    expect(await tab.evaluate(LOOK)).toEqual({
      title: 'Rally North',
      background: 'rgb(10, 15, 28)',
      button: 'rgb(11, 61, 145)',
      radius: '2px',
      hasLogo: true,
      rows: ['On now', 'Last night', 'From the archive'],
      categories: ['Home', 'Live', 'Highlights', 'Classic games', 'Studio shows'],
    });
    expect(tab.complaints).toEqual([]);
  });

  test.each([
    ['rally-north', { ads: true, restart: true, keep: true, subscribe: false }],
    ['vela-stream', { ads: true, restart: false, keep: true, subscribe: true }],
    ['harbor-training', { ads: false, restart: false, keep: true, subscribe: false }],
  ])('%s shows the features that it has', async (id, features) => {
    const tab = await open(id);
    const shown = `Object.fromEntries(['ads', 'restart', 'keep', 'subscribe'].map((name) => [name, document.querySelector('.' + name) !== null]))`;
    expect(await tab.evaluate(shown)).toEqual(features);
  });

  test('when one brand changes, its page follows by itself and the other’s pixels are the same', async () => {
    const [north, vela] = [await open('rally-north'), await open('vela-stream')];
    const [northBefore, velaBefore] = [await pixels(north), await pixels(vela)];
    const color = "getComputedStyle(document.querySelector('button.primary')).backgroundColor";
    const reloaded = north.nextLoad();
    scratch.fleet.edit(FILE, "primary: '#0b3d91'", "primary: '#8f1d5c'");
    await reloaded;
    await north.until(`${IS_SHOWN} && ${color} === 'rgb(143, 29, 92)'`);
    expect(await pixels(north)).not.toBe(northBefore);
    expect(await pixels(vela)).toBe(velaBefore);
    await vela.open(scratch.preview.urlOf('vela-stream'));
    await vela.until(IS_SHOWN);
    expect(await pixels(vela)).toBe(velaBefore);
  });

  test('a broken edit leaves the page and says what is wrong on it', async () => {
    const tab = await open('rally-north');
    scratch.fleet.edit(FILE, 'tier: premium', 'tier: premum');
    await tab.until("document.querySelector('.preview-problems:not([hidden])') !== null");
    expect(await tab.evaluate("document.querySelector('.preview-problems').textContent")).toContain(
      'TENANT-014',
    );
    expect(await tab.evaluate("document.querySelector('h1').textContent")).toBe('Live 1');
    scratch.fleet.edit(FILE, 'tier: premum', 'tier: premium');
    await tab.until("document.querySelector('.preview-problems').hidden");
    expect(tab.complaints).toEqual([]);
  });

  test('whatever a tenant writes is text', async () => {
    const attack = `</script><img src=x onerror="document.title='caught'">`;
    const written = `'${attack.replaceAll("'", "''")}'`;
    scratch.fleet.edit(FILE, 'name: Rally North', `name: ${written}`);
    scratch.fleet.edit(FILE, 'title: On now', `title: ${written}`);
    scratch.fleet.edit(FILE, 'title: Live }', `title: ${written} }`);
    for (const path of ['', 'category/live', 'watch/live-1', '.preview/']) {
      const tab = await browser.openTab(DESKTOP);
      await tab.open(`${scratch.preview.urlOf('rally-north')}${path}`);
      await tab.until("document.querySelector('h1') !== null");
      expect(await tab.evaluate("document.querySelectorAll('img[src=x], [onerror]').length")).toBe(0);
      expect(await tab.evaluate("document.body.textContent.includes('</script><img src=x')")).toBe(true);
      expect(await tab.evaluate('document.title')).not.toBe('caught');
      expect(tab.complaints).toEqual([]);
    }
  });

  test('it can be used with the keyboard alone', async () => {
    const tab = await open('rally-north');
    const focused = 'document.activeElement.textContent';
    await tab.press('Tab');
    expect(await tab.evaluate(focused)).toBe('Skip to the programmes');
    for (const _ of ['logo', 'home', 'live']) {
      await tab.press('Tab');
    }
    expect(await tab.evaluate(focused)).toBe('Live');
    await tab.press('Enter');
    expect(await tab.evaluate('[location.pathname, document.activeElement.id, document.title]')).toEqual([
      '/category/live',
      'screen',
      'Live · Rally North',
    ]);
    expect(await tab.evaluate("document.querySelectorAll('[aria-current=page]').length")).toBe(1);
    await tab.evaluate('history.back()');
    await tab.until("document.title === 'Rally North'");
  });

  test('on a phone nothing is wider than the screen, and what is touched is large enough', async () => {
    for (const path of ['', 'category/live', 'watch/live-1', 'list']) {
      const tab = await open('rally-north', PHONE, path);
      expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      const heights =
        "[...document.querySelectorAll('button, nav a')].filter((one) => one.offsetHeight > 0).map((one) => one.offsetHeight)";
      expect(Math.min(...((await tab.evaluate(heights)) as number[]))).toBeGreaterThanOrEqual(36);
    }
  });

  test('text stands out against what is behind it for every example brand', async () => {
    const tab = await browser.openTab(DESKTOP);
    for (const id of scratch.preview.ids()) {
      await tab.open(scratch.preview.urlOf(id));
      await tab.until(IS_SHOWN);
      const contrasts = `import('/color.js').then(({ contrast }) => {
        const value = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
        return [['--text', '--background'], ['--on-primary', '--primary'], ['--on-accent', '--accent'], ['--signal', '--background']]
          .map(([one, other]) => contrast(value(one), value(other)));
      })`;
      const [text = 0, button = 0, badge = 0, signal = 0] = (await tab.evaluate(contrasts)) as number[];
      expect({ id, isReadable: Math.min(text, button, badge) >= 4.5 && signal >= 3 }).toEqual({
        id,
        isReadable: true,
      });
    }
  });

  test('nothing moves for somebody who asked for that', async () => {
    const tab = await open('rally-north');
    const motion =
      "[getComputedStyle(document.querySelector('.cards')).scrollBehavior, getComputedStyle(document.querySelector('.picture')).transitionDuration]";
    expect(await tab.evaluate(motion)).toEqual(['smooth', '0.16s']);
    await tab.prefer({ 'prefers-reduced-motion': 'reduce' });
    expect(await tab.evaluate(motion)).toEqual(['auto', '0s']);
  });

  test('the pages of the preview itself have nothing to complain of, in light and dark', async () => {
    const tab = await browser.openTab(DESKTOP);
    const seen = new Set<unknown>();
    for (const scheme of ['light', 'dark']) {
      await tab.prefer({ 'prefers-color-scheme': scheme });
      for (const url of [scratch.preview.urlOf(), `${scratch.preview.urlOf('rally-north')}.preview/`]) {
        await tab.open(url);
        expect(tab.complaints).toEqual([]);
        seen.add(await tab.evaluate('getComputedStyle(document.body).backgroundColor'));
      }
    }
    expect(seen.size).toBe(2);
  });
}

const LOOK = `(() => {
  const style = (selector) => getComputedStyle(document.querySelector(selector));
  const texts = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent);
  return {
    title: document.title,
    background: style('html').backgroundColor,
    button: style('button.primary').backgroundColor,
    radius: style('button.primary').borderRadius,
    hasLogo: document.querySelector('.logo img').naturalWidth > 0,
    rows: texts('.row h2'),
    categories: texts('.masthead nav a'),
  };
})()`;

/** Of what is seen, once pictures and fonts are there. */
async function pixels(tab: Tab): Promise<string> {
  await tab.until(
    "[...document.images].every((image) => image.complete) && document.fonts.status === 'loaded'",
  );
  const image = await tab.screenshot();
  invariant(image.length > 0, 'a screenshot has bytes');
  return createHash('sha256').update(image).digest('hex');
}
