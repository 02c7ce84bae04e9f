import { z } from 'zod';

import type { HealthSample, HealthTarget } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';
import { JsonFile } from './state/json-file';

/** What viewers of a stack are said to do. */
export interface Traffic {
  /** @default 50 */
  readonly requestsPerMinute?: number;
  /** Share of requests that fail, in percent. @default 0.1 */
  readonly errorPercent?: number;
  /** The release at which it is so; at others the stack has the traffic of any. @default every release */
  readonly release?: string;
}

const DEFAULT_TRAFFIC = { requestsPerMinute: 50, errorPercent: 0.1 };
const MINUTE_MILLISECONDS = 60_000;

const TRAFFIC = z.strictObject({
  requestsPerMinute: z.number().min(0).exactOptional(),
  errorPercent: z.number().min(0).max(100).exactOptional(),
  release: z.string().exactOptional(),
});

/** Traffic that nobody causes: a file says what there is, by stack, and it is the same whenever it is asked for. */
export class SimulatedTraffic {
  private readonly file: JsonFile<Readonly<Record<string, Traffic>>>;

  /** @param folder State folder of the engine. */
  constructor(folder: string) {
    this.file = new JsonFile(folder, 'traffic.json', z.record(z.string(), TRAFFIC), {});
  }

  /** @param stack `tenants/rally-north`. */
  set(stack: string, traffic: Traffic): void {
    this.file.write({ ...this.file.read(), [stack]: traffic });
  }

  /**
   * @param release What the stack runs; undefined where there is no stack, and so nobody visits.
   * @throws ProblemError when the file is not as it should be.
   */
  sample({ stack, since }: HealthTarget, release: string | undefined, now: Instant): HealthSample {
    const given = this.file.read()[stack] ?? {};
    const holds = given.release === undefined || given.release === release;
    const { requestsPerMinute, errorPercent } = { ...DEFAULT_TRAFFIC, ...(holds ? given : {}) };
    const minutes = release === undefined ? 0 : Math.max(0, now - since) / MINUTE_MILLISECONDS;
    const requests = Math.floor(minutes * requestsPerMinute);
    return { stack, requests, errors: Math.round((requests * errorPercent) / 100) };
  }
}
