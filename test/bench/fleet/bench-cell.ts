/** Fewer than a cell may hold, so that a cell of the fleet could still take one in. */
const TENANTS_PER_CELL = 89;

/** An account may have 500 distributions by default, which is five full cells. */
const CELLS_PER_ACCOUNT = 5;

const REGIONS = ['us-east-1', 'us-west-2'] as const;

/** A cell of the measured fleet, as `fleet.yaml` has it. */
export interface BenchCell {
  readonly id: string;
  readonly account: string;
  readonly text: string;
}

/** As many cells as `tenants` need, by turns in both Regions. */
export function benchCells(tenants: number, release: string): readonly BenchCell[] {
  const count = Math.ceil(tenants / TENANTS_PER_CELL);
  return Array.from({ length: count }, (_, index) => benchCell(index, release));
}

function benchCell(index: number, release: string): BenchCell {
  const region = REGIONS[index % REGIONS.length] ?? REGIONS[0];
  const id = `${region === 'us-east-1' ? 'east' : 'west'}-${index + 1}`;
  const account = String(100_000_000_000 + Math.floor(index / CELLS_PER_ACCOUNT));
  const domain = `${id}.bench.example`;
  const lines = [
    `  ${id}:`,
    `    account: '${account}'`,
    `    region: ${region}`,
    '    kind: shared',
    `    release: ${release}`,
    `    domain: ${domain}`,
    `    hostedZoneId: Z${String(index).padStart(19, '0')}`,
    `    certificateArn: ${certificateArn(account, index)}`,
    `    apiDomain: api.${domain}`,
  ];
  if (region !== 'us-east-1') {
    lines.push(`    webAclArn: arn:aws:wafv2:us-east-1:${account}:global/webacl/${id}/${uuid(index)}`);
  }
  return { id, account, text: `${lines.join('\n')}\n` };
}

/** A certificate that nobody has, different for each number. */
export function certificateArn(account: string, number: number): string {
  return `arn:aws:acm:us-east-1:${account}:certificate/${uuid(number)}`;
}

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
