import { findProgramme, programmesOf } from './catalogue.js';
import { element } from './element.js';
import { adsText } from './features.js';
import { poster } from './poster.js';
import { isKept, keptIds, toggleKept } from './watchlist.js';

/** What a screen is: what the tab says, and what is in `main`. */

export function homeScreen(player) {
  const { settings, homepage, catalogue } = player.configuration;
  const rows = homepage.rows.map((row) => rowOf(row.title, programmesIn(catalogue, row.category), player));
  const [first] = homepage.rows;
  const [featured] = programmesIn(catalogue, first.category);
  return { title: settings.name, parts: [hero(featured, first.title, player), ...rows] };
}

export function categoryScreen(player, id) {
  const category = player.configuration.catalogue.categories.find((one) => one.id === id);
  return category === undefined
    ? missingScreen()
    : {
        title: category.title,
        parts: [element('h1', {}, category.title), grid(programmesOf(category), player)],
      };
}

export function listScreen(player) {
  const programmes = keptIds().flatMap((id) => findProgramme(player.configuration.catalogue, id) ?? []);
  const content =
    programmes.length === 0
      ? element(
          'p',
          { class: 'empty' },
          'Nothing is on your list yet. Add a programme with “My list” on its page.',
        )
      : grid(programmes, player);
  return { title: 'My list', parts: [element('h1', {}, 'My list'), content] };
}

export function programmeScreen(player, id) {
  const programme = findProgramme(player.configuration.catalogue, id);
  if (programme === undefined) {
    return missingScreen();
  }
  const { category, title } = programme;
  const more = programmesOf(category).filter((other) => other.id !== id);
  return {
    title,
    parts: [
      element(
        'article',
        { class: 'programme' },
        element('div', { class: 'stage' }, poster(programme)),
        element(
          'div',
          { class: 'about' },
          element('p', { class: 'kicker' }, link(`/category/${category.id}`, category.title)),
          element('h1', {}, title),
          facts(programme, player),
          actions(programme, player),
        ),
      ),
      rowOf(`More of ${category.title}`, more, player),
    ],
  };
}

export function missingScreen() {
  return {
    title: 'Not found',
    parts: [
      element('h1', {}, 'There is nothing here'),
      element('p', {}, 'The address leads to no programme. ', link('/', 'Back to the start')),
    ],
  };
}

function programmesIn(catalogue, id) {
  return programmesOf(catalogue.categories.find((category) => category.id === id));
}

function hero(programme, kicker, player) {
  return element(
    'section',
    { class: 'hero', 'aria-labelledby': 'featured' },
    poster(programme),
    element(
      'div',
      { class: 'pitch' },
      element('p', { class: 'kicker' }, kicker),
      element('h1', { id: 'featured' }, programme.title),
      facts(programme, player),
      actions(programme, player),
    ),
  );
}

function facts({ minutes, isLive }, { features }) {
  return element(
    'p',
    { class: 'facts' },
    ...(isLive ? [element('span', { class: 'live' }, 'Live'), ' '] : []),
    element('span', {}, isLive ? 'on air now' : `${minutes} min`),
    ...(features.ads === undefined
      ? []
      : [' ', element('span', { class: 'ads', title: adsText(features.ads) }, 'Ads')]),
  );
}

function actions(programme, { features, say }) {
  const noMedia = () => say('There is no media here: this is where the programme would start.');
  return element(
    'div',
    { class: 'actions' },
    element(
      'button',
      { type: 'button', class: 'primary', click: noMedia },
      programme.isLive ? 'Watch live' : 'Watch',
    ),
    ...(features.liveRestart && programme.isLive
      ? [element('button', { type: 'button', class: 'restart', click: noMedia }, 'From the beginning')]
      : []),
    ...(features.watchlist ? [listButton(programme, say)] : []),
  );
}

function listButton({ id, title }, say) {
  const says = () => (isKept(id) ? '✓ My list' : '+ My list');
  const button = element('button', { type: 'button', class: 'keep', 'aria-pressed': isKept(id) }, says());
  button.setAttribute('aria-pressed', String(isKept(id)));
  button.addEventListener('click', () => {
    toggleKept(id);
    button.setAttribute('aria-pressed', String(isKept(id)));
    button.textContent = says();
    say(isKept(id) ? `${title} is on your list.` : `${title} is no longer on your list.`);
  });
  return button;
}

function rowOf(title, programmes, player) {
  const list = element('ul', { class: 'cards' }, ...programmes.map((programme) => card(programme, player)));
  const scroll = (by) => list.scrollBy({ left: by * list.clientWidth * 0.8 });
  const heading = element('h2', {}, title);
  return element(
    'section',
    { class: 'row', 'aria-label': title },
    element(
      'div',
      { class: 'rowhead' },
      heading,
      element(
        'button',
        { type: 'button', class: 'step', 'aria-label': `Back in ${title}`, click: () => scroll(-1) },
        '‹',
      ),
      element(
        'button',
        { type: 'button', class: 'step', 'aria-label': `Further in ${title}`, click: () => scroll(1) },
        '›',
      ),
    ),
    list,
  );
}

function grid(programmes, player) {
  return element('ul', { class: 'cards grid' }, ...programmes.map((programme) => card(programme, player)));
}

function card(programme, { features }) {
  const { id, title, isLive, minutes } = programme;
  const badges = [
    ...(isLive ? [element('span', { class: 'live' }, 'Live')] : []),
    ...(features.ads === undefined ? [] : [element('span', { class: 'ads' }, 'Ads')]),
  ];
  return element(
    'li',
    {},
    element(
      'a',
      { href: `/watch/${id}`, class: 'card' },
      element(
        'span',
        { class: 'picture' },
        poster(programme),
        element('span', { class: 'badges' }, ...badges),
      ),
      element('span', { class: 'name' }, title),
      element('span', { class: 'length' }, isLive ? 'on air now' : `${minutes} min`),
    ),
  );
}

function link(href, text) {
  return element('a', { href }, text);
}
