import { filesDigest } from '../../lib/fleet/files-digest';

test('the digest depends on names and contents, not on order or on where one file ends', () => {
  const file = (path: string, text: string) => ({ path, bytes: new TextEncoder().encode(text) });
  const digest = filesDigest([file('a.css', 'x'), file('b.css', 'y')]);
  expect(filesDigest([file('b.css', 'y'), file('a.css', 'x')])).toBe(digest);
  const others = [
    filesDigest([file('a.css', 'y'), file('b.css', 'x')]),
    filesDigest([file('a.css', 'x')]),
    filesDigest([file('a.css', 'x5:b.css1:y')]),
    filesDigest([file('a.cssx', ''), file('b.css', 'y')]),
    filesDigest([]),
  ];
  expect(new Set([digest, ...others]).size).toBe(others.length + 1);
});
