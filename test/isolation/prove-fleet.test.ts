import type { TenantInput } from '../../lib/blueprint/input';
import { isolationDiagnostics } from '../../lib/isolation/findings';
import { violationsOf } from '../../lib/isolation/proof';
import type { Proof } from '../../lib/isolation/proof';
import { proveFleet } from '../../lib/isolation/prove-fleet';
import { tenantSubject } from '../../lib/isolation/subject';
import type { TenantSubject } from '../../lib/isolation/subject';
import type { Template } from '../../lib/isolation/template';
import { cell, tenantInput } from '../blueprint/inputs';
import { tenantTemplate } from '../blueprint/synthesized';
import { Edit } from './planting';
import type { Editable } from './planting';

const CERTIFICATE = 'arn:aws:acm:us-east-1:111122223333:certificate/22222222-2222-4222-8222-222222222222';

function input(id: string, ...names: readonly string[]): TenantInput {
  return tenantInput({
    tenant: { id },
    hosts:
      names.length === 0
        ? { kind: 'cell', name: `${id}.us-1.northlight.example` }
        : { kind: 'own', names, certificateArn: CERTIFICATE },
  });
}

/** Proves the first of some tenants, with a change in its template, against all of them. */
function provedAmong(tenants: readonly TenantInput[], plant: (edit: Edit) => void = () => undefined): Proof {
  const [first] = tenants;
  const edit = new Edit(tenantTemplate(first ?? fail()).toJSON());
  plant(edit);
  const subjects = tenants.map((one) => tenantSubject(one));
  const subject: TenantSubject = subjects[0] ?? fail();
  const [proof] = proveFleet([{ subject, template: () => edit.template }], subjects);
  return proof ?? fail();
}

function reasons(proof: Proof): readonly string[] {
  return violationsOf(proof).map(({ rule, why }) => `${rule}: ${why}`);
}

function written(path: string, value: Editable): (edit: Edit) => void {
  return (edit) => {
    edit.property('AWS::Cognito::UserPool', path, value);
  };
}

describe('the id of another tenant is found', () => {
  const tenants = [input('alpha'), input('beta'), input('beta-max')];

  test.each([
    ['alone', 'beta'],
    ['in a sentence', 'Made for beta, and nobody else.'],
    ['in quotes inside code', "if (tenant === 'beta') {}"],
    ['between slashes', 'x/beta/y'],
    ['after a double hyphen', 'x--beta--y'],
    ['before a double hyphen', 'beta--y'],
  ])('%s', (_, text) => {
    const proof = provedAmong(tenants, written('EmailVerificationSubject', text));
    expect(reasons(proof)).toEqual(['no-foreign-name: beta is the id of another tenant']);
    expect(isolationDiagnostics(proof, 'x')[0]?.code).toBe('ISOLATION-011');
  });

  test('as a key', () => {
    expect(reasons(provedAmong(tenants, written('Policies.beta', 1)))).toEqual([
      'no-foreign-name: beta is the id of another tenant',
    ]);
  });

  test('in a comment of the distribution and in the description of the stack', () => {
    const proof = provedAmong(tenants, (edit) => {
      edit.property('AWS::CloudFront::Distribution', 'DistributionConfig.Comment', 'like beta-max');
      edit.set('Description', 'not beta');
    });
    expect([...reasons(proof)].sort()).toEqual([
      'no-foreign-name: beta is the id of another tenant',
      'no-foreign-name: beta-max is the id of another tenant',
    ]);
  });

  test('in what the client wrote, where it names a tenant', () => {
    const proof = provedAmong(tenants, (edit) => {
      edit.property('Custom::TenantPartition', 'Homepage', [
        { title: 's3://x/tenants/beta/y', category: 'beta' },
      ]);
    });
    expect(reasons(proof)).toEqual(['no-foreign-name: beta is the id of another tenant']);
  });

  test.each([
    ['a longer id that begins with it', 'beta-maximum'],
    ['a longer word', 'betamax'],
    ['a part of a host that is nobody’s', 'beta.somewhere.example'],
    ['a file', 'beta.zip'],
  ])('but not in %s', (_, text) => {
    expect(reasons(provedAmong(tenants, written('EmailVerificationSubject', text)))).toEqual([]);
  });
});

