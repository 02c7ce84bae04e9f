import { patternsInFront } from '../../lib/customization/first-match';

/** Behaviours of a distribution with these patterns, as facts of its template. */
function inOrder(...patterns: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const facts = new Map(
    patterns.map((pattern) => [
      `Properties.DistributionConfig.CacheBehaviors[${pattern}].PathPattern`,
      JSON.stringify(pattern),
    ]),
  );
  return patternsInFront(facts);
}

test.each([
  ['/pay*', '/payments/*', 'the one holds the other'],
  ['/payments/new/*', '/payments/*', 'the other holds the one'],
  ['*.json', '/payments/*', 'some path ends like the one and begins like the other'],
  ['/payment?/*', '/payments/*', 'one character may be any'],
  ['payments/*', '/payments/*', 'the slash in front may be left out'],
  ['*', '/payments/*', 'it matches everything'],
])('%s stands in the way of %s: %s', (earlier, later) => {
  expect([...inOrder(earlier, later).values()]).toEqual([[], [earlier]]);
});

test.each([
  ['/status/*', '/payments/*'],
  ['/pay/*', '/payments/*'],
  ['/payment?', '/payments/*'],
  ['*.json', '/payments/logo.svg'],
  ['/Payments/*', '/payments/*'],
])('%s does not stand in the way of %s', (earlier, later) => {
  expect([...inOrder(earlier, later).values()]).toEqual([[], []]);
});

test('what comes later stands in the way of nothing', () => {
  expect([...inOrder('/payments/*', '/status/*', '/pay*').values()]).toEqual([[], [], ['/payments/*']]);
});

test('what is no distribution has no behaviours', () => {
  expect(patternsInFront(new Map([['Properties.BucketName', '"a"']])).size).toBe(0);
});
