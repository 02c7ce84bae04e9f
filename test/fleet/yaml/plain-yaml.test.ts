import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { parsePlainYaml } from '../../../lib/fleet/yaml/plain-yaml';
import { SeededRandom } from '../../bench/fleet/seeded-random';
import { PROJECT } from '../../render/example-fleet';

/** What the whole parser gives; it throws for what is no YAML. */
function wholly(text: string): unknown {
  try {
    return { value: load(text) };
  } catch {
    return 'no YAML';
  }
}

/** Whether the text was plain. Whatever is read must be what the whole parser reads, in the same order of keys. */
function isPlainAndRight(text: string): boolean {
  const plain = parsePlainYaml(text);
  if (plain === undefined) {
    return false;
  }
  const whole = wholly(text);
  if (JSON.stringify({ value: plain }) !== JSON.stringify(whole)) {
    throw new Error(
      `${JSON.stringify(text)} was read as ${JSON.stringify(plain)}, not ${JSON.stringify(whole)}`,
    );
  }
  expect({ value: plain }).toEqual(whole);
  return true;
}

const EXAMPLES = readdirSync(join(PROJECT, 'tenants')).map((id) =>
  readFileSync(join(PROJECT, 'tenants', id, 'tenant.yaml'), 'utf8'),
);

test('the files of the example fleet are plain', () => {
  expect(EXAMPLES.filter((text) => !isPlainAndRight(text))).toEqual([]);
});

test.each([
  'name: Rally North\ncell: us-1',
  '# A comment.\n\nname: x\n  # Another one.\n',
  'a:\nb: 1',
  'a:\n  b:\n    c: 0\n  d: x\ne: z',
  "rows:\n  - { title: On now, category: live }\n  - { title: \"It's 'on'\", category: 'it''s' }",
  'rows:\n  - id: a\n    title: b\n  - id: c',
  "list: [a, b-c, 12, 'x, y', [d, { e: f }]]\nnone: []\nempty: {}",
  'release: 2026.11.1\narn: arn:aws:acm:us-east-1:111122223333:certificate/1-2',
  'name: Cinéma – Ärger\nconstructor: x\ntoString: z',
])('%j is read without the whole parser', (text) => {
  expect(isPlainAndRight(text)).toBe(true);
});

test.each([
  ['a number that is none in every YAML', 'a: 012'],
  ['a number with a fraction', 'a: 2026.11'],
  ['a date', 'a: 2026-11-01'],
  ['a word that is a truth value', 'a: true'],
  ['a word that once was one', 'a: yes'],
  ['a key that is one', 'null: a'],
  ['a key that is there twice', 'a: 1\na: 2'],
  ['a prototype', '__proto__: {}'],
  ['an anchor', 'a: &b c'],
  ['an alias', 'a: *b'],
  ['a tag', 'a: !!str 1'],
  ['a block of text', 'a: |\n  b'],
  ['an escape', 'a: "\\x41"'],
  ['text that goes on in the next line', 'a: b\n  c'],
  ['quoted text that does', "a: 'b\n  c'"],
  ['a key below a value', 'a: b\n  c: d'],
  ['a comment beside a value', 'a: b # c'],
  ['a comma before the end', 'a: [b, ]'],
  ['a list beside its key', 'a:\n- b'],
  ['a second document', 'a: b\n---\nc: d'],
  ['a tab', 'a:\tb'],
  ['a carriage return', 'a: b\r\nc: d'],
  ['a list at the top', '- a'],
  ['an indented top', '  a:\n  b: 1'],
  ['nothing', ''],
  ['brackets without end', 'a: [b'],
  ['too many brackets', `a: ${'['.repeat(50)}${']'.repeat(50)}`],
])('%s is left to the whole parser', (_, text) => {
  expect(parsePlainYaml(text)).toBeUndefined();
});

const SEED = 20_261_122;
const EDITS = 20_000;

/** What edits put in: everything that means something to YAML, and some that does not. */
const PIECES = [
  ...': |#|- |[|]|{|}|, |,|\'|"|&|*|!|>|%|@|`|?|=|~|\\|\n|\n  |\n- |\t|\r|  | |\u00a0|\u2028|é|😀'.split('|'),
  ...[
    '|',
    'true',
    'null',
    '0x1',
    '1e3',
    '.5',
    '12',
    '-1',
    '1:2',
    '<<',
    '---',
    '...',
    '__proto__',
    'a',
    'a: b',
  ],
];

test('no edit of a file makes it anything else than what the whole parser reads', () => {
  const random = new SeededRandom(SEED);
  let plain = 0;
  for (let count = 0; count < EDITS; count += 1) {
    let text = random.pick(EXAMPLES).split('\n').slice(0, random.integer(3, 40)).join('\n');
    for (let edits = random.integer(1, 3); edits > 0; edits -= 1) {
      const at = random.integer(0, text.length);
      text = text.slice(0, at) + random.pick(PIECES) + text.slice(at + random.integer(0, 3));
    }
    plain += isPlainAndRight(text) ? 1 : 0;
  }
  // Enough of them stay plain for the comparison to mean something.
  expect(plain).toBeGreaterThan(EDITS / 10);
});
