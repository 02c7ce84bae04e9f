// The player shell: one document for every path, as the viewer-request function of a cell has it. It asks the platform's
// API what the tenant is, and the tenant's branding bucket which brand is shown.
import { wearBrand } from './brand.js';
import { seedOf } from './catalogue.js';
import { element } from './element.js';
import { adsText, featuresOf } from './features.js';
import { categoryScreen, homeScreen, listScreen, missingScreen, programmeScreen } from './screens.js';
import { keptIds, onKept } from './watchlist.js';

const main = document.getElementById('screen');
const status = element('p', { class: 'status', role: 'status' });

start().catch(() => {
  main.replaceChildren(
    element(
      'p',
      { class: 'fault', role: 'alert' },
      'The service cannot be reached. Please try again in a moment.',
    ),
  );
});

async function start() {
  const [configuration, brand] = await Promise.all([json('/api/configuration'), json('/brand/current.json')]);
  const { logo } = await wearBrand(configuration.settings, `/brand/${brand.version}/`);
  const features = featuresOf(configuration.entitlements);
  const player = { configuration: withMotifs(configuration), features, say };
  document.getElementById('masthead').append(...masthead(player, logo));
  document.getElementById('footer').append(...footer(player), status);
  document.addEventListener('click', (event) => follow(event, player));
  window.addEventListener('popstate', () => show(player));
  show(player);
}

/** The pictures of a category have one motif, and those of the next category another. */
function withMotifs(configuration) {
  const first = seedOf(configuration.settings.name);
  const categories = configuration.catalogue.categories.map((category, order) => ({
    ...category,
    motif: first + order,
  }));
  return { ...configuration, catalogue: { categories } };
}

async function json(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`${path} answers ${response.status}`);
  }
  return response.json();
}

function masthead({ configuration, features, say: tell }, logo) {
  const { settings, catalogue } = configuration;
  const { name } = settings;
  const links = [
    ['/', 'Home'],
    ...catalogue.categories.map(({ id, title }) => [`/category/${id}`, title]),
  ].map(([href, text]) => element('li', {}, element('a', { href }, text)));
  const subscribe = () => tell(`Here the checkout would open, in ${features.payments.currency}.`);
  return [
    element(
      'a',
      { href: '/', class: 'logo', 'aria-label': `${name}, home` },
      element('img', { src: logo, alt: name }),
    ),
    element('nav', { 'aria-label': 'Categories' }, element('ul', {}, ...links)),
    element(
      'div',
      { class: 'account' },
      ...(features.watchlist ? [listLink()] : []),
      ...(features.payments === undefined
        ? []
        : [element('button', { type: 'button', class: 'primary subscribe', click: subscribe }, 'Subscribe')]),
    ),
  ];
}

function listLink() {
  const anchor = element('a', { href: '/list', class: 'mylist' }, 'My list');
  onKept(() => {
    const count = keptIds().length;
    anchor.textContent = count === 0 ? 'My list' : `My list (${count})`;
  });
  return anchor;
}

function footer({ configuration, features }) {
  const { name } = configuration.settings;
  return [
    ...(features.ads === undefined ? [] : [element('p', {}, `${adsText(features.ads)}.`)]),
    ...(features.payments === undefined
      ? []
      : [element('p', {}, `Prices are in ${features.payments.currency}.`)]),
    element(
      'p',
      { class: 'placeholder' },
      `Programmes and pictures are placeholders, made from the categories of ${name}.`,
    ),
  ];
}

/** A click on a link inside the player shows another screen without leaving the document. */
function follow(event, player) {
  const anchor = event.target instanceof Element ? event.target.closest('a[href^="/"]') : null;
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (anchor === null || !isPlain || anchor.pathname.startsWith('/.')) {
    return;
  }
  event.preventDefault();
  if (anchor.pathname !== location.pathname) {
    history.pushState(null, '', anchor.pathname);
  }
  show(player);
  window.scrollTo({ top: 0 });
  main.focus({ preventScroll: true });
}

function show(player) {
  const { title, parts } = screenAt(location.pathname, player);
  const { name } = player.configuration.settings;
  document.title = title === name ? name : `${title} · ${name}`;
  main.replaceChildren(...parts);
  say('');
  for (const anchor of document.querySelectorAll('#masthead nav a, .mylist')) {
    if (anchor.pathname === location.pathname) {
      anchor.setAttribute('aria-current', 'page');
    } else {
      anchor.removeAttribute('aria-current');
    }
  }
}

function screenAt(path, player) {
  const [, kind = '', id = '', ...rest] = path.split('/');
  if (rest.length > 0) {
    return missingScreen();
  }
  switch (kind) {
    case '':
    case 'index.html':
      return homeScreen(player);
    case 'category':
      return categoryScreen(player, id);
    case 'watch':
      return programmeScreen(player, id);
    case 'list':
      return player.features.watchlist ? listScreen(player) : missingScreen();
    default:
      return missingScreen();
  }
}

function say(text) {
  status.textContent = text;
  status.classList.toggle('said', text !== '');
}
