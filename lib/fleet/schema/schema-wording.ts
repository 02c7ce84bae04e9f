import type { z } from 'zod';

import { quoted, shown } from '../../diagnostics/printable';
import { nextStepFor } from '../../diagnostics/suggest';

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** `"x" is text, not a list`: what the value is, and what it should be. */
export function typeText(value: unknown, expected: string): string {
  const wanted = TYPE_NAMES[expected] ?? expected;
  switch (typeof value) {
    case 'string':
      return `${quoted(value)} is text, not ${wanted}`;
    case 'number':
      return `${shown(value)} is ${expected === 'int' ? 'not a whole number' : `a number, not ${wanted}`}`;
    case 'boolean':
      return `${shown(value)} is true or false, not ${wanted}`;
    default:
      return `${value === null ? 'is empty' : `is ${shown(value)}`}, not ${wanted}`;
  }
}

/** What to write where a value of another type is expected. */
export function typeStep(value: unknown, expected: string): string {
  if (expected === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return `Put it in quotes: "${shown(value)}".`;
  }
  if (typeof value === 'string' && expected === 'array') {
    return `Write a list: [${shown(value)}].`;
  }
  return `Write ${TYPE_NAMES[expected] ?? expected}.`;
}

/** What to write where only some values are allowed. */
export function allowedStep(value: unknown, allowed: readonly z.core.util.Primitive[]): string {
  return nextStepFor(typeof value === 'string' ? value : shown(value), allowed.map(String));
}

/** The value with its size, for a message about a bound. */
export function sizeText(value: unknown): string {
  if (typeof value === 'string') {
    return `${quoted(value)} of ${value.length} characters`;
  }
  return Array.isArray(value) ? `with ${value.length} items` : shown(value);
}

/** The bound as a next step; `origin` is the kind of value that zod measured. */
export function boundText(origin: string, bound: number, which: 'least' | 'most'): string {
  switch (origin) {
    case 'string':
      return `Write at ${which} ${bound} characters.`;
    case 'array':
      return `Write at ${which} ${bound} items.`;
    default:
      return `Write a number of at ${which} ${bound}.`;
  }
}
