import fc from 'fast-check';

import { decodeText } from '../../../lib/fleet/yaml/decode-text';

function decodeBytes(...bytes: number[]): ReturnType<typeof decodeText> {
  return decodeText(Uint8Array.from(bytes));
}

test('a byte order mark at the beginning is left out', () => {
  expect(decodeBytes(0xef, 0xbb, 0xbf, 0x61)).toEqual({ kind: 'text', text: 'a' });
});

test.each([
  ['a lone continuation byte', [0x61, 0x80], { line: 1, column: 2, byte: 0x80 }],
  ['a sequence cut off by the end', [0x61, 0x0a, 0x62, 0xe2, 0x82], { line: 2, column: 2, byte: 0xe2 }],
  ['a sequence cut off by a line feed', [0xc3, 0x0a, 0x61], { line: 1, column: 1, byte: 0xc3 }],
  ['a surrogate', [0xed, 0xa0, 0x80], { line: 1, column: 1, byte: 0xed }],
  ['an overlong form', [0x61, 0xc0, 0xaf], { line: 1, column: 2, byte: 0xc0 }],
  ['a byte after wide characters', [0xc3, 0xbc, 0xc3, 0xbc, 0xff], { line: 1, column: 3, byte: 0xff }],
])('%s is found where it begins', (_, bytes, place) => {
  expect(decodeBytes(...bytes)).toEqual({ kind: 'malformed', ...place });
});

test('any bytes are either text that encodes to them again, or malformed at a place within', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const decoded = decodeText(bytes);
      const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
      if (decoded.kind === 'text') {
        expect([...new TextEncoder().encode(decoded.text)]).toEqual([...bytes.subarray(hasMark ? 3 : 0)]);
      } else {
        expect(bytes).toContain(decoded.byte);
        expect(decoded.line).toBeLessThanOrEqual(bytes.filter((byte) => byte === 0x0a).length + 1);
      }
    }),
    { seed: 20261122, numRuns: 2000 },
  );
});
