import { comparePlaces, placeText } from '../../lib/diagnostics/place';

test('a place is written in the form that editors and terminals link', () => {
  expect(placeText({ file: 'fleet.yaml', line: 4, column: 7 })).toBe('fleet.yaml:4:7');
  expect(placeText({ file: 'fleet.yaml', line: 4 })).toBe('fleet.yaml:4:1');
  expect(placeText({ file: 'tenants/rally-north' })).toBe('tenants/rally-north');
});

test('places are ordered by file, then line as a number, then column', () => {
  const places = [
    { file: 'b.yaml' },
    { file: 'a.yaml', line: 10, column: 1 },
    { file: 'a.yaml', line: 9, column: 20 },
    { file: 'a.yaml', line: 9, column: 3 },
    { file: 'a.yaml' },
  ];
  expect(places.toSorted(comparePlaces).map(placeText)).toEqual([
    'a.yaml',
    'a.yaml:9:3',
    'a.yaml:9:20',
    'a.yaml:10:1',
    'b.yaml',
  ]);
});
