import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { RecordLog } from '../../../lib/engine/local/state/record-log';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-log-'));
  path = join(folder, 'state.log');
});

afterEach(() => rmSync(folder, { recursive: true }));

function reopened(log: RecordLog): RecordLog {
  log.close();
  return RecordLog.open(path);
}

test('what was written under a key last is what is read, also by the next process', () => {
  let log = RecordLog.open(path);
  log.put([
    ['a', 'one'],
    ['b', 'Größe\n2'],
  ]);
  log.put([['a', 'two']]);
  expect([log.get('a'), log.get('b'), log.get('c')]).toEqual(['two', 'Größe\n2', undefined]);
  log = reopened(log);
  expect([log.get('a'), log.get('b'), log.keys('')]).toEqual(['two', 'Größe\n2', ['a', 'b']]);
  log.close();
});

test('a key that was forgotten stays so', () => {
  let log = RecordLog.open(path);
  log.put([['a', 'one']]);
  log.put([['a', undefined]]);
  expect(log.has('a')).toBe(false);
  log = reopened(log);
  expect(log.get('a')).toBeUndefined();
  log.close();
});

test('wherever a write was cut off, everything before it is there', () => {
  const log = RecordLog.open(path);
  log.put([['a', 'first']]);
  const whole = statSync(path).size;
  log.put([['b', 'second, which is cut']]);
  log.close();
  const bytes = readFileSync(path);
  for (let length = whole; length < bytes.length; length += 1) {
    writeFileSync(path, bytes.subarray(0, length));
    const cut = RecordLog.open(path);
    expect([length, cut.get('a'), cut.get('b')]).toEqual([length, 'first', undefined]);
    cut.put([['c', 'third']]);
    expect(reopenedValue(cut, 'c')).toBe('third');
  }
});

function reopenedValue(log: RecordLog, key: string): string | undefined {
  const again = reopened(log);
  const value = again.get(key);
  again.close();
  return value;
}

test('a file of something else is refused, and a damaged value too', () => {
  writeFileSync(path, 'something that nobody here wrote\n');
  expect(() => RecordLog.open(path)).toThrow('ENGINE-002');
  rmSync(path);
  const log = RecordLog.open(path);
  log.put([['a', 'value']]);
  log.close();
  const bytes = readFileSync(path);
  writeFileSync(path, Buffer.from(bytes.toString().replace('value', 'other')));
  const damaged = RecordLog.open(path);
  expect(() => damaged.get('a')).toThrow('ENGINE-002');
  damaged.close();
});

test('a file of which most is outdated is written anew when it is opened', () => {
  let log = RecordLog.open(path);
  const value = 'x'.repeat(1 << 20);
  for (let n = 0; n < 20; n += 1) {
    log.put([
      ['big', `${n}${value}`],
      [`small/${n}`, String(n)],
    ]);
  }
  log = reopened(log);
  expect(statSync(path).size).toBeLessThan(2 << 20);
  expect(log.get('big')).toBe(`19${value}`);
  log.put([['small/3', 'changed']]);
  expect([log.get('small/3'), log.get('small/4'), log.keys('small/')]).toEqual([
    'changed',
    '4',
    Array.from({ length: 20 }, (_, n) => `small/${n}`),
  ]);
  log.close();
});

test('an entry behind a torn one is not believed', () => {
  const log = RecordLog.open(path);
  log.put([['a', 'one']]);
  log.close();
  truncateSync(path, statSync(path).size - 1);
  appendFileSync(path, 'not a header\nb 3 00000000\nxxx\n');
  const torn = RecordLog.open(path);
  expect(torn.keys('')).toEqual(['a']);
  torn.close();
});
