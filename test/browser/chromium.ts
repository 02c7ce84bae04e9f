import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { DevTools } from './dev-tools';
import { openTab } from './tab';
import type { Tab, TabSize } from './tab';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const FLAGS = [
  '--headless',
  '--remote-debugging-pipe',
  '--no-first-run',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-extensions',
  '--disable-background-networking',
  // A page behind another one is looked at as well.
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  // In a container there is often no other way; only pages of this project are opened.
  '--no-sandbox',
];

/** Where Chromium is on this machine: the file that `CHROMIUM` names, or one of its usual names on the path. */
function findChromium(): string | undefined {
  const named = process.env['CHROMIUM'];
  const folders = (process.env['PATH'] ?? '').split(':');
  const found = folders
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
  return named === undefined || named === 'required' ? found : named;
}

/**
 * What a browser test begins with: the browser, or undefined where there is none, for the test to say so.
 *
 * @throws Error where `CHROMIUM` says `required`, as `.ci/run` does once it has installed one: there, tests that did not
 *   run must not pass for tests that passed.
 */
export function chromiumForTests(): string | undefined {
  const chromium = findChromium();
  if (chromium === undefined && process.env['CHROMIUM'] === 'required') {
    throw new Error('There is no Chromium: run apt-get install chromium, or set CHROMIUM to its file.');
  }
  return chromium;
}

/** A headless browser of its own, driven over a pipe: no port is opened and no other package is needed. */
export class Browser {
  readonly #process: ChildProcess;
  readonly #profile: string;
  readonly #devTools: DevTools;
  readonly #tabs: Tab[] = [];

  private constructor(process: ChildProcess, profile: string, devTools: DevTools) {
    this.#process = process;
    this.#profile = profile;
    this.#devTools = devTools;
  }

  static start(chromium: string): Browser {
    const profile = mkdtempSync(join(tmpdir(), 'multiplex-browser-'));
    const flags = [...FLAGS, `--user-data-dir=${profile}`, 'about:blank'];
    const child = spawn(chromium, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const [, , , commands, events] = child.stdio;
    return new Browser(child, profile, new DevTools(commands as Writable, events as Readable));
  }

  /** Opens an empty page. */
  async openTab(size: TabSize): Promise<Tab> {
    const tab = await openTab(this.#devTools, size);
    this.#tabs.push(tab);
    return tab;
  }

  /** Leaves every page that was opened. */
  async closeTabs(): Promise<void> {
    for (const tab of this.#tabs.splice(0)) {
      await tab.close();
    }
  }

  async close(): Promise<void> {
    const isGone = new Promise((resolve) => this.#process.once('exit', resolve));
    await this.#devTools.send('Browser.close');
    await isGone;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
