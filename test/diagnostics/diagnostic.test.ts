import { diagnostic, isError } from '../../lib/diagnostics/diagnostic';

const PLACE = { file: 'fleet.yaml', line: 3, column: 3 };

test('the severity of a diagnostic follows from its code', () => {
  const unknownTier = diagnostic({ code: 'TENANT-014', place: PLACE, message: 'a.', next: 'b.' });
  const emptyCell = diagnostic({ code: 'FLEET-017', place: PLACE, message: 'a.', next: 'b.' });
  expect([unknownTier.severity, isError(unknownTier)]).toEqual(['error', true]);
  expect([emptyCell.severity, isError(emptyCell)]).toEqual(['warning', false]);
});

test('a diagnostic survives a round trip through JSON', () => {
  const found = diagnostic({ code: 'TENANT-014', place: PLACE, message: 'a.', next: 'b.', value: 7 });
  expect(JSON.parse(JSON.stringify(found))).toEqual(found);
});

test('the value is text, printable and without quotes, and absent where there is none', () => {
  const withValue = diagnostic({
    code: 'FILE-001',
    place: PLACE,
    message: 'a.',
    next: 'b.',
    value: 'x\u0007y',
  });
  const without = diagnostic({ code: 'FILE-001', place: PLACE, message: 'a\u0007.', next: 'b.' });
  expect(withValue.value).toBe(String.raw`x\u0007y`);
  expect(without).not.toHaveProperty('value');
  expect(without.message).toBe(String.raw`a\u0007.`);
});
