import { printable, VALUE_LENGTH_MAX } from '../../diagnostics/printable';

/** The keys and list indexes that lead to a value of a document; indexes count from 0. The empty path is the document. */
export type FieldPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;

/** `branding.colors.primary` or `contacts[0].email`, as messages name a field. Unusual keys are quoted and shortened. */
export function fieldText(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') {
      text += `[${step}]`;
    } else if (PLAIN_KEY.test(step) && step.length <= VALUE_LENGTH_MAX) {
      text += text === '' ? step : `.${step}`;
    } else {
      text += `[${printable(JSON.stringify(step.slice(0, VALUE_LENGTH_MAX)))}]`;
    }
  }
  return text;
}

/** The value at the path, or undefined when the path leads nowhere. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let current = root;
  for (const step of path) {
    if (Array.isArray(current)) {
      current = current[Number(step)];
    } else if (isMapping(current) && Object.hasOwn(current, step)) {
      current = current[step];
    } else {
      return undefined;
    }
  }
  return current;
}

/** Whether the value is a mapping: an object that is no list. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
