import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { readHoldings } from '../../lib/engine/local/holdings';
import { ACCOUNTS, DOMAINS, MovingTenant, NEW, OLD, PLACE, PLAN, STATE } from './moving-tenant';
import { linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

let deployment: ScratchDeployment;
let tenant: MovingTenant;

beforeAll(async () => {
  deployment = await ScratchDeployment.open();
  tenant = new MovingTenant(deployment.folder);
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

describe('multiplex dedicate', () => {
  test('writes nothing as long as nobody says what becomes of the accounts of viewers', async () => {
    const { status, out } = await deployment.run('dedicate', 'vela-stream', ...PLACE, ...DOMAINS);
    expect(status).toBe(1);
    expect(out).toContain('PLAN-012 accounts-left');
    expect(out).toContain('Nothing was written. Run it again with --override accounts-left --reason "…"');
    expect(deployment.repository.git('status', '--porcelain')).toBe('');
  });

  test.each([
    ['the account and Region of the old cell', ['--account', OLD.account], 'CloudFormation knows one stack'],
    ['no certificate for its domains there', [], 'CloudFront takes one of account 222233334444 there'],
    ['the id of a cell that there is', ['--cell', 'us-2'], 'there is a cell us-2 already'],
    [
      'a domain of another cell',
      [...DOMAINS, '--domain', 'us-2.northlight.example'],
      'us-2.northlight.example',
    ],
  ])('refuses a cell with %s, and writes nothing', async (_, more, message) => {
    const { status, err } = await deployment.run('dedicate', 'vela-stream', ...PLACE, ...more, ...ACCOUNTS);
    expect(err).toContain(message);
    expect(status).toBe(1);
    expect(deployment.repository.git('status', '--porcelain')).toBe('');
  });

  test('refuses a tenant that is alone in its cell already, and one that there is not', async () => {
    const alone = await deployment.run('dedicate', 'alpenkino', ...PLACE, ...ACCOUNTS);
    expect(alone.err).toContain('DEDICATE-001 it is alone in cells/eu-1 already.');
    const unknown = await deployment.run('dedicate', 'vela-steam', ...PLACE, ...ACCOUNTS);
    expect(unknown).toMatchObject({ status: 2, err: expect.stringContaining('Did you mean "vela-stream"?') });
  });

  test('says what to write by hand into a file that no line can be put into alone', async () => {
    deployment.repository.edit('tenants/rally-north/tenant.yaml', 'cell: us-1', 'cell: &here us-1');
    const { status, err } = await deployment.run('dedicate', 'rally-north', ...PLACE, ...ACCOUNTS);
    expect(err).toContain('tenants/rally-north/tenant.yaml DEDICATE-002 it is written in a way');
    expect(err).toContain('or by hand: cell: rally-north');
    expect(status).toBe(1);
  });

  test('has the host of a tenant without domains be settled too, and moves none', async () => {
    const first = await deployment.run('dedicate', 'rally-north', ...PLACE, ...ACCOUNTS);
    expect(first.out).toContain('viewers come by rally-north.us-1.northlight.example, which stays');
    const { out } = await deployment.run(
      ...['dedicate', 'rally-north', ...PLACE, '--override', 'accounts-left', 'host-removed'],
      ...['--reason', 'Agreed with the client.', '--out', PLAN, '--json'],
    );
    expect(JSON.parse(out)).toMatchObject({ ok: true });
    expect(tenant.dedication.steps.map(({ id }) => id)).toEqual([
      ...['cell', 'stack', 'export', 'import', 'check', 'late-writes', 'keep-old'],
    ]);
  });

  test('plans steps that are each proved and clear, of which none leaves a host with two stacks', async () => {
    const { status, out } = await deployment.run(
      'dedicate',
      'vela-stream',
      ...PLACE,
      ...DOMAINS,
      ...ACCOUNTS,
    );
    expect(status).toBe(0);
    expect(out).toContain('11 other tenants and 3 cells are byte-identical.');
    const { steps, verdict } = tenant.dedication;
    expect(verdict).toBe('clear');
    expect(steps.map(({ id }) => id)).toEqual([
      ...[
        'cell',
        'stack',
        'export',
        'import',
        'check',
        'free-hosts',
        'take-hosts',
        'late-writes',
        'keep-old',
      ],
    ]);
    const claims = steps.flatMap((step) => (step.kind === 'stack' ? [step.claims] : []));
    expect(claims.map((stacks) => stacks.map(({ hosts }) => hosts))).toEqual([
      [['watch.vela.example', 'www.vela.example']],
      [['watch.vela.example', 'www.vela.example'], ['vela-stream.vela-stream.northlight.example']],
      [['vela-stream.us-1.northlight.example'], ['vela-stream.vela-stream.northlight.example']],
      [['vela-stream.us-1.northlight.example'], ['watch.vela.example', 'www.vela.example']],
    ]);
    expect((await deployment.run('validate')).status).toBe(0);
    expect((await deployment.run('prove')).status).toBe(0);
  });

  test('settles for a pull request that the tenant stands elsewhere, and a plan that was edited settles nothing', async () => {
    await deployment.run('dedicate', 'vela-stream', ...PLACE, ...DOMAINS, ...ACCOUNTS);
    for (const base of [['--deployed'], ['--base', 'main']]) {
      const { status, out } = await deployment.run('plan', ...base);
      expect(out).toContain('PLAN-009 stack-moved, overridden tenants/vela-stream');
      expect(out).toContain('Reason: dedications/vela-stream.json moves it with its data');
      expect(status).toBe(0);
    }
    const deployed = await deployment.run('deploy', 'vela-stream');
    expect(deployed.out).toContain('PLAN-009 stack-moved tenants/vela-stream');
    deployment.repository.edit(PLAN, 'Nothing is lost.', 'All is lost.');
    expect((await deployment.run('plan', '--deployed')).status).toBe(1);
  });
});

describe('a dedication', () => {
  beforeEach(async () => {
    await tenant.watch(OLD, 'anna', '12');
    await tenant.watch(OLD, 'berta', '40');
    tenant.upload('film/1.ts', 'one');
    tenant.upload('film/2.ts', 'two');
    await deployment.run('dedicate', 'vela-stream', ...PLACE, ...DOMAINS, ...ACCOUNTS);
  });

  test('moves a tenant whatever moment its runner dies at, and loses nothing', async () => {
    const before = await readHoldings(join(deployment.folder, STATE));
    const died: string[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      const dies = dyingAt(died);
      const { status } = await deployment.runOn({ stderr: dies }, 'apply', PLAN);
      if (status === 0) {
        break;
      }
      if (died.at(-1)?.includes('step check  is done') === true) {
        await tenant.watch(OLD, 'clara', '3');
        tenant.upload('film/3.ts', 'three');
      }
    }
    expect(died.length).toBeGreaterThan(15);
    expect(await tenant.watched(NEW)).toEqual({ anna: '12', berta: '40', clara: '3' });
    expect(await tenant.watched(OLD)).toEqual({ anna: '12', berta: '40', clara: '3' });
    for (const path of ['film/1.ts', 'film/2.ts', 'film/3.ts']) {
      expect(readFileSync(tenant.mediaFile(NEW, path), 'utf8')).toBe(
        readFileSync(tenant.mediaFile(OLD, path), 'utf8'),
      );
    }
    const after = await readHoldings(join(deployment.folder, STATE));
    for (const [stack, holding] of before) {
      // Both stacks of the tenant have one name there, and its objects stand in the bucket of its cell.
      if (stack.startsWith('tenants/') && stack !== 'tenants/vela-stream') {
        expect(after.get(stack)).toEqual(holding);
      }
    }
    expect(await deployment.differing()).toEqual([]);
    expect((await deployment.run('audit', '--verify')).status).toBe(0);
  });

  test('goes as far as it is told, and says what is lost if nothing follows', async () => {
    const checked = await deployment.run('apply', PLAN, '--until', 'check');
    expect(checked.out).toMatch(/^Done up to check\. Nothing is lost\./);
    expect(tenant.record(OLD)?.digest).toBe(tenant.templates('free-hosts').before);
    const freed = await deployment.run('apply', PLAN, '--until', 'free-hosts');
    expect(freed.out).toContain('watch.vela.example, www.vela.example are dark');
    expect(freed.err).toContain('step check  was done before');
    const wrong = await deployment.run('apply', PLAN, '--until', 'chec');
    expect(wrong).toMatchObject({
      status: 2,
      err: expect.stringContaining('--until takes a step of the plan'),
    });
    expect(await deployment.recorded()).toContainEqual(
      expect.stringContaining('accounts-left overridden: "Viewers set a new password."'),
    );
  });

  test('leaves what both stacks were given with the new one, and keeps the old in a file', async () => {
    await deployment.run('apply', PLAN, '--until', 'take-hosts');
    await tenant.watch(OLD, 'anna', '13');
    await tenant.watch(NEW, 'anna', '20');
    const { status, err } = await deployment.run('apply', PLAN);
    expect(status).toBe(0);
    const [, file = ''] = /which keeps its own: (\S+)$/m.exec(err) ?? [];
    expect(readFileSync(join(deployment.folder, file), 'utf8')).toContain('\\"N\\":\\"13\\"');
    expect(await tenant.watched(NEW)).toEqual({ anna: '20', berta: '40' });
  });

  test('asks for the export before it carries over what came after it', async () => {
    await deployment.run('apply', PLAN, '--until', 'take-hosts');
    rmSync(join(deployment.folder, '.multiplex', 'dedications'), { recursive: true });
    const { status, out } = await deployment.run('apply', PLAN);
    expect(out).toContain('DEDICATE-004 step late-writes failed: the export is not on this machine');
    expect(status).toBe(1);
  });

  test('does not begin where the old stack is not what it was planned from', async () => {
    await deployment.run('apply', PLAN, '--until', 'check');
    const edited = tenant.templates('free-hosts');
    deployment.repository.edit('tenants/vela-stream/tenant.yaml', 'name: Vela', 'name: Vela again');
    const { status, err } = await deployment.run('apply', PLAN);
    expect(err).toContain('APPLY-004 the files are not those that were planned');
    expect(status).toBe(1);
    expect(tenant.record(OLD)?.digest).toBe(edited.before);
  });

  test('is refused where a byte of it was changed', async () => {
    deployment.repository.edit(PLAN, '"verdict": "clear"', '"verdict":  "clear"');
    expect((await deployment.run('apply', PLAN, '--until', 'cell')).status).toBe(0);
    deployment.repository.edit(PLAN, 'Nothing is lost.', 'All is lost.');
    expect((await deployment.run('apply', PLAN)).err).toContain(
      'APPLY-002 the dedication says that its digest',
    );
  });

  test('tells programs each step as a line of JSON', async () => {
    const { out, err } = await deployment.run('apply', PLAN, '--until', 'cell', '--json');
    expect(linesOf(out).map(({ kind }) => kind)).toEqual(['begun', 'started', 'settled', 'done', 'ended']);
    expect(err).toBe('');
  });
});

/** Standard error of a process that ends at the first moment that none ended at before. */
function dyingAt(died: string[]): (text: string) => void {
  const known = new Set(died);
  let step = '';
  let isDead = false;
  return (text) => {
    // When it was is another matter.
    const line = text.replace(/^\S+ \S+ {2}/, '');
    step = /^step \S+/.exec(line)?.[0] ?? step;
    const moment = `${step}: ${line}`;
    if (!isDead && !known.has(moment) && !line.includes('was done before')) {
      died.push(moment);
      isDead = true;
      throw new Error('killed');
    }
  };
}
