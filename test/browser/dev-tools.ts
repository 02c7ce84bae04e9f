import type { Readable, Writable } from 'node:stream';

type Params = Readonly<Record<string, unknown>>;

interface Message {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: Params;
  readonly error?: { readonly message: string };
}

type Listener = (method: string, params: Params) => void;

/** The Chrome DevTools protocol over a pipe: JSON messages, each ended by a zero. */
export class DevTools {
  readonly #commands: Writable;
  readonly #waiting = new Map<
    number,
    { resolve: (result: Params) => void; reject: (error: Error) => void }
  >();
  readonly #listeners = new Map<string, Listener>();
  #sent = 0;
  #unread = '';

  constructor(commands: Writable, events: Readable) {
    this.#commands = commands;
    events.setEncoding('utf8').on('data', (text: string) => this.#read(text));
    events.on('close', () =>
      this.#waiting.forEach(({ reject }) => reject(new Error('The browser is gone.'))),
    );
  }

  /** Sends a command to the browser, or to the session of one page. */
  send(method: string, params: Params = {}, sessionId?: string): Promise<Params> {
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#commands.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    });
  }

  /** Tells of every event of the session of one page. */
  listen(sessionId: string, listener: Listener): void {
    this.#listeners.set(sessionId, listener);
  }

  #read(text: string): void {
    const parts = `${this.#unread}${text}`.split('\0');
    this.#unread = parts.pop() ?? '';
    parts.forEach((part) => this.#take(JSON.parse(part) as Message));
  }

  #take({ id, sessionId, method, params, result, error }: Message): void {
    if (id === undefined) {
      this.#listeners.get(sessionId ?? '')?.(method ?? '', params ?? {});
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve(result ?? {});
    } else {
      waiting?.reject(new Error(error.message));
    }
  }
}
