import fc from 'fast-check';

import type { PutChange } from '../../../lib/engine/cloudformation/put-stack';
import { asRendered, asSent, renderedDigest } from '../../../lib/engine/cloudformation/sent-template';
import { FakeCloud, TARGET, digestOf, putChange, templateOf } from './fakes/fake-cloud';

const SEED = 20_261_102;

test(`every template is told from what CloudFormation gives back of it (seed ${SEED})`, () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const { rendered } = put(JSON.stringify(value));
      const { template } = asSent(rendered);
      expect(Buffer.byteLength(template)).toBe(template.length);
      expect(asRendered(template)).toBe(rendered.template);
      expect(JSON.parse(template)).toEqual(value);
    }),
    { seed: SEED },
  );
});

test('escapes that a template was written with stay as they are', () => {
  const text = String.raw`{"a":"\\u00f6 \n \u0007 \ud83c \"","b":"x"}`;
  expect(asRendered(text)).toBe(text);
});

test('a template beyond ASCII is published under the digest of what is sent', () => {
  const { rendered } = put(templateOf('schön'));
  const sent = asSent(rendered);
  expect(sent.digest).toBe(digestOf(sent.template));
  expect(sent.assets).toContain(sent.digest);
  expect(sent.artifacts).toContain(sent.digest);
  expect(renderedDigest(sent.template)).toBe(rendered.digest);
});

test('a template in ASCII is sent as it is', () => {
  const { rendered } = put(templateOf('plain'));
  expect(asSent(rendered)).toBe(rendered);
});

test('a stack whose template is beyond ASCII is known again', async () => {
  const cloud = new FakeCloud();
  const change = putChange('move-1', undefined, 'Immer wieder schön 🎬');
  await cloud.engine().apply(change);
  const description = await cloud.engine().describe(TARGET);
  expect(description).toMatchObject({
    kind: 'present',
    digest: digestOf(templateOf('Immer wieder schön 🎬')),
  });
  expect(description.kind === 'present' && (await description.template())).toBe(
    templateOf('Immer wieder schön 🎬'),
  );
  expect(await cloud.engine().apply(putChange('move-2', 'Immer wieder schön 🎬', 'new'))).toMatchObject({
    kind: 'succeeded',
  });
});

function put(template: string): PutChange {
  const change = putChange('t', undefined, 'any');
  const digest = digestOf(template);
  const texts = { assets: `{ "${digest}": {} }`, artifacts: `{ "url": "${digest}" }` };
  return { ...change, rendered: { ...change.rendered, ...texts, template, digest } };
}
