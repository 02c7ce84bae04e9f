import { releaseChanges } from '../../lib/plan/release-changes';
import { traitsOf } from '../../lib/plan/shape-traits';
import type { Json } from '../../lib/plan/value-changes';
import { releaseDiff } from '../../lib/report/release-diff';

const topic = (properties: Json): Json => ({ Type: 'AWS::SNS::Topic', Properties: properties });

const PLAIN: Readonly<Record<string, Json>> = { Resources: { Alarms: topic({ DisplayName: 'old' }) } };
const RENAMED: Readonly<Record<string, Json>> = { Resources: { Alarms: topic({ DisplayName: 'new' }) } };
const WITH_MORE: Readonly<Record<string, Json>> = {
  Resources: { Alarms: topic({ DisplayName: 'new' }), More: topic({}) },
};

const changes = releaseChanges([
  { name: 'tenant in us-east-1, ads', before: PLAIN, after: WITH_MORE },
  { name: 'tenant in us-east-1', before: PLAIN, after: WITH_MORE },
  { name: 'tenant in eu-west-1', before: PLAIN, after: RENAMED },
  { name: 'cell in us-east-1', before: PLAIN, after: PLAIN },
  { name: 'tenant in eu-west-1, ads', after: PLAIN },
]);

test('each change is told once, with all the kinds of stacks that it is made in, the widest first', () => {
  expect(changes.groups).toMatchObject([
    {
      shapes: ['tenant in us-east-1, ads', 'tenant in us-east-1', 'tenant in eu-west-1'],
      resources: [{ logicalId: 'Alarms', change: 'changed' }],
    },
    {
      shapes: ['tenant in us-east-1, ads', 'tenant in us-east-1'],
      resources: [{ logicalId: 'More', change: 'added' }],
    },
  ]);
});

test('kinds that stay as they are, and those that only one release has, are named', () => {
  expect(changes.unchanged).toEqual(['cell in us-east-1']);
  expect(changes.added).toEqual(['tenant in eu-west-1, ads']);
  expect(changes.removed).toEqual([]);
  expect(changes.compared).toHaveLength(4);
});

test('as text it can be read from the top, resource by resource', () => {
  const notes = [{ version: '2026.11.1', notes: ['More alarms.'] }];
  expect(releaseDiff({ before: '2026.11.0', after: '2026.11.1', notes, changes })).toBe(
    `From release 2026.11.0 to 2026.11.1: 3 tenant shapes and 1 cell shape compared, 1 unchanged.
2026.11.1: More alarms.

In all 3 tenant shapes:
  [~] changed in place  AWS::SNS::Topic Alarms
        DisplayName: "old" → "new"

In 2 of 3 tenant shapes (tenant in us-east-1):
  [+] added             AWS::SNS::Topic More

Only release 2026.11.1 has 1 tenant shape (ads, tenant in eu-west-1).
`,
  );
});

describe('what tells some shapes from all others', () => {
  const all = ['a, x', 'a, y', 'b, x', 'b, y', 'b'];

  test('is the fewest parts of their names that pick them', () => {
    expect(traitsOf(['a, x', 'a, y'], all)).toEqual({ present: ['a'], absent: [] });
    expect(traitsOf(['b, y'], all)).toEqual({ present: ['y', 'b'], absent: [] });
    expect(traitsOf(all, all)).toEqual({ present: [], absent: [] });
  });

  test('can be a part that none of them has', () => {
    expect(traitsOf(['b'], all)).toEqual({ present: [], absent: ['x', 'y'] });
  });

  test('is nothing when one part or another picks them', () => {
    expect(traitsOf(['a, x', 'b, y'], all)).toBeUndefined();
  });
});
