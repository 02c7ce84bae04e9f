import { clipped, merged, without } from '../../../lib/rollout/calendar/intervals';

const span = (from: number, to: number) => ({ from, to });

test('intervals that overlap or touch are one, and empty ones are none', () => {
  expect(merged([span(5, 6), span(1, 3), span(2, 4), span(4, 5), span(8, 8), span(9, 7)])).toEqual([
    span(1, 6),
  ]);
});

test('what is taken out leaves what is before, between and behind', () => {
  expect(without([span(0, 10)], [span(4, 6), span(2, 3)])).toEqual([span(0, 2), span(3, 4), span(6, 10)]);
  expect(without([span(0, 10), span(20, 30)], [span(8, 22), span(40, 50)])).toEqual([
    span(0, 8),
    span(22, 30),
  ]);
  expect(without([span(0, 10)], [span(-5, 15)])).toEqual([]);
});

test('what lies outside is cut off', () => {
  expect(clipped([span(0, 2), span(3, 8), span(9, 12)], 2, 10)).toEqual([span(3, 8), span(9, 10)]);
});
