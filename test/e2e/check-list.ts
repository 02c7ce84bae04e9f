/** One thing that was to be shown, and whether it was. */
export interface Check {
  readonly sentence: string;
  readonly result: 'ok' | 'failed';
  readonly milliseconds: number;
  /** Why it failed. */
  readonly detail?: string;
}

/** Thrown when what follows would make no sense. */
export class LaneStopped extends Error {}

/** The checks of a run, in order, each told as soon as it is known. */
export class CheckList {
  readonly checks: Check[] = [];
  private readonly tell: (check: Check) => void;

  constructor(tell: (check: Check) => void) {
    this.tell = tell;
  }

  get failed(): readonly Check[] {
    return this.checks.filter(({ result }) => result === 'failed');
  }

  /** Does the work and records whether it came through. Its failure does not keep the others from being tried. */
  async check(sentence: string, work: () => unknown): Promise<boolean> {
    const start = performance.now();
    let detail: string | undefined;
    try {
      await work();
    } catch (error) {
      detail = error instanceof Error ? error.message : String(error);
    }
    const milliseconds = Math.round(performance.now() - start);
    const check: Check =
      detail === undefined
        ? { sentence, result: 'ok', milliseconds }
        : { sentence, result: 'failed', milliseconds, detail };
    this.checks.push(check);
    this.tell(check);
    return check.result === 'ok';
  }

  /** As `check`, but nothing after it can be tried without it. */
  async need(sentence: string, work: () => unknown): Promise<void> {
    if (!(await this.check(sentence, work))) {
      throw new LaneStopped(`stopped, because this failed: ${sentence}`);
    }
  }
}
