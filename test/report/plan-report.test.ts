import type { Plan, StackChange } from '../../lib/plan/plan-document';
import { COMMENT_CHARACTERS_MAX, planMarkdown } from '../../lib/report/plan-markdown';
import { planText } from '../../lib/report/plan-text';

const DIGEST = 'a'.repeat(64);

function stack(id: string, value: string): StackChange {
  const cause = `tenants/${id}/tenant.yaml: name`;
  return {
    stack: `tenants/${id}`,
    kind: 'changed',
    environment: 'aws://111122223333/us-east-1',
    release: { before: '2026.11.0', after: '2026.11.1' },
    template: { before: DIGEST, after: DIGEST },
    manifest: { before: DIGEST, after: DIGEST },
    assets: { added: [], removed: [] },
    resources: [
      {
        logicalId: 'PartitionItems',
        type: 'Custom::TenantPartition',
        change: 'changed',
        isRetained: false,
        properties: [
          {
            path: 'Properties.Configuration.name',
            before: 'x',
            after: value,
            impact: 'changed',
            causes: [cause],
          },
        ],
        causes: [cause],
      },
    ],
    others: [],
    causes: [
      {
        id: cause,
        file: `tenants/${id}/tenant.yaml`,
        key: 'name',
        before: 'x',
        after: value,
        effect: 'alone',
        resources: ['PartitionItems'],
      },
    ],
    reach: { kind: 'tenant', cell: 'cells/us-1', reads: ['v1/table-name'], altered: [] },
  };
}

function planOf(changed: StackChange[], change: Partial<Plan> = {}): Plan {
  return {
    digest: DIGEST,
    version: 1,
    verdict: 'clear',
    base: { commit: DIGEST, why: 'HEAD', hasFleet: true },
    scope: { declared: ['fleet'], by: 'option', exceeded: [] },
    changed,
    unchanged: { count: 3, tenants: 0, cells: 3, digest: DIGEST },
    moves: [],
    refusals: [],
    overrides: [],
    notes: [],
    ...change,
  };
}

const many = Array.from({ length: 1000 }, (_, index) => stack(`tenant-${index}`, 'y'.repeat(200)));

test('a comment about 1,000 stacks fits, names as many as it can and says what it leaves out', () => {
  const refusals = many.map(({ stack: name }) => ({
    refusal: 'host-removed',
    code: 'PLAN-004',
    stack: name,
    place: name,
    message: 'z'.repeat(500),
    next: 'Keep it.',
  }));
  for (const plan of [planOf(many), planOf(many, { refusals, verdict: 'refused' })]) {
    const text = planMarkdown(plan);
    expect(text.length).toBeLessThan(COMMENT_CHARACTERS_MAX);
    expect(text).toContain('1000 stacks change: tenants/tenant\\-0'.replace('\\-', '-'));
    expect(text).toMatch(/and [0-9]+ more stacks?\n|`tenants\/tenant-999` changed/);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    expect(text).toContain(DIGEST);
  }
});

test('nothing that a client wrote is Markdown, HTML, a mention, a link or the end of a table', () => {
  const hostile = '</details><img src=x onerror=alert(1)> `code` | [a](javascript:b) @everyone \n# head';
  const reason = '@everyone see [this](https://evil.example) <b>now</b> `x`';
  const refusals = [
    {
      refusal: 'host-removed',
      code: 'PLAN-004',
      stack: 'tenants/a',
      place: 'tenants/a',
      message: hostile,
      next: 'x',
      reason,
    },
  ];
  const text = planMarkdown(planOf([stack('a', hostile)], { refusals }));
  const outsideCode = text.replace(/`[^`\n]*`/g, '');
  expect(outsideCode).not.toMatch(/<img|<b>|@everyone|\]\(|https:\/\//);
  expect(outsideCode.match(/<\/details>/g)).toHaveLength(1);
  expect(text.split('\n').filter((line) => line.startsWith('# '))).toEqual([]);
  const row = text.split('\n').find((line) => line.startsWith('| ～'));
  expect(row?.replace(/\\\|/g, '').split('|')).toHaveLength(6);
});

test('no control character that a client wrote reaches a terminal', () => {
  const text = planText(planOf([stack('a', '\u001B[31mred\u0007')]), false);
  // oxlint-disable-next-line no-control-regex -- These are what must not be there.
  expect(text).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/);
});

test('a terminal is told of the first stacks and how many there are', () => {
  const text = planText(planOf(many), false);
  expect(text).toContain('\nand 980 more stacks; --json has all of them.\n');
});

test('the headline tells what changes from what is added and what is removed', () => {
  const changed = [
    stack('a', 'x'),
    { ...stack('b', 'x'), kind: 'added' as const },
    { ...stack('c', 'x'), kind: 'added' as const },
    { ...stack('d', 'x'), kind: 'removed' as const },
  ];
  expect(planText(planOf(changed), false)).toMatch(
    /^1 stack changes: tenants\/a\. 2 stacks are added: tenants\/b, tenants\/c\. 1 stack is removed: tenants\/d\. /,
  );
});
