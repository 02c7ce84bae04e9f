import { diagnostic } from '../../lib/diagnostics/diagnostic';
import { diagnosticJson, diagnosticText, sortDiagnostics } from '../../lib/diagnostics/render';

const unknownTier = diagnostic({
  code: 'TENANT-014',
  place: { file: 'tenants/rally-north/tenant.yaml', line: 4, column: 7 },
  message: 'tier "gold" is not a tier of this fleet.',
  next: 'Use one of: foundational, premium, enterprise.',
  value: 'gold',
});

test('a problem is one line with place, code, value and next step', () => {
  expect(diagnosticText(unknownTier)).toBe(
    'tenants/rally-north/tenant.yaml:4:7 TENANT-014 tier "gold" is not a tier of this fleet. Use one of: foundational, premium, enterprise.',
  );
});

test('a warning says that it is one', () => {
  const place = { file: 'fleet.yaml', line: 3, column: 3 };
  const found = diagnostic({ code: 'FLEET-017', place, message: 'It is empty.', next: 'Fill it.' });
  expect(diagnosticText(found)).toBe('fleet.yaml:3:3 warning FLEET-017 It is empty. Fill it.');
});

test('a file name with control characters cannot act on the terminal', () => {
  const found = diagnostic({
    code: 'FILE-006',
    place: { file: 'tenants/\u001b[2Jx\ny' },
    message: 'a.',
    next: 'b.',
  });
  expect(diagnosticText(found)).toBe(String.raw`tenants/\u001b[2Jx\u000ay FILE-006 a. b.`);
  expect(diagnosticJson(found).file).toBe(String.raw`tenants/\u001b[2Jx\u000ay`);
});

test('the JSON form is flat and leaves out what does not apply', () => {
  expect(diagnosticJson(unknownTier)).toEqual({
    code: 'TENANT-014',
    severity: 'error',
    file: 'tenants/rally-north/tenant.yaml',
    line: 4,
    column: 7,
    value: 'gold',
    message: 'tier "gold" is not a tier of this fleet.',
    next: 'Use one of: foundational, premium, enterprise.',
  });
  const whole = diagnostic({ code: 'FILE-001', place: { file: 'fleet.yaml' }, message: 'a.', next: 'b.' });
  expect(Object.keys(diagnosticJson(whole))).toEqual(['code', 'severity', 'file', 'message', 'next']);
});

test('problems of one place are ordered by code, then message, and the given list is left alone', () => {
  const place = { file: 'fleet.yaml' };
  const given = [
    diagnostic({ code: 'FILE-006', place, message: 'b.', next: '' }),
    diagnostic({ code: 'FILE-006', place, message: 'a.', next: '' }),
    diagnostic({ code: 'FILE-001', place, message: 'c.', next: '' }),
  ];
  expect(sortDiagnostics(given).map(({ message }) => message)).toEqual(['c.', 'a.', 'b.']);
  expect(given.map(({ message }) => message)).toEqual(['b.', 'a.', 'c.']);
});
