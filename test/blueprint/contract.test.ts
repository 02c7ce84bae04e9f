import { describeContract } from '../../lib/blueprint/contract';
import { cellTemplate, json, tenantTemplate } from './synthesized';
import { CELL_SHAPES, TENANT_SHAPES } from './inputs';

/** `v1/table-name` of every path of the contract that stands in the text. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/"\/multiplex\/northlight\/cells\/[a-z0-9-]+\/(v[0-9]+\/[a-z-]+)"/g)].map(
    (match) => match[1] ?? '',
  );
}

test('the contract that a release states is what its cells write and its tenants read', () => {
  const { version, provides, reads } = describeContract();
  const written = Object.values(CELL_SHAPES).flatMap((input) =>
    namesIn(JSON.stringify(json(cellTemplate(input)))),
  );
  const read = Object.values(TENANT_SHAPES).flatMap((input) =>
    namesIn(JSON.stringify(json(tenantTemplate(input)))),
  );
  expect([...new Set(written)].sort()).toEqual([...provides].sort());
  expect([...new Set(read)].sort()).toEqual([...reads].sort());
  expect(reads.every((name) => name.startsWith(`${version}/`))).toBe(true);
});
