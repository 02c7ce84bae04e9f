import fc from 'fast-check';

/** What a client may call things: any text without control characters, the characters that formats trip over included. */
const title = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.constantFrom(
      '"quoted"',
      'back\\slash',
      '${AWS::AccountId}',
      "it's",
      '<b>&amp;</b>',
      'Ünïcødé 東京',
      '# not a comment',
    ),
  )
  .filter((text) => /^\P{C}+$/u.test(text) && !text.includes('{{') && !text.includes('${Token['));

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

const label = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);

/** An id of the pattern; each starts with a letter of its own kind so that a test can look for it in a text. */
export const tenantId = fc
  .array(fc.stringMatching(/^[a-z0-9]{1,6}$/), { minLength: 1, maxLength: 3 })
  .map((words) => `q${words.join('-')}`)
  .filter((id) => id.length >= 3 && id.length <= 24);

const ads = fc.record({
  host: label.map((name) => `${name}.ads.example`),
  breaksPerHour: fc.integer({ min: 1, max: 12 }),
});
const payments = fc.record({
  host: label.map((name) => `${name}.pay.example`),
  currency: fc.constantFrom('USD', 'EUR'),
});

/** A valid tenant.yaml but for its id, as the data that is written; JSON is YAML. */
export const tenantFile = fc
  .record({
    name: title,
    tier: fc.constantFrom('foundational', 'premium', 'enterprise'),
    cell: fc.constantFrom('us-1', 'us-2'),
    colors: fc.tuple(color, color, color, color),
    categories: fc.uniqueArray(
      label.map((id) => `c${id}`),
      { minLength: 1, maxLength: 4 },
    ),
    titles: fc.array(title, { minLength: 4, maxLength: 4 }),
    ownDomain: fc.boolean(),
    ads: fc.option(ads),
    payments: fc.option(payments),
  })
  .map((drawn) => ({
    ...drawn,
    features:
      drawn.tier === 'foundational'
        ? {}
        : {
            ...(drawn.ads === null ? {} : { ads: drawn.ads }),
            ...(drawn.payments === null ? {} : { payments: drawn.payments }),
          },
  }));

type Drawn = typeof tenantFile extends fc.Arbitrary<infer Value> ? Value : never;

/** The text of the tenant's file. */
export function tenantYaml(id: string, drawn: Drawn): string {
  const [primary, accent, background, text] = drawn.colors;
  const account = drawn.cell === 'us-1' ? '111122223333' : '444455556666';
  return JSON.stringify({
    name: drawn.name,
    owners: ['@northlight/platform'],
    cell: drawn.cell,
    tier: drawn.tier,
    ring: 'general',
    release: 'next',
    branding: {
      colors: { primary, accent, background, text },
      logo: 'brand/logo.svg',
      favicon: 'brand/favicon.svg',
      homepage: drawn.categories.map((category, index) => ({ title: drawn.titles[index], category })),
    },
    catalogue: {
      categories: drawn.categories.map((category, index) => ({ id: category, title: drawn.titles[index] })),
    },
    ...(drawn.ownDomain
      ? {
          domains: [`watch.${id}.example`],
          certificateArn: `arn:aws:acm:us-east-1:${account}:certificate/99999999-9999-4999-8999-999999999999`,
        }
      : {}),
    features: drawn.features,
    contacts: [{ role: 'operations', email: 'operations@client.example' }],
  });
}
