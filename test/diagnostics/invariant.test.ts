import { invariant } from '../../lib/diagnostics/invariant';

test('a broken invariant crashes with its message, and a sound one does nothing', () => {
  const check = (wave: readonly string[]) => () => invariant(wave.length > 0, 'a wave is never empty');
  expect(check([])).toThrow('invariant broken: a wave is never empty');
  expect(check(['rally-north'])).not.toThrow();
});
