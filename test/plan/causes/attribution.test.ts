import { attributeChanges, KEYS_TRIED_MAX } from '../../../lib/plan/causes/attribution';
import type { ConfigurationKey } from '../../../lib/plan/causes/configuration-key';
import { resourceChanges } from '../../../lib/plan/resource-changes';
import type { TemplateChanges } from '../../../lib/plan/resource-changes';

const key = (id: string, isProgram = false): ConfigurationKey => ({
  id,
  file: 'tenants/a/tenant.yaml',
  key: id,
  ...(isProgram ? { isProgram } : {}),
  take: (into) => into,
});

/** What changes when these tags are put on a resource each. */
function changing(...tags: readonly string[]): TemplateChanges {
  const at = (value: string): object =>
    Object.fromEntries(
      ['A', 'B', 'C'].map((id) => [
        id,
        { Type: 'AWS::SNS::Topic', Properties: { DisplayName: tags.includes(id) ? value : 'same' } },
      ]),
    );
  return resourceChanges({ Resources: at('old') as never }, { Resources: at('new') as never });
}

/** What keys change alone: of each the resource that it is named for. */
const eachItsOwn = {
  forward: (keys: readonly ConfigurationKey[]) => Promise.resolve(changing(...keys.map(({ id }) => id))),
  backward: () => Promise.resolve(undefined),
};

const place = (logicalId: string): { logicalId: string; path: string } => ({
  logicalId,
  path: 'Properties.DisplayName',
});

test('each change is the work of the key that shows it alone, and a key that shows none has no part', async () => {
  const keys = [key('A'), key('B'), key('idle')];
  const { causes, causesOf } = await attributeChanges(keys, changing('A', 'B'), eachItsOwn);
  expect(causes.map(({ id, effect, resources }) => [id, effect, resources])).toEqual([
    ['A', 'alone', ['A']],
    ['B', 'alone', ['B']],
    ['idle', 'none', []],
  ]);
  expect([causesOf(place('A')), causesOf(place('B'))]).toEqual([['A'], ['B']]);
});

test('what no key shows alone is the work of those that show nothing, together', async () => {
  const keys = [key('A'), key('x'), key('y')];
  const { causes, causesOf } = await attributeChanges(keys, changing('A', 'C'), eachItsOwn);
  expect(causes.map(({ id, effect }) => `${id} ${effect}`)).toEqual(['A alone', 'x together', 'y together']);
  expect(causesOf(place('C'))).toEqual(['x', 'y']);
});

test('keys that are not sound one by one are tried as one', async () => {
  const keys = [key('A'), key('B')];
  const { causesOf } = await attributeChanges(keys, changing('A', 'B'), {
    forward: (tried) => Promise.resolve(tried.length === 2 ? changing('A', 'B') : undefined),
    backward: () => Promise.resolve(undefined),
  });
  expect(causesOf(place('A'))).toEqual(['A', 'B']);
});

test('a key that is not sound going forward is tried by taking it back', async () => {
  const { causesOf } = await attributeChanges([key('A'), key('B')], changing('A', 'B'), {
    forward: () => Promise.resolve(undefined),
    backward: (tried) => Promise.resolve(changing(...tried.map(({ id }) => id))),
  });
  expect(causesOf(place('B'))).toEqual(['B']);
});

test('code is blamed for what no configuration explains', async () => {
  const keys = [key('A'), key('idle'), key('lib/blueprint', true)];
  const { causesOf } = await attributeChanges(keys, changing('A', 'C'), eachItsOwn);
  expect(causesOf(place('C'))).toEqual(['lib/blueprint']);
});

test('with too many keys all are named for everything, and nothing is rendered', async () => {
  const keys = Array.from({ length: KEYS_TRIED_MAX + 1 }, (_, index) => key(`k${index}`));
  const refuse = (): Promise<never> => Promise.reject(new Error('it was rendered'));
  const { causes } = await attributeChanges(keys, changing('A'), { forward: refuse, backward: refuse });
  expect(new Set(causes.map(({ effect }) => effect))).toEqual(new Set(['together']));
});
