import { contrast, luminance, readableOn } from './color.js';
import { element } from './element.js';

/**
 * Puts the brand on: its colours, icon and style sheet. What its colours do not say follows from them, so that text can
 * be read on whatever they are.
 *
 * @returns {Promise<{logo: string}>} once the style sheet is there, or will not be.
 */
export async function wearBrand({ name, branding }, folder) {
  const { primary, accent, background, text } = branding.colors;
  const plain = [text, background, '#ffffff', '#111111'];
  const set = (property, value) => document.documentElement.style.setProperty(property, value);
  set('--primary', primary);
  set('--accent', accent);
  set('--background', background);
  set('--text', text);
  set('--on-primary', readableOn(primary, plain));
  set('--on-accent', readableOn(accent, plain));
  // An accent that is lost on the background cannot say anything by itself.
  set('--signal', readableOn(background, contrast(accent, background) >= 3 ? [accent] : [primary, text]));
  set('color-scheme', luminance(background) < 0.4 ? 'dark' : 'light');
  document.title = name;
  document.querySelector('link[rel="icon"]').href = brandFile(folder, branding.favicon);
  if (branding.theme !== undefined) {
    await styleSheet(brandFile(folder, branding.theme));
  }
  return { logo: brandFile(folder, branding.logo) };
}

/** `brand/logo.svg` of a tenant's file → where its published copy is. */
function brandFile(folder, path) {
  return `${folder}${path.slice('brand/'.length)}`;
}

function styleSheet(href) {
  return new Promise((resolve) => {
    document.head.append(element('link', { rel: 'stylesheet', href, load: resolve, error: resolve }));
  });
}
