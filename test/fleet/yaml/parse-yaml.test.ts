import { diagnosticText } from '../../../lib/diagnostics/render';
import { YAML_ALIASES_MAX, YAML_DEPTH_MAX, YAML_PROBLEMS_MAX } from '../../../lib/fleet/limits';
import { parseYaml, type ParsedYaml } from '../../../lib/fleet/yaml/parse-yaml';

function parse(content: string | Uint8Array, bytesMax = 65_536): ParsedYaml {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return parseYaml({ kind: 'file', path: 'fleet.yaml', bytes }, bytesMax);
}

function problems(content: string | Uint8Array, bytesMax?: number): string[] {
  return parse(content, bytesMax).diagnostics.map(diagnosticText);
}

test('a mapping is parsed by YAML 1.2, in which yes and dates are text', () => {
  expect(parse('a: yes\nb: 2026-11-22\nc: 0o17\nd: true\n').document?.value).toEqual({
    a: 'yes',
    b: '2026-11-22',
    c: 15,
    d: true,
  });
});

test('a byte order mark and Windows line ends are tolerated', () => {
  const { document } = parse('\ufeffa: 1\r\nb: 2\r\n');
  expect(document?.value).toEqual({ a: 1, b: 2 });
  expect(document?.locate(['b'])).toEqual({ file: 'fleet.yaml', line: 2, column: 4 });
});

test('a file over its size is refused unread', () => {
  expect(problems('a: 1\n'.repeat(300), 1024)).toEqual([
    'fleet.yaml FILE-002 the file has 1500 bytes; at most 1024 (1 KiB) are read. Make it smaller.',
  ]);
});

test('the first byte that is not UTF-8 is named with its place', () => {
  const latin1 = Uint8Array.from([...Buffer.from('a: 1\nb: Bü', 'latin1'), 0x0a]);
  expect(problems(latin1)).toEqual([
    'fleet.yaml:2:5 FILE-010 byte 0xfc is not UTF-8. Save the file as UTF-8.',
  ]);
});

test('UTF-16 is refused at its first byte', () => {
  expect(problems(Uint8Array.from([0xff, 0xfe, 0x61, 0x00]))[0]).toContain(
    'fleet.yaml:1:1 FILE-010 byte 0xff is not UTF-8.',
  );
});

test.each(['', '\n\n', '# only a comment\n', '---\n', '...\n', 'null\n', '~'])(
  'a file that holds nothing is refused as empty: %j',
  (text) => {
    expect(problems(text)).toEqual([
      'fleet.yaml FILE-011 the file is empty. Write a mapping of keys to values, or remove the file.',
    ]);
  },
);

test.each([
  ['- a\n- b\n', 'a list'],
  ['just text\n', '"just text"'],
  ['42\n', '42'],
])('a top level that is no mapping is refused: %j', (text, kind) => {
  expect(problems(text)).toEqual([
    `fleet.yaml:1:1 FILE-016 the top level is ${kind}, not a mapping. Write keys and values, such as "name: …".`,
  ]);
});

test('every syntax problem of a file is reported in one run', () => {
  expect(problems('a: b: c\nname: x\nname: y\nd: "unclosed\n')).toEqual([
    'fleet.yaml:1:4 FILE-012 the YAML is malformed: nested mappings are not allowed in compact mappings. Put a value that contains ": " in quotes, or begin the mapping on a new line.',
    'fleet.yaml:5:1 FILE-012 the YAML is malformed: missing closing "quote. Add the missing character; a quote that is never closed swallows the lines after it.',
    'fleet.yaml:3:1 FILE-014 key "name" is written twice, first on line 2. Keep one of the two.',
  ]);
});

test('at most a named number of syntax problems is reported', () => {
  expect(problems(Array.from({ length: 200 }, (_, index) => `k${index}: a: b\n`).join(''))).toHaveLength(
    YAML_PROBLEMS_MAX,
  );
});

test.each(['a:\n\t- b\n', 'a:\n\tb: 1\n', 'a:\n  b: 1\n\tc: 2\n', '\ta: 1\n'])(
  'a tab in the indentation is refused at the tab: %j',
  (text) => {
    const line = text.split('\n').findIndex((candidate) => candidate.startsWith('\t')) + 1;
    expect(problems(text)[0]).toBe(
      `fleet.yaml:${line}:1 FILE-013 a tab is used for indentation, which YAML does not allow. Write two spaces for each level.`,
    );
  },
);

