import { run } from '../../lib/cli/main';
import { PROJECT } from '../render/example-fleet';
import { fakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';

interface Printed {
  readonly ok: boolean;
  readonly stacks: { readonly tenants: number; readonly cells: number };
  readonly shapes: number;
  readonly rules: readonly { readonly rule: string; readonly count: number }[];
  readonly violations: readonly { readonly subject: string; readonly rule: string; readonly why: string }[];
  readonly verdicts?: readonly { readonly subject: string; readonly verdict: string }[];
}

describe('multiplex prove', () => {
  test('answers in its first line, and says what the answer rests on', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['prove'], host)).toBe(0);
    const [answer, proved] = host.printed.out.split('\n');
    expect(answer).toBe('Isolated: no tenant reaches another, of the 12 of today or of those to come.');
    expect(proved).toMatch(/^Proved of 12 tenants and 3 cells, and of [0-9]+ shapes/);
    expect(host.printed.out).toMatch(/^own-items +shared +[0-9]+ +An item action on the cell’s table/m);
    expect(host.printed.out.split('\n').length).toBeLessThan(60);
  });

  test('proves one tenant and the cell that it stands in, with every witness', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['prove', 'rally-north', '--witness', '--json'], host)).toBe(0);
    const report = JSON.parse(host.printed.out) as Printed;
    expect(report).toMatchObject({
      ok: true,
      about: 'tenants/rally-north',
      stacks: { tenants: 1, cells: 1 },
      shapes: 2,
    });
    const subjects = new Set(report.verdicts?.map(({ subject }) => subject));
    expect([...subjects]).toEqual([
      'cells/us-1',
      'tenants/rally-north',
      'any cell of the shape',
      'any tenant of the shape',
    ]);
    expect(report.verdicts?.filter(({ verdict }) => verdict === 'violation')).toEqual([]);
  });

  test('refuses a tenant whose viewers are sent to another tenant, and says where', async () => {
    const fleet = scratchFleet();
    try {
      fleet.edit('tenants/rally-north/tenant.yaml', 'ads.fairground-media.example', 'watch.vela.example');
      const host = fakeHost(fleet.folder);
      expect(await run(['prove', '--json'], host)).toBe(1);
      const { ok, violations } = JSON.parse(host.printed.out) as Printed;
      expect(ok).toBe(false);
      expect(new Set(violations.map(({ subject }) => subject))).toEqual(new Set(['tenants/rally-north']));
      expect(violations.map(({ rule, why }) => `${rule}: ${why}`)).toContain(
        'no-foreign-name: watch.vela.example is a host of tenant vela-stream',
      );
      const human = fakeHost(fleet.folder);
      expect(await run(['prove', 'rally-north'], human)).toBe(1);
      expect(human.printed.out).toMatch(/^Not isolated: tenants\/rally-north\.\n/);
      expect(human.printed.out).toContain('ISOLATION-011 tenants/rally-north: no rule covers this');
    } finally {
      fleet.remove();
    }
  });

  test('a name that is nobody’s is a wrong use', async () => {
    const host = fakeHost(PROJECT);
    expect(await run(['prove', 'rally-nort'], host)).toBe(2);
    expect(host.printed.err).toContain('Did you mean "rally-north"');
  });
});
