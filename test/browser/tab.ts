import type { DevTools } from './dev-tools';

/** In CSS pixels. */
export interface TabSize {
  readonly width: number;
  readonly height: number;
  /** Whether it is a phone: touch, and a viewport as the page asks for it. @default a desktop */
  readonly isPhone?: boolean;
}

/** A page in a browser. */
export interface Tab {
  /** Opens an address and waits until it is loaded. */
  readonly open: (url: string) => Promise<void>;
  /** The value of an expression in the page, which may be a promise. Throws when the page does. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Waits until an expression is true in the page, looked at again and again. */
  readonly until: (expression: string) => Promise<void>;
  /** Waits until the page has loaded itself anew; to be called before what has it do so. */
  readonly nextLoad: () => Promise<void>;
  readonly press: (key: string) => Promise<void>;
  readonly prefer: (features: Readonly<Record<string, string>>) => Promise<void>;
  /** A PNG of what is seen. */
  readonly screenshot: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
  /** Errors, warnings and violations of a policy that the console has shown, since the last address was opened. */
  readonly complaints: readonly string[];
}

const COMPLAINING = ['error', 'warning'];

export async function openTab(devTools: DevTools, { width, height, isPhone = false }: TabSize): Promise<Tab> {
  const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
  const session = String(sessionId);
  const send = (method: string, params = {}): ReturnType<DevTools['send']> =>
    devTools.send(method, params, session);
  const complaints: string[] = [];
  let loaded = (): void => undefined;
  const load = (): Promise<void> =>
    new Promise((resolve) => {
      loaded = resolve;
    });
  devTools.listen(session, (method, params) => {
    if (method === 'Page.loadEventFired') {
      loaded();
    }
    complaints.push(...complaintIn(method, params));
  });
  for (const domain of ['Page', 'Runtime', 'Log', 'Network']) {
    await send(`${domain}.enable`);
  }
  await send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: isPhone });
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = (await send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as { result?: { value?: unknown }; exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) {
      throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    }
    return result?.value;
  };
  const until = async (expression: string): Promise<void> => {
    const look = `(function look() { (${expression}) ? resolve() : setTimeout(look, 10); })()`;
    await evaluate(`new Promise((resolve) => { ${look}; })`);
  };
  return {
    complaints,
    evaluate,
    open: async (url) => {
      complaints.length = 0;
      const isLoaded = load();
      const { errorText } = await send('Page.navigate', { url });
      if (typeof errorText === 'string') {
        throw new Error(`${url}: ${errorText}`);
      }
      await isLoaded;
    },
    until,
    nextLoad: load,
    press: async (key) => {
      await send('Input.dispatchKeyEvent', { type: 'keyDown', key, code: key, ...virtualKey(key) });
      await send('Input.dispatchKeyEvent', { type: 'keyUp', key, code: key, ...virtualKey(key) });
    },
    prefer: async (features) => {
      const written = Object.entries(features).map(([name, value]) => ({ name, value }));
      await send('Emulation.setEmulatedMedia', { features: written });
    },
    close: async () => {
      await devTools.send('Target.closeTarget', { targetId });
    },
    screenshot: async () => {
      await send('Page.bringToFront');
      const { data } = await send('Page.captureScreenshot', { format: 'png' });
      return Buffer.from(String(data), 'base64');
    },
  };
}

function virtualKey(key: string): object {
  const codes: Readonly<Record<string, number>> = { Enter: 13, Tab: 9 };
  return { windowsVirtualKeyCode: codes[key] ?? 0, ...(key === 'Enter' ? { text: '\r' } : {}) };
}

function complaintIn(method: string, params: Readonly<Record<string, unknown>>): readonly string[] {
  if (method === 'Runtime.exceptionThrown') {
    return [`exception: ${JSON.stringify(params['exceptionDetails'])}`];
  }
  const { entry, type, args } = params as {
    entry?: { level: string; text: string; url?: string };
    type?: string;
    args?: unknown;
  };
  if (method === 'Log.entryAdded' && entry !== undefined && COMPLAINING.includes(entry.level)) {
    return [`${entry.level}: ${entry.text} ${entry.url ?? ''}`];
  }
  return method === 'Runtime.consoleAPICalled' && COMPLAINING.includes(type ?? '')
    ? [JSON.stringify(args)]
    : [];
}
