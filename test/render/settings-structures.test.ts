import { settingsStructures } from '../../lib/render/settings-structures';

const text = { type: 'string' };

test('settings that must all be there have one structure, defaults filled in', () => {
  expect(
    settingsStructures({
      type: 'object',
      properties: {
        host: text,
        breaks: { type: 'integer', default: 4 },
        days: { type: 'array', items: text },
      },
      required: ['host', 'days'],
    }),
  ).toEqual([{ value: { host: 'any.example', breaks: 0, days: [] }, present: [] }]);
});

test('a key that may be left out is there or not, whatever is inside it', () => {
  expect(
    settingsStructures({
      type: 'object',
      properties: {
        host: text,
        report: { type: 'object', properties: { to: text, copy: text }, required: ['to'] },
      },
      required: ['host'],
    }),
  ).toEqual([
    { value: { host: 'any.example' }, present: [] },
    { value: { host: 'any.example', report: { to: 'any.example' } }, present: ['report'] },
    {
      value: { host: 'any.example', report: { to: 'any.example', copy: 'any.example' } },
      present: ['report.copy'],
    },
  ]);
});

test('a switch is on or off, and one of several forms is each of them', () => {
  expect(
    settingsStructures({
      type: 'object',
      properties: { live: { type: 'boolean' }, limit: { anyOf: [{ type: 'integer' }, text] } },
      required: ['live', 'limit'],
    }),
  ).toEqual([
    { value: { live: false, limit: 0 }, present: [] },
    { value: { live: false, limit: 'any.example' }, present: [] },
    { value: { live: true, limit: 0 }, present: ['live'] },
    { value: { live: true, limit: 'any.example' }, present: ['live'] },
  ]);
});