test('duplicate keys are refused at any depth, each with the line of the first', () => {
  expect(problems('a:\n  b: 1\n  c: 2\n  b: 3\n"a": 4\n')).toEqual([
    'fleet.yaml:5:1 FILE-014 key "a" is written twice, first on line 1. Keep one of the two.',
    'fleet.yaml:4:3 FILE-014 key "b" is written twice, first on line 2. Keep one of the two.',
  ]);
});

test('a second document is refused where it begins', () => {
  expect(problems('a: 1\n---\nb: 2\n')).toEqual([
    'fleet.yaml:2:1 FILE-015 a second YAML document begins here. Remove the line of "---", or give the second document a file of its own.',
  ]);
});

test('tags and keys that are no text are refused', () => {
  expect(problems('a: !!binary aGk=\n')[0]).toContain('fleet.yaml:1:4 FILE-012 the YAML is malformed:');
  expect(problems('a: !custom x\n')[0]).toContain('Remove the tag; only plain YAML is read.');
  expect(problems('? [a]\n: b\n')[0]).toContain('FILE-012');
});

test('a few aliases are allowed, and more than the limit refused', () => {
  const aliases = (count: number): string => `a: &x 1\nb: [${Array(count).fill('*x').join(', ')}]\n`;
  expect(problems(aliases(YAML_ALIASES_MAX))).toEqual([]);
  expect(problems(aliases(YAML_ALIASES_MAX + 1))[0]).toContain(
    'FILE-017 the file has more than 20 aliases. Write the values out.',
  );
});

test('an alias that contains itself is refused at the alias', () => {
  expect(problems('a: &x\n  b: [1, *x]\n')).toEqual([
    'fleet.yaml:2:10 FILE-018 the alias contains itself. Write the value out.',
  ]);
});

test('aliases that multiply are refused even when they are few', () => {
  const leaves = Array(1000).fill('x').join(', ');
  const text = `a: &a [${leaves}]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n`;
  expect(problems(text)).toEqual([
    'fleet.yaml:4:1 FILE-019 the file has more than 20000 values, aliases written out. Shorten it; aliases that repeat other aliases multiply.',
  ]);
});

test('a billion laughs is refused at once', () => {
  const levels = 'bcdefghij'
    .split('')
    .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`);
  expect(problems(`a: &a [ha]\n${levels.join('\n')}\n`)[0]).toContain('FILE-017');
});

test('nesting beyond the limit is refused, however deep', () => {
  const nested = (depth: number): string => `a: ${'['.repeat(depth)}${']'.repeat(depth)}\n`;
  expect(problems(nested(YAML_DEPTH_MAX - 1))).toEqual([]);
  expect(problems(nested(YAML_DEPTH_MAX))[0]).toContain(
    'FILE-020 the value lies more than 20 levels deep. Flatten it; no file of a fleet needs as many levels.',
  );
  expect(problems(nested(30_000))[0]).toContain('FILE-020');
});

test.each(['__proto__: 1\n', 'a:\n  - "__proto__": { b: 1 }\n', '"\\x5f_proto__": 1\n'])(
  'the key __proto__ is refused wherever and however it is written: %j',
  (text) => {
    expect(problems(text)[0]).toMatch(/:\d+ FILE-021 key "__proto__" is not allowed\. Remove it\.$/);
  },
);

test('control characters are refused, and none of them is shown raw', () => {
  const [line = ''] = problems('a: "\u0007"\n');
  expect(line).toContain('FILE-012');
  expect(line).not.toContain('\u0007');
});

test.each([
  ['brackets that never close', '['],
  ['duplicates of a deep mapping', 'a: 1\na:\n  - '],
  ['syntax errors', 'a: b: c\n'],
  ['anchors', '&a '],
])('a file full of %s is refused in good time, and never throws', (_, passage) => {
  const found = problems(passage.repeat(60_000 / passage.length));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThanOrEqual(YAML_PROBLEMS_MAX);
});
