import { seedOf } from './catalogue.js';
import { drawn } from './element.js';

const WIDTH = 320;
const HEIGHT = 180;

/** A drawing in the brand's colours that stands for a programme: its category has the motif, its own id decides the rest. */
export function poster({ id, category, number }) {
  const draw = MOTIFS[category.motif % MOTIFS.length];
  const chance = chanceFrom(seedOf(id));
  return drawn(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'xMidYMid slice',
      'aria-hidden': 'true',
      class: 'poster',
    },
    drawn('rect', { width: WIDTH, height: HEIGHT, class: number % 3 === 0 ? 'ground deep' : 'ground' }),
    drawn('g', { class: 'art' }, ...draw(chance)),
  );
}

const MOTIFS = [hills, rings, beams, tiles, waves];

function hills(chance) {
  return [0, 1, 2]
    .map((layer) => {
      const points = Array.from(
        { length: 7 },
        (_, x) => `${(x * WIDTH) / 6},${80 + layer * 30 + chance(46)}`,
      );
      return drawn('polygon', {
        points: `0,${HEIGHT} ${points.join(' ')} ${WIDTH},${HEIGHT}`,
        class: layer === 1 ? 'accent' : 'primary',
        'fill-opacity': 0.35 + layer * 0.2,
      });
    })
    .toSpliced(
      0,
      0,
      drawn('circle', { cx: 60 + chance(200), cy: 48 + chance(20), r: 18 + chance(14), class: 'accent' }),
    );
}

function rings(chance) {
  const [cx, cy] = [80 + chance(160), 50 + chance(80)];
  return [130, 100, 72, 46, 22].map((r, index) =>
    drawn('circle', {
      cx,
      cy,
      r,
      class: index % 2 === 0 ? 'primary' : 'accent',
      'fill-opacity': 0.28 + index * 0.14,
    }),
  );
}

function beams(chance) {
  const x = 40 + chance(240);
  return [-150, -80, -20, 40, 100, 170].map((lean, index) =>
    drawn('polygon', {
      points: `${x},${HEIGHT + 10} ${x + lean - 26},-10 ${x + lean + 26},-10`,
      class: index % 3 === 1 ? 'accent' : 'primary',
      'fill-opacity': 0.3 + chance(40) / 100,
    }),
  );
}

function tiles(chance) {
  return Array.from({ length: 32 }, (_, index) =>
    drawn('rect', {
      x: (index % 8) * 40,
      y: Math.floor(index / 8) * 45,
      width: 40,
      height: 45,
      class: chance(5) === 0 ? 'accent' : 'primary',
      'fill-opacity': chance(70) / 100,
    }),
  );
}

function waves(chance) {
  return [0, 1, 2, 3].map((layer) => {
    const y = 30 + layer * 34 + chance(26);
    const swell = 12 + chance(52);
    return drawn('path', {
      d: `M0 ${y} C ${40 + chance(60)} ${y - swell} ${110 + chance(50)} ${y + swell} ${180 + chance(50)} ${y} S 300 ${y - swell} ${WIDTH} ${y} V ${HEIGHT} H 0 Z`,
      class: layer === 2 ? 'accent' : 'primary',
      'fill-opacity': 0.25 + layer * 0.15,
    });
  });
}

/** Whole numbers from 0 to below a limit, the same ones for the same seed. */
function chanceFrom(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 15), state | 1);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}
