import type { EngineOptions } from './engine-options';

/** What a page is asked to show, and where it goes. */
export interface ReportOptions extends EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  /** Relative to where the command runs, as is `plan`. */
  readonly out: string;
  /** @default the working tree against its base */
  readonly plan?: string;
  readonly base?: string;
  /** Release to show the calendar of a roll-out to. @default none */
  readonly to?: string;
}
