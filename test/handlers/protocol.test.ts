import { ANSWER_BYTES_MAX, REASON_LENGTH_MAX } from '../../lib/handlers/protocol/custom-resource-answer';
import { refused } from '../../lib/handlers/outcome';
import { provision } from '../../lib/handlers/provision';
import { ANSWER_RESERVE_MS } from '../../lib/handlers/protocol/watchdog';
import { partitionEvent, PARTITION, RESPONSE_HOST, SIGNATURE } from './fakes/events';
import { serviceError } from './fakes/faults';
import { REMAINING_MS, world, type World } from './fakes/world';

let here: World;

beforeEach(() => {
  here = world();
});

function logged(): Readonly<Record<string, unknown>>[] {
  return here.lines.map((line) => JSON.parse(line));
}

describe('an answer', () => {
  it('goes to the address of the event and echoes what CloudFormation needs to match it', async () => {
    const event = partitionEvent({ requestId: 'request-1', logicalId: 'Partition' });
    const body = await here.send(event);
    expect(body).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'TENANT#acme',
      StackId: event['StackId'],
      RequestId: 'request-1',
      LogicalResourceId: 'Partition',
      Data: { Version: '1' },
    });
    expect(here.answers[0]?.url).toBe(event['ResponseURL']);
  });

  it('to a failed Create has the physical id that a later Create would have', async () => {
    const body = await here.send(partitionEvent({ properties: { Configuration: 'none' } }));
    expect(body).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'TENANT#acme' });
  });

  it('is sent again, the same, until it arrives', async () => {
    here.faults.failNext('answer.put', 4, serviceError('ECONNRESET'));
    expect(await here.send(partitionEvent())).toMatchObject({ Status: 'SUCCESS' });
    expect(here.faults.steps.filter((step) => step === 'answer.put')).toHaveLength(5);
  });

  it('whose receipt was lost is sent again with the same bytes', async () => {
    here.faults.failNext('answer.put', 1, serviceError('ETIMEDOUT'), 'after');
    await provision(partitionEvent(), REMAINING_MS, here.ports);
    const [first, second] = here.answers;
    expect(here.answers).toHaveLength(2);
    expect(second?.text).toBe(first?.text);
  });

  it('that never arrives is given up before the function ends, without throwing', async () => {
    here.faults.failNext('answer.put', 1_000, serviceError('ECONNREFUSED'));
    const started = here.clock.now();
    await provision(partitionEvent(), REMAINING_MS, here.ports);
    expect(here.clock.now() - started).toBeLessThan(REMAINING_MS);
    expect(logged().at(-1)).toMatchObject({ level: 'error', event: 'answer.given-up' });
  });

  it('is retried after a status of the server, and not after one that says no', async () => {
    const statuses = [500, 503, 403, 200];
    const asked: number[] = [];
    const put = (): Promise<number> => {
      asked.push(statuses[asked.length] ?? 200);
      return Promise.resolve(asked.at(-1) ?? 200);
    };
    await provision(partitionEvent(), REMAINING_MS, { ...here.ports, answers: { put } });
    expect(asked).toEqual([500, 503, 403]);
  });

  it('is short and one line, however long the reason was', async () => {
    here.faults.failNext(
      'items.read',
      99,
      serviceError('ValidationException', `a\nb\u2028${'é'.repeat(5_000)}`),
    );
    const body = await here.send(partitionEvent());
    const reason = String(body['Reason']);
    expect(Array.from(reason)).toHaveLength(REASON_LENGTH_MAX);
    expect(reason).toMatch(/^ValidationException: a b é+…$/);
    expect(Buffer.byteLength(here.answers[0]?.text ?? '')).toBeLessThan(ANSWER_BYTES_MAX);
  });
});

