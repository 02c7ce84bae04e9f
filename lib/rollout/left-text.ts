import type { LeftStack } from './rollout-plan';

/** Why somebody stays where they are, in a word or two. */
export const LEFT_TEXT: Readonly<Record<LeftStack['why'], string>> = {
  'at-target': 'at it already',
  ahead: 'at a newer one',
  held: 'held',
  removed: 'not deployed',
  edited: 'changed by somebody',
  'cell-behind': 'cell is behind',
  'not-told': 'not told',
  objected: 'objected',
  'no-opening': 'no opening',
  skipped: 'skipped',
};
