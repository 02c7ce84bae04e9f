import { z } from 'zod';

/** A line of text that people read. */
export const titleSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^\P{C}+$/u, { error: 'Write text without control characters.' });
