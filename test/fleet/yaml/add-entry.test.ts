import { parse } from 'yaml';

import { addEntry } from '../../../lib/fleet/yaml/add-entry';

const ENTRY = ['# alone', 'new:', '  region: eu-west-1'];

describe('adding an entry to a mapping of a YAML file', () => {
  test('writes it behind the last one, at its margin, and leaves everything else as it was', () => {
    const text = `name: fleet # ours
cells:
  # the first
  us-1:
    region: us-east-1 # cheap
    tags: { a: 1 }   # a comment behind

# what follows
tiers:
  basic: {}
`;
    const added = addEntry(text, ['cells'], ENTRY) ?? '';
    expect(added.replace('\n  # alone\n  new:\n    region: eu-west-1', '')).toBe(text);
    expect(added).toContain('# a comment behind\n  # alone\n  new:\n    region: eu-west-1\n\n# what follows');
    expect(parse(added)).toMatchObject({ cells: { 'us-1': {}, new: { region: 'eu-west-1' } }, tiers: {} });
  });

  test.each([
    [
      'ends without a line end',
      'cells:\n    a:\n        x: 1',
      'cells:\n    a:\n        x: 1\n    # alone\n',
    ],
    ['ends its lines as Windows does', 'cells:\r\n  a: 1\r\nz: 2\r\n', 'cells:\r\n  a: 1\r\n  # alone\r\n'],
    [
      'has a text over several lines last',
      'cells:\n  a: >\n    one\n    two\n\nz: 2\n',
      '    two\n  # alone\n',
    ],
    ['has a list last', 'cells:\n  a:\n    - 1\n    - 2 # two\nz: 2\n', '    - 2 # two\n  # alone\n'],
  ])('follows a file that %s', (_, text, begins) => {
    const added = addEntry(text, ['cells'], ENTRY) ?? '';
    expect(added).toContain(begins);
    expect(parse(added)).toMatchObject({ cells: { a: expect.anything(), new: { region: 'eu-west-1' } } });
  });

  test.each([
    ['in braces', 'cells: { a: 1 }\n'],
    ['that is empty', 'cells: {}\n'],
    ['that has no value', 'cells:\n'],
    ['that is not there', 'name: fleet\n'],
    ['that others refer to', 'cells: &all\n  a: 1\nb: *all\n'],
    ['of a list', 'cells:\n  - a: 1\n'],
  ])('does not touch a mapping %s', (_, text) => {
    expect(addEntry(text, ['cells'], ENTRY)).toBeUndefined();
  });
});
