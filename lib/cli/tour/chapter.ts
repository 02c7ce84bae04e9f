import type { Stage } from './stage';

/** A part of the tour, which is told by doing it. */
export interface Chapter {
  readonly title: string;
  readonly tell: (stage: Stage) => Promise<void>;
}
