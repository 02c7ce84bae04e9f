import { z } from 'zod';

import type { ToldSlot } from '../rollout/told-slot';
import { TOLD_PROPERTY } from './calendar-file';
import { textOf, unfolded } from './content-line';

/** What a letter tells, and whom of what. */
export interface ToldLetter {
  readonly stack: string;
  readonly release: string;
  readonly told: ToldSlot;
}

const span = { from: z.int(), to: z.int() };

const letterSchema = z.object({
  stack: z.string(),
  release: z.string(),
  told: z.object({
    slot: z.object(span),
    testing: z.exactOptional(
      z.object({ on: z.enum(['canary', 'preview']), host: z.exactOptional(z.string()), ...span }),
    ),
    sequence: z.int().min(0),
  }),
});

/** As a calendar file carries it. */
export function toldText(letter: ToldLetter): string {
  return JSON.stringify(letter);
}

/** What the letter of a calendar file tells; undefined where it is none of ours. */
export function toldIn(file: string): ToldLetter | undefined {
  const line = unfolded(file).find((one) => one.startsWith(`${TOLD_PROPERTY}:`));
  try {
    const content: unknown = JSON.parse(textOf(line?.slice(TOLD_PROPERTY.length + 1) ?? ''));
    return letterSchema.safeParse(content).data;
  } catch {
    return undefined;
  }
}