describe('nothing secret', () => {
  const SECRETS = [
    'secret-of-acme',
    'token-of-acme',
    'ASIAEXAMPLEACME',
    SIGNATURE,
    'AKIAIOSFODNN7EXAMPLE',
    RESPONSE_HOST,
    'ENCODEDDETAILS',
  ];
  const LEAK = [
    'not authorized with ASIAEXAMPLEACME secret-of-acme token-of-acme',
    `https://${RESPONSE_HOST}/x?X-Amz-Signature=${SIGNATURE}`,
    `X-Amz-Signature=${SIGNATURE}&x`,
    'key AKIAIOSFODNN7EXAMPLE',
    'Encoded authorization failure message: ENCODEDDETAILS',
  ].join(' ');

  it.each(['items.read', 'items.write', 'role.assume'] as const)(
    'is answered or logged when %s fails with a message full of it',
    async (step) => {
      here.faults.failNext(step, 99, serviceError('ValidationException', LEAK));
      const own = step === 'role.assume' ? SECRETS.slice(2) : SECRETS;
      await here.send(partitionEvent());
      for (const secret of own) {
        expect(String(here.answers[0]?.body['Reason'])).not.toContain(secret);
        expect(here.lines.join('\n')).not.toContain(secret);
      }
    },
  );

  it('is logged when the answer cannot be sent', async () => {
    here.faults.failNext('answer.put', 99, serviceError('Error', LEAK));
    await provision(partitionEvent(), REMAINING_MS, here.ports);
    for (const secret of SECRETS) {
      expect(here.lines.join('\n')).not.toContain(secret);
    }
  });
});

describe('the log', () => {
  it('names fleet, cell, tenant, release and request on every line', async () => {
    await here.send(partitionEvent({ requestId: 'request-1' }));
    const subject = {
      fleet: 'fleet',
      cell: 'cell',
      tenant: 'acme',
      release: '2026.11.0',
      requestId: 'request-1',
    };
    for (const line of logged()) {
      expect(line).toMatchObject({ ...subject, level: 'info' });
    }
    expect(logged().map(({ event }) => event)).toEqual([
      'request.received',
      ...Array.from({ length: 4 }, () => 'item.written'),
      'request.succeeded',
      'answer.delivered',
    ]);
  });

  it('says how a request failed', async () => {
    await here.send(partitionEvent({ properties: { Homepage: 'none' } }));
    expect(logged()).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'request.failed', reason: 'Homepage is not a list.' }),
    );
  });
});

describe('an event without an address to answer to', () => {
  it.each([
    undefined,
    null,
    'text',
    7,
    [],
    {},
    { ResponseURL: 7 },
    { ResponseURL: 'ftp://x/' },
    { ResponseURL: '' },
  ])('is logged and ends without an answer: %j', async (event) => {
    await provision(event, REMAINING_MS, here.ports);
    expect(here.answers).toEqual([]);
    expect(logged()).toEqual([expect.objectContaining({ level: 'error', event: 'event.unanswerable' })]);
  });
});