describe('a host of another tenant is found', () => {
  const tenants = [input('alpha'), input('beta', 'watch.beta.example', '*.beta.tv'), input('gamma')];

  test.each([
    ['its domain', 'https://watch.beta.example/x', 'watch.beta.example is a host of tenant beta'],
    ['a host under its wildcard', 'www.beta.tv', 'www.beta.tv is a host of tenant beta'],
  ])('%s', (_, text, why) => {
    expect(reasons(provedAmong(tenants, written('EmailVerificationSubject', text)))).toEqual([
      `no-foreign-name: ${why}`,
    ]);
  });

  test('in what the client wrote, which comes from copying a folder', () => {
    const proof = provedAmong(tenants, (edit) => {
      edit.property('Custom::TenantPartition', 'Homepage', [
        { title: 'See watch.beta.example', category: 'live' },
      ]);
    });
    expect(reasons(proof)).toEqual(['no-foreign-name: watch.beta.example is a host of tenant beta']);
  });

  test('that is under the cell’s domain, by what it is and by whose it is', () => {
    const text = 'gamma.us-1.northlight.example';
    expect(reasons(provedAmong(tenants, written('EmailVerificationSubject', text)))).toEqual([
      `own-strings: ${text} is a host of the cell’s domain, and not of this stack`,
      `no-foreign-name: ${text} is a host of tenant gamma`,
    ]);
  });

  test('that is of another cell, whoever may be there', () => {
    const [alpha] = tenants;
    const elsewhere = tenantInput({
      tenant: { id: 'delta' },
      cell: cell({ id: 'us-2', domain: 'us-2.northlight.example' }),
      hosts: { kind: 'cell', name: 'delta.us-2.northlight.example' },
    });
    const text = 'https://nobody-yet.us-2.northlight.example';
    expect(
      reasons(provedAmong([alpha ?? fail(), elsewhere], written('EmailVerificationSubject', text))),
    ).toEqual(['no-foreign-name: nobody-yet.us-2.northlight.example is a host of another cell']);
  });

  test('but not a host next to its wildcard', () => {
    expect(reasons(provedAmong(tenants, written('EmailVerificationSubject', 'a.b.beta.tv')))).toEqual([]);
  });
});

describe('no two tenants answer for one host', () => {
  test.each([
    ['the same domain', ['a.example'], ['a.example'], 'tenant beta answers there as well'],
    [
      'a host under another’s wildcard',
      ['www.a.example'],
      ['*.a.example'],
      'tenant beta answers there as well',
    ],
    [
      'a wildcard above another’s host',
      ['*.a.example'],
      ['www.a.example'],
      'the wildcard covers a host of tenant beta',
    ],
    ['a host of the cell', ['www.us-1.northlight.example'], [], 'it lies under us-1.northlight.example'],
  ])('%s', (_, own, others, why) => {
    const proof = provedAmong([input('alpha', ...own), input('beta', ...others)]);
    expect(reasons(proof)).toContainEqual(expect.stringContaining(`unique-hosts: ${why}`));
    const codes = isolationDiagnostics(proof, 'x').map(({ code }) => code);
    expect(codes).toContain('ISOLATION-008');
  });

  test('a thousand tenants are proved in seconds', () => {
    const tenants = Array.from({ length: 1000 }, (_, index) => input(`client-${index}`));
    const text = JSON.stringify(tenantTemplate(input('client-0')).toJSON());
    const stacks = tenants.map((one) => ({
      subject: tenantSubject(one),
      template: () => JSON.parse(text.replaceAll('client-0', one.tenant.id)) as Template,
    }));
    const before = performance.now();
    const proofs = [
      ...proveFleet(
        stacks,
        stacks.map(({ subject }) => subject),
      ),
    ];
    expect(performance.now() - before).toBeLessThan(10_000);
    expect(proofs.flatMap(violationsOf)).toEqual([]);
    expect(proofs).toHaveLength(1000);
  });
});
