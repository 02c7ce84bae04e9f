import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { dump } from 'js-yaml';

import { CellStack } from '../../lib/blueprint/cell/cell-stack';
import { TenantStack } from '../../lib/blueprint/tenant/tenant-stack';
import { CELL_SHAPES, TENANT_SHAPES } from './inputs';
import { cellTemplate, json, strictApp, tenantTemplate } from './synthesized';

const TENANTS = Object.entries(TENANT_SHAPES);
const CELLS = Object.entries(CELL_SHAPES);

function yaml(template: object): string {
  return dump(template, { lineWidth: 110, noRefs: true });
}

describe('the templates as reviewers read them', () => {
  test.each(TENANTS)('a tenant, %s', (_, input) => {
    expect(yaml(json(tenantTemplate(input)))).toMatchSnapshot('template');
  });

  test.each(CELLS)('a cell %s', (_, input) => {
    expect(yaml(json(cellTemplate(input)))).toMatchSnapshot('template');
  });
});

describe('the strict rules of the built-in template validation find nothing', () => {
  test.each(TENANTS)('in a tenant, %s', (_, input) => {
    const app = strictApp();
    new TenantStack(app, input);
    expect(() => app.synth()).not.toThrow();
  });

  test.each(CELLS)('in a cell %s', (_, input) => {
    const app = strictApp();
    new CellStack(app, input);
    expect(() => app.synth()).not.toThrow();
  });
});

describe('the AwsSolutions rules find nothing that has no reason', () => {
  test.each(TENANTS)('in a tenant, %s', (_, input) => {
    const app = strictApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    new TenantStack(app, input);
    expect(() => app.synth()).not.toThrow();
  });

  test.each(CELLS)('in a cell %s', (_, input) => {
    const app = strictApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    new CellStack(app, input);
    expect(() => app.synth()).not.toThrow();
  });
});

test('no text of the blueprint itself is outside ASCII, which not every service takes in a description', () => {
  const templates = [
    ...TENANTS.map(([, input]) => tenantTemplate(input)),
    ...CELLS.map(([, input]) => cellTemplate(input)),
  ];
  for (const template of templates) {
    expect(JSON.stringify(json(template))).toMatch(/^[\x20-\x7e]*$/);
  }
});
