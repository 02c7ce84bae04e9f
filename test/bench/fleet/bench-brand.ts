import type { SeededRandom } from './seeded-random';

const FONTS = [
  'Georgia, serif',
  'Optima, Candara, sans-serif',
  'ui-monospace, monospace',
  'Arial, sans-serif',
];
const SPOKES_MAX = 12;

/** What the tenant's brand is drawn with. */
export interface BrandColors {
  readonly primary: string;
  readonly accent: string;
  readonly background: string;
  readonly text: string;
}

/** The files of a brand, by name: no two tenants have the same. */
export function benchBrand(
  name: string,
  colors: BrandColors,
  random: SeededRandom,
): Readonly<Record<string, string>> {
  const mark = drawing(colors, random);
  return {
    'logo.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 64" role="img" aria-labelledby="title">
  <title id="title">${name}</title>
  ${mark}
  <text x="76" y="41" font-family="sans-serif" font-size="24" fill="${colors.text}">${name}</text>
</svg>
`,
    'favicon.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="12" fill="${colors.background}"/>
  ${mark}
</svg>
`,
    'theme.css': `:root {
  --font: ${random.pick(FONTS)};
  --radius: ${random.integer(0, 24)}px;
}
`,
  };
}

function drawing({ primary, accent }: BrandColors, random: SeededRandom): string {
  const spokes = Array.from({ length: random.integer(3, SPOKES_MAX) }, () => {
    const [x, y] = [random.integer(4, 60), random.integer(4, 60)];
    return `L${x} ${y}`;
  });
  return `<path d="M32 32 ${spokes.join(' ')} Z" fill="${primary}"/><circle cx="32" cy="32" r="${random.integer(3, 9)}" fill="${accent}"/>`;
}