describe('an event that is wrong otherwise', () => {
  it.each([
    ['RequestType', 'Replace', 'The request type is not Create, Update or Delete.'],
    ['RequestType', undefined, 'The request type is not Create, Update or Delete.'],
    ['ResourceType', 'Custom::Other', 'The resource type is none that the provisioner serves.'],
    ['RequestId', undefined, 'The request has no usable RequestId or LogicalResourceId.'],
    ['LogicalResourceId', 'é', 'The request has no usable RequestId or LogicalResourceId.'],
    ['StackId', undefined, "The stack is not a tenant's: its name is not tenant--<id>."],
    ['ResourceProperties', null, 'Tenant is not the id of tenant "acme", whose stack this is.'],
    ['ResourceProperties', [], 'Tenant is not the id of tenant "acme", whose stack this is.'],
  ])('because %s is %j is refused with a reason', async (name, value, reason) => {
    const body = await here.send({ ...partitionEvent(), [name]: value });
    expect(body).toMatchObject({ Status: 'FAILED', Reason: reason });
    expect(here.faults.steps).toEqual(['answer.put']);
  });

  const CATEGORY = PARTITION.Catalogue.categories[0];
  const deep: unknown = Array.from({ length: 20 }).reduce((inner) => ({ inner }), 'x');
  it.each([
    ['Release', '', 'Release is not the name of a release.'],
    ['Release', '../x', 'Release is not the name of a release.'],
    ['Configuration', undefined, 'Configuration is not an object.'],
    ['Configuration', { a: null }, 'Configuration holds a value that is neither text, a list nor an object.'],
    ['Configuration', { '': 'x' }, 'Configuration holds a member without a name.'],
    ['Configuration', JSON.parse('{"__proto__":"x"}'), 'Configuration holds a member named __proto__.'],
    ['Configuration', { a: '\ud800' }, 'Configuration holds text that is not valid Unicode.'],
    ['Configuration', { deep }, 'Configuration is nested deeper than 16 levels.'],
    ['Configuration', { long: 'x'.repeat(300_000) }, 'Configuration is larger than 300000 bytes.'],
    ['Entitlements', { 'a#b': {} }, 'Entitlements names a feature that is not letters, digits and hyphens.'],
    ['Entitlements', { ads: 'on' }, 'Entitlements has a feature whose settings are not an object.'],
    ['Entitlements', [], 'Entitlements is not an object.'],
    ['Catalogue', {}, 'Catalogue has no list of categories.'],
    ['Catalogue', { categories: [CATEGORY, CATEGORY] }, 'Catalogue has two categories of one id.'],
    [
      'Catalogue',
      { categories: [{ id: 'a#b', title: 'x' }] },
      'Catalogue has a category without an id or a title.',
    ],
    ['Homepage', {}, 'Homepage is not a list.'],
    ['Homepage', [{ title: 'x' }], 'Homepage has a row without a title or a category.'],
    [
      'Homepage',
      [{ title: 'x', category: 'gone' }],
      'Homepage has a row of a category that is not in the catalogue.',
    ],
    ['Accounts', { UserPoolId: 'us-east-1_a' }, 'Accounts needs UserPoolId and ClientId.'],
  ])('because its property %s is malformed is refused, and touches nothing', async (name, value, reason) => {
    const body = await here.send(partitionEvent({ properties: { [name]: value } }));
    expect(body).toMatchObject({ Status: 'FAILED', Reason: reason });
    expect(here.faults.steps).toEqual(['answer.put']);
  });

  it('is answered even by a function that was never told its cell', async () => {
    const cell = refused('The provisioner lacks one of FLEET and others.');
    await provision(partitionEvent(), REMAINING_MS, { ...here.ports, cell });
    expect(here.answers[0]?.body).toMatchObject({ Status: 'FAILED', Reason: cell.reason });
  });
});

describe('a role made moments ago', () => {
  it('is waited for', async () => {
    here.faults.failNext('role.assume', 8, serviceError('AccessDenied'));
    expect(await here.send(partitionEvent())).toMatchObject({ Status: 'SUCCESS' });
  });

  it('that never comes fails the request in time, with what STS said', async () => {
    here.faults.failNext('role.assume', 99, serviceError('AccessDenied', 'is not authorized to perform'));
    const started = here.clock.now();
    const body = await here.send(partitionEvent());
    expect(body).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('is not authorized') });
    expect(here.clock.now() - started).toBeLessThan(REMAINING_MS - ANSWER_RESERVE_MS);
    expect(here.memory.owned.size).toBe(0);
  });

  it('that never comes does not hold up the Delete of what was never created', async () => {
    here.faults.failNext('role.assume', 99, serviceError('AccessDenied'));
    const madeUp = partitionEvent({ type: 'Delete', physicalId: 'tenant--acme-Partition-1ABCDEF' });
    expect(await here.send(madeUp)).toMatchObject({ Status: 'SUCCESS' });
    expect(await here.send(partitionEvent({ type: 'Delete' }))).toMatchObject({ Status: 'FAILED' });
  });
});
