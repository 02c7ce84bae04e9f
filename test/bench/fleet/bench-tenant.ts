import { certificateArn } from './bench-cell';
import type { BenchCell } from './bench-cell';
import { benchBrand } from './bench-brand';
import type { BrandColors } from './bench-brand';
import type { SeededRandom } from './seeded-random';

const FIRST_WORDS = [
  'Rally',
  'Harbor',
  'Open',
  'Little',
  'Alpen',
  'Vela',
  'Cinéma',
  'Night',
  'Prairie',
  'Coast',
];
const LAST_WORDS = ['North', 'Water', 'Lanterns', 'Kino', 'Stream', 'Sport', 'Theatre', 'Stage', 'Channel'];
const TIERS = ['foundational', 'premium', 'enterprise'] as const;
const AD_HOSTS = ['ads.fairground-media.example', 'ads.lantern.example', 'serve.adworks.example'];
const CHECKOUTS = ['checkout.tollgate.example', 'kasse.tollgate.example', 'pay.turnstile.example'];
const CURRENCIES = ['USD', 'EUR', 'CAD'];
const TIME_ZONES = ['America/New_York', 'America/Chicago', 'America/Los_Angeles', 'Europe/Vienna'];
const CATEGORIES = [
  { id: 'live', title: 'Live' },
  { id: 'highlights', title: 'Highlights of the week' },
  { id: 'classic-games', title: 'Classic games' },
  { id: 'drama', title: 'Drama' },
  { id: 'klassiker', title: 'Immer wieder schön' },
  { id: 'comedy', title: 'Something light' },
  { id: 'family', title: 'Family' },
  { id: 'documentary', title: 'Documentaries & reports' },
];

/** How many tenants have something, of all or of those whose tier grants it. */
const OWN_DOMAIN_SHARE = 0.3;
const FEATURE_SHARE = 0.5;
const MAINTENANCE_SHARE = 0.6;

/** One client brand of the measured fleet. */
interface BenchTenant {
  readonly id: string;
  /** Text of `tenant.yaml`. */
  readonly file: string;
  readonly brand: Readonly<Record<string, string>>;
}

interface BenchTenantPlace {
  readonly cell: BenchCell;
  readonly ring: string;
  readonly release: string;
}

/** The tenant with this number, like those of the example fleet in kind and size, and unlike any other. */
export function benchTenant(index: number, place: BenchTenantPlace, random: SeededRandom): BenchTenant {
  const [first, last] = [random.pick(FIRST_WORDS), random.pick(LAST_WORDS)];
  const name = `${first} ${last} ${index}`;
  const id = `brand-${String(index).padStart(5, '0')}`;
  const tier = random.pick(TIERS);
  const colors: BrandColors = {
    primary: random.color(),
    accent: random.color(),
    background: random.color(),
    text: random.color(),
  };
  const parts = [
    `name: ${name}`,
    `owners: ['@northlight/${first.length % 2 === 0 ? 'sports' : 'entertainment'}']`,
    `cell: ${place.cell.id}`,
    `tier: ${tier}`,
    `ring: ${place.ring}`,
    `release: ${place.release}`,
    ...brandingLines(colors, random),
    ...domainLines(id, index, place.cell, random),
    ...(tier === 'foundational' ? [] : featureLines(random)),
    ...maintenanceLines(random),
    'contacts:',
    `  - { role: operations, email: operations@${id}.example }`,
  ];
  return { id, file: `${parts.join('\n')}\n`, brand: benchBrand(name, colors, random) };
}

/** The tenant's file with another colour: what an operator changes most often. */
export function recolored(file: string, color: string): string {
  return file.replace(/primary: '#[0-9a-f]{6}'/, `primary: '${color}'`);
}

function brandingLines(colors: BrandColors, random: SeededRandom): readonly string[] {
  const categories = random.sample(CATEGORIES, random.integer(3, CATEGORIES.length));
  const rows = random.sample(categories, random.integer(2, categories.length));
  return [
    '',
    'branding:',
    '  colors:',
    ...Object.entries(colors).map(([role, color]) => `    ${role}: '${String(color)}'`),
    '  logo: brand/logo.svg',
    '  favicon: brand/favicon.svg',
    '  theme: brand/theme.css',
    '  homepage:',
    ...rows.map(({ id, title }) => `    - { title: '${title} now', category: ${id} }`),
    '',
    'catalogue:',
    '  categories:',
    ...categories.map(({ id, title }) => `    - { id: ${id}, title: '${title}' }`),
    '',
  ];
}

function domainLines(id: string, index: number, cell: BenchCell, random: SeededRandom): readonly string[] {
  if (!random.chance(OWN_DOMAIN_SHARE)) {
    return [];
  }
  const names = random.sample(['watch', 'www', 'tv'], random.integer(1, 3));
  return [
    'domains:',
    ...names.map((name) => `  - ${name}.${id}.example`),
    `certificateArn: ${certificateArn(cell.account, 1_000_000 + index)}`,
    '',
  ];
}

function featureLines(random: SeededRandom): readonly string[] {
  const ads = ['  ads:', `    host: ${random.pick(AD_HOSTS)}`, `    breaksPerHour: ${random.integer(1, 12)}`];
  const payments = [
    '  payments:',
    `    host: ${random.pick(CHECKOUTS)}`,
    `    currency: ${random.pick(CURRENCIES)}`,
  ];
  const lines = [
    ...(random.chance(FEATURE_SHARE) ? ads : []),
    ...(random.chance(FEATURE_SHARE) ? payments : []),
  ];
  return lines.length === 0 ? [] : ['features:', ...lines, ''];
}

function maintenanceLines(random: SeededRandom): readonly string[] {
  if (!random.chance(MAINTENANCE_SHARE)) {
    return [];
  }
  return [
    'maintenance:',
    `  timeZone: ${random.pick(TIME_ZONES)}`,
    "  window: { days: [mon, tue, wed], from: '03:00', to: '07:00' }",
    '  quietHours:',
    "    - { days: [sat, sun], from: '12:00', to: '24:00' }",
    `  noticeDays: ${random.integer(0, 30)}`,
    '',
  ];
}
