import type { LedgerLine, PageContent } from '../../../lib/report/html/page-content';
import { sampleContent, sampleFleet } from './sample-content';
import { bareOf } from './sample-page';

/** What tries to be markup, to end an attribute, to be an entity, to turn the text around, to hide in it. */
const ATTACK = [
  `</script></style><script>hacked = 1</script>`,
  `"><img src=x onerror="hacked = 1">`,
  `' autofocus onfocus='hacked = 1`,
  `--><svg onload=hacked=1>`,
  `&lt;script&gt; &#60;b&#62; &amp;`,
  `javascript:hacked=1`,
  `\u202Egnp.exe\u2066\u200F\u0000\u001B[31m\u2028\uD800`,
].join(' ');

let content: PageContent;

beforeAll(async () => {
  const { ledger, rollouts, ...rest } = await sampleContent(sampleFleet(3));
  content = {
    ...rest,
    ledger: ledger.kind === 'ledger' ? { ...ledger, lines: oneOfEach(ledger.lines) } : ledger,
    rollouts:
      rollouts.kind === 'rollouts' ? { ...rollouts, timelines: rollouts.timelines.slice(0, 1) } : rollouts,
  };
});

test('no text of a fleet, a plan, a roll-out or a ledger becomes markup', () => {
  const tried = textsOf(content).flatMap((path) => {
    const harmless = tagsWith(path, 'harmless');
    return harmless === undefined
      ? []
      : [{ path: path.join('.'), harmless, harmful: tagsWith(path, ATTACK) }];
  });
  expect(tried.filter(({ harmless, harmful }) => harmless !== harmful).map(({ path }) => path)).toEqual([]);
  expect(tried.length).toBeGreaterThan(100);
});

test.each([
  'fleet.tenants.0.name',
  'fleet.tenants.0.owners.0',
  'fleet.tenants.0.id',
  'fleet.tenants.0.branding.logo',
])('what was written as %s is there, escaped', (path) => {
  const page = bareOf(replaced(content, path.split('.'), `</script><b title="x">'&`));
  expect(page).toContain('&lt;/script&gt;&lt;b title=&quot;x&quot;&gt;&#39;&amp;');
});

test('characters that hide or turn text around are written out', () => {
  const page = bareOf(replaced(content, ['fleet', 'tenants', '0', 'name'], 'a\u202Eb\u0000c\u2028d\uD800'));
  expect(page).toContain('a\\u202eb\\u0000c\\u2028d\\ud800');
  expect(page).not.toMatch(/[^\P{C}\n]|[\u2028\u2029]/u);
});

/** Tags and attributes of the page, in no order; undefined where the text has only certain values. */
function tagsWith(path: readonly string[], text: string): string | undefined {
  try {
    const page = bareOf(replaced(content, path, text)).replace(/"[^"]*"/g, '""');
    return (page.match(/<[^>]*>/g) ?? []).sort().join('');
  } catch {
    return undefined;
  }
}

/** Where each text of a value is, in arrays and mappings, and in the names of mappings. */
function textsOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') {
    return [path];
  }
  return typeof value === 'object' && value !== null && !(value instanceof Map)
    ? Object.entries(value).flatMap(([key, one]) => (isOften(path, key) ? [] : textsOf(one, [...path, key])))
    : [];
}

/** Of tenants some are enough. */
function isOften(path: readonly string[], key: string): boolean {
  return path.at(-1) === 'tenants' && Number(key) > 0;
}

/** A line of the ledger for each kind of record, event and outcome. */
function oneOfEach(lines: readonly LedgerLine[]): readonly LedgerLine[] {
  return [...new Map(lines.map((line) => [kindOf(line), line])).values()];
}

function kindOf(line: LedgerLine): string {
  if (line.kind === 'unreadable') {
    return line.kind;
  }
  const { record } = line.entry;
  switch (record.kind) {
    case 'outcome':
      return record.outcome.kind;
    case 'rollout-event':
      return record.event.kind;
    default:
      return record.kind;
  }
}

/** The same value with another text in one place. */
function replaced<Value>(value: Value, path: readonly string[], text: string): Value {
  const [key, ...rest] = path;
  if (key === undefined) {
    return text as Value;
  }
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) =>
      String(index) === key ? replaced(one, rest, text) : one,
    ) as Value;
  }
  return { ...value, [key]: replaced(value[key as keyof Value], rest, text) };
}
