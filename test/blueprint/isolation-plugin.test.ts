import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Validations } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { CfnStream } from 'aws-cdk-lib/aws-kinesis';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';

import { blueprintApp } from '../../lib/blueprint/blueprint';
import { IsolationPlugin } from '../../lib/blueprint/isolation-plugin';
import { TenantStack } from '../../lib/blueprint/tenant/tenant-stack';
import { stackFindings } from '../../lib/isolation/findings';
import { tenantSubject } from '../../lib/isolation/subject';
import type { Template } from '../../lib/isolation/template';
import { tenantInput } from './inputs';

const INPUT = tenantInput();

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'multiplex-plugin-'));
});

afterEach(() => {
  rmSync(outdir, { recursive: true });
});

function proved(change: (stack: TenantStack) => void): App {
  const app = blueprintApp(outdir);
  Validations.of(app).addPlugins(
    new IsolationPlugin((template) => stackFindings(template as Template, tenantSubject(INPUT))),
  );
  change(new TenantStack(app, INPUT));
  return app;
}

test('a stack that keeps to its tenant is synthesised', () => {
  expect(() => proved(() => undefined).synth()).not.toThrow();
});

test('a violation fails the synthesis', () => {
  const app = proved((stack) => new CfnStream(stack, 'Planted'));
  expect(() => app.synth()).toThrow('FATAL tenants/rally-north Resources.Planted: AWS::Kinesis::Stream');
});

test('a violation cannot be acknowledged away', () => {
  const app = proved((stack) => {
    const pool = new CfnUserPool(stack, 'Planted', { userPoolName: 'tenant--rally-south' });
    Validations.of(pool).acknowledge(
      { id: 'multiplex-isolation::own-name', reason: 'It is only a name.' },
      { id: 'own-name', reason: 'It is only a name.' },
      { id: 'multiplex-isolation::own-strings', reason: 'It is only a name.' },
    );
  });
  expect(() => app.synth()).toThrow('Rule multiplex-isolation::own-name');
});

test('what is found names the rule, the resource and the way to it', () => {
  const plugin = new IsolationPlugin((template) => {
    const { Resources, ...rest } = template as { Resources: Record<string, object> };
    return stackFindings(
      { ...rest, Resources: { ...Resources, Planted: { Type: 'AWS::X::Y' } } },
      tenantSubject(INPUT),
    );
  });
  const app = blueprintApp(outdir);
  new TenantStack(app, INPUT);
  app.synth();
  const templatePath = join(outdir, 'Tenant.template.json');
  const report = plugin.validate({ templatePaths: [templatePath], stackTemplates: [], appConstruct: app });
  expect(report).toMatchObject({
    success: false,
    violations: [
      {
        ruleName: 'known-type',
        severity: 'fatal',
        violatingResources: [
          { resourceLogicalId: 'Planted', templatePath, locations: ['Resources.Planted'] },
        ],
      },
    ],
  });
});
