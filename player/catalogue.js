/** Programmes of a category. There is no media in a preview, so they are made from the category's name alone. */
const PROGRAMMES_A_CATEGORY = 9;
const MINUTES = [24, 32, 45, 52, 58, 74, 88, 96, 112];

/**
 * Placeholder programmes of a category: the same ones every time.
 *
 * @returns {{id: string, title: string, category: {id: string, title: string, motif: number}, number: number, minutes: number, isLive: boolean}[]}
 */
export function programmesOf(category) {
  return Array.from({ length: PROGRAMMES_A_CATEGORY }, (_, index) => ({
    id: `${category.id}-${index + 1}`,
    title: `${category.title} ${index + 1}`,
    category,
    number: index + 1,
    minutes: MINUTES[(seedOf(category.id) + index * 4) % MINUTES.length],
    isLive: category.id === 'live' && index < 3,
  }));
}

/** The programme with that id; undefined when there is none. */
export function findProgramme(catalogue, id) {
  return catalogue.categories.flatMap(programmesOf).find((programme) => programme.id === id);
}

/** A whole number of a text, the same every time and far from that of a text like it. */
export function seedOf(text) {
  let seed = 2166136261;
  for (const character of text) {
    seed = Math.imul(seed ^ character.codePointAt(0), 16777619);
  }
  seed = Math.imul(seed ^ (seed >>> 15), 2246822507);
  return (seed ^ (seed >>> 13)) >>> 0;
}
