/** The relative luminance of `#rrggbb`, from 0 for black to 1 for white, as WCAG 2 has it. */
export function luminance(color) {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => Number.parseInt(color.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** How well two colours can be told apart, from 1 to 21. */
export function contrast(one, other) {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

/** The one of the colours that is read best on a background. */
export function readableOn(background, colors) {
  return colors.reduce((best, color) =>
    contrast(color, background) > contrast(best, background) ? color : best,
  );
}
