import { signedTypeOf } from '../../../lib/fleet/brand/file-signature';

test.each([
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00]],
  ['jpeg', [0xff, 0xd8, 0xff, 0xe0]],
  ['webp', [...Buffer.from('RIFF\u0001\u0001\u0001\u0001WEBPVP8 ')]],
  ['ico', [0x00, 0x00, 0x01, 0x00, 0x01]],
  ['woff2', [...Buffer.from('wOF2')]],
])('the first bytes of a %s are told', (type, bytes) => {
  expect(signedTypeOf(Uint8Array.from(bytes))).toBe(type);
});

test('text and the beginning of a signature are of no type', () => {
  expect(signedTypeOf(new TextEncoder().encode('<svg/>'))).toBeUndefined();
  expect(signedTypeOf(Uint8Array.from([0x89, 0x50]))).toBeUndefined();
  expect(signedTypeOf(new Uint8Array())).toBeUndefined();
});

test('another RIFF file, such as a sound, is no WebP', () => {
  expect(signedTypeOf(new TextEncoder().encode('RIFF1234WAVEfmt '))).toBeUndefined();
  expect(signedTypeOf(new TextEncoder().encode('XXXX1234WEBPVP8 '))).toBeUndefined();
});
