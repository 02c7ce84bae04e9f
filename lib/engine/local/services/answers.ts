import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';

/** Where functions send their answers to: addresses that lead nowhere outside this process. */
const ORIGIN = 'https://answers.invalid';

/** Takes the answers of functions to requests that are under way. */
export class Answers {
  private readonly waiting = new Map<string, (body: string) => void>();

  /** What replaces `node:https` and `node:http` in a function. */
  readonly module = {
    request: (address: URL, _options: unknown, respond: (response: Readable) => void): EventEmitter =>
      this.take(address, respond),
  };

  /**
   * An address for one answer, signed with a date as CloudFormation's are.
   *
   * @param issuedAt Milliseconds since 1970.
   */
  address(requestId: string, issuedAt: number): string {
    const date = new Date(issuedAt).toISOString().replace(/[-:]|\.\d{3}/g, '');
    return `${ORIGIN}/${requestId}?X-Amz-Date=${date}`;
  }

  /** Resolves with the first answer; undefined when `work` ends without one. */
  async await(requestId: string, work: () => Promise<void>): Promise<string | undefined> {
    let answer: string | undefined;
    this.waiting.set(requestId, (body) => {
      answer ??= body;
    });
    try {
      await work();
      return answer;
    } finally {
      this.waiting.delete(requestId);
    }
  }

  private take(address: URL, respond: (response: Readable) => void): EventEmitter {
    const receive = this.waiting.get(address.pathname.slice(1));
    const known = address.origin === ORIGIN && receive !== undefined;
    const end = (body: string): void => {
      if (known) {
        receive(body);
      }
      respond(Object.assign(Readable.from([]), { statusCode: known ? 200 : 404 }));
    };
    return Object.assign(new EventEmitter(), { end });
  }
}
