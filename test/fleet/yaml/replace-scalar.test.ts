import fc from 'fast-check';
import { load } from 'js-yaml';

import { replaceScalar } from '../../../lib/fleet/yaml/replace-scalar';

describe('replacing one value of a YAML file', () => {
  test('everything around the value stays as it was', () => {
    const text =
      '# Rally North\nname: Rally North\r\nrelease:   2026.11.0   # pinned\n\n# end\nring: early\n';
    expect(replaceScalar(text, ['release'], '2026.11.1')).toBe(
      '# Rally North\nname: Rally North\r\nrelease:   2026.11.1   # pinned\n\n# end\nring: early\n',
    );
  });

  test.each([
    ["release: '2026.11.0'", "release: '2026.11.1'"],
    ['release: "2026.11.0"', 'release: "2026.11.1"'],
    ['{ name: x, release: 2026.11.0, ring: early }', '{ name: x, release: 2026.11.1, ring: early }'],
    ['release: next', 'release: 2026.11.1'],
    ['release:\n  2026.11.0\n', 'release:\n  2026.11.1\n'],
  ])('%j keeps its style', (before, after) => {
    expect(replaceScalar(before, ['release'], '2026.11.1')).toBe(after);
  });

  test('a value deep in a file is found by its path', () => {
    const text = 'cells:\n  us-1:\n    release: 2026.11.0\n  us-2:\n    release: 2026.11.0\n';
    expect(replaceScalar(text, ['cells', 'us-2', 'release'], '2026.11.1')).toBe(
      'cells:\n  us-1:\n    release: 2026.11.0\n  us-2:\n    release: 2026.11.1\n',
    );
  });

  test.each(['name: x', 'release: [a]', 'release: *pinned', 'other: &r 2026.11.0\nrelease: &v 2026.11.0'])(
    'in %j there is nothing to replace without touching more',
    (text) => {
      expect(replaceScalar(text, ['release'], '2026.11.1')).toBeUndefined();
    },
  );

  test('what is read back is the new value, and every other value is the old one', () => {
    const plain = fc.stringMatching(/^[a-z][a-z ]{0,20}$/).map((text) => text.trim());
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^k[a-z]{1,8}$/), plain), plain, (others, comment) => {
        const lines = Object.entries(others).map(([key, value]) => `${key}: '${value}' # ${comment}`);
        const text = [...lines, 'release: 2026.11.0 # pinned', ''].join('\n');
        const after = replaceScalar(text, ['release'], '2026.11.1');
        expect(load(after ?? '')).toEqual({ ...others, release: '2026.11.1' });
        expect(after).toHaveLength(text.length);
      }),
    );
  });
});
