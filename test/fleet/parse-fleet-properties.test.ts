import fc from 'fast-check';

import type { Diagnostic } from '../../lib/diagnostics/diagnostic';
import { comparePlaces } from '../../lib/diagnostics/place';
import { diagnosticText } from '../../lib/diagnostics/render';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import {
  EXAMPLE_CONTENTS,
  exampleCatalogues,
  exampleFiles,
  fleetFilesOf,
  type Contents,
} from '../fixtures/fleet-files';

const SEED = 20261122;
const CASES = 150;
const ACTS_ON_TERMINAL = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Pieces that mean something to YAML, to the schemas or to a terminal, and so break more than letters do. */
const TOKENS = [
  ...[
    '\n',
    '\n  ',
    '\n\t',
    ': ',
    '- ',
    '#',
    "'",
    '"',
    '[',
    ']',
    '{',
    '}',
    ',',
    '&a ',
    '*a',
    '!x ',
    '---\n',
    '? ',
  ],
  ...[
    'null',
    'true',
    '7',
    '-1.5',
    '.inf',
    '2026-11-22',
    '',
    ' ',
    '__proto__: ',
    'constructor',
    'cells:',
    'tier: ',
  ],
  ...[
    '\u0000',
    '\u001b[2J',
    '\u202e',
    '\ufeff',
    'ü',
    '🎬',
    '|\n',
    '>-\n',
    '<<: *a',
    'us-1',
    'premium',
    'next',
  ],
];

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly token: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.nat(4000),
  length: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(200)),
  token: fc.constantFrom(...TOKENS),
});

function mutated(text: string, edits: readonly Edit[]): string {
  return edits.reduce((current, { at, length, token }) => {
    const start = current.length === 0 ? 0 : at % current.length;
    return current.slice(0, start) + token + current.slice(start + length);
  }, text);
}

const mutatedFile = fc
  .record({
    path: fc.constantFrom(...Object.keys(EXAMPLE_CONTENTS)),
    edits: fc.array(edit, { minLength: 1, maxLength: 4 }),
  })
  .map(({ path, edits }): Contents => ({ [path]: mutated(EXAMPLE_CONTENTS[path] ?? '', edits) }));

const bytesFile = fc
  .record({
    path: fc.constantFrom(...Object.keys(EXAMPLE_CONTENTS)),
    bytes: fc.uint8Array({ maxLength: 300 }),
  })
  .map(({ path, bytes }): Contents => ({ [path]: bytes }));

/** What holds of every list of problems, whatever was wrong with the files. */
function expectSound(diagnostics: readonly Diagnostic[], overrides: Contents): void {
  expect(diagnostics.toSorted((a, b) => comparePlaces(a.place, b.place))).toEqual(diagnostics);
  for (const found of diagnostics) {
    expect(diagnosticText(found)).not.toMatch(ACTS_ON_TERMINAL);
    expect(found.message).toMatch(/\S\.$/);
    expect(found.next).toMatch(/\S[.)]$/);
    expectExisting(found, overrides);
  }
}

function expectExisting({ place }: Diagnostic, overrides: Contents): void {
  if (place.line === undefined) {
    return;
  }
  const content = { ...EXAMPLE_CONTENTS, ...overrides }[place.file];
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const lines = text.split('\n');
  expect(place.line).toBeLessThanOrEqual(lines.length);
  expect(place.column).toBeGreaterThanOrEqual(1);
  expect(place.column).toBeLessThanOrEqual((lines[place.line - 1] ?? '').length + 1);
}

test('files with a few changed passages never throw, and every problem has a place that exists', () => {
  fc.assert(
    fc.property(mutatedFile, (overrides) => {
      const { fleet, diagnostics } = parseFleet(exampleFiles(overrides), exampleCatalogues);
      expectSound(diagnostics, overrides);
      expect(fleet === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
    }),
    { seed: SEED, numRuns: 4 * CASES },
  );
});

test('arbitrary bytes in place of any file never throw, and every problem has a place that exists', () => {
  fc.assert(
    fc.property(bytesFile, (overrides) => {
      expectSound(parseFleet(exampleFiles(overrides), exampleCatalogues).diagnostics, overrides);
    }),
    { seed: SEED, numRuns: CASES },
  );
});

/** A tenant after all others in the order of ids, so that a domain claimed twice is reported at it and not at them. */
const LAST = 'tenants/zz-last/';

const lastTenant = fc.array(edit, { minLength: 0, maxLength: 6 }).map((edits): Contents => {
  const from = 'tenants/rally-north/';
  const copied = Object.entries(EXAMPLE_CONTENTS).filter(([path]) => path.startsWith(from));
  return Object.fromEntries(
    copied.map(([path, text]) => [
      `${LAST}${path.slice(from.length)}`,
      path.endsWith('.yaml') ? mutated(text, edits) : text,
    ]),
  );
});

test('adding a bad tenant never changes the problems reported of others', () => {
  fc.assert(
    fc.property(mutatedFile, lastTenant, (overrides, added) => {
      const before = parseFleet(exampleFiles(overrides), exampleCatalogues);
      const after = parseFleet(exampleFiles({ ...overrides, ...added }), exampleCatalogues);
      const ofOthers = after.diagnostics.filter(({ place }) => !place.file.startsWith(LAST));
      expect(ofOthers).toEqual(before.diagnostics);
      expect(after.tenants.filter(({ id }) => id !== 'zz-last')).toEqual(before.tenants);
    }),
    { seed: SEED, numRuns: CASES },
  );
});

test('parsing twice gives the same, to the byte', () => {
  fc.assert(
    fc.property(mutatedFile, (overrides) => {
      const contents = { ...EXAMPLE_CONTENTS, ...overrides };
      const once = parseFleet(fleetFilesOf(contents), exampleCatalogues);
      const reordered = Object.fromEntries(Object.entries(contents).toReversed());
      const again = parseFleet(fleetFilesOf(reordered), exampleCatalogues);
      expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    }),
    { seed: SEED, numRuns: CASES },
  );
});
