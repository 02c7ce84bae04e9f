// Has a tenant's page loaded anew when its files have changed, and shows what is wrong with them while they cannot be
// shown. It is added by the preview and is no part of the player.
const { revision } = document.currentScript.dataset;

const about = document.createElement('a');
about.className = 'preview-about';
about.href = '/.preview/';
about.textContent = 'Preview';
about.title = 'What is behind this page, and what an edge would do';

const panel = document.createElement('section');
panel.className = 'preview-problems';
panel.setAttribute('role', 'alert');
panel.hidden = true;

const heading = document.createElement('h2');

if (!location.pathname.startsWith('/.preview/')) {
  document.body.append(about);
}
document.body.append(panel);

const events = new EventSource('/.preview/events');
events.addEventListener('message', ({ data }) => {
  const state = JSON.parse(data);
  if (state.revision === revision) {
    showProblems(state);
  } else {
    location.reload();
  }
});

/** A page that has nothing to show lists the problems itself. */
function showProblems({ problems, isSound }) {
  const list = document.querySelector('ol.problems') ?? panelList();
  list.replaceChildren(...problems.map(item));
  heading.textContent = isSound
    ? 'Shown, with warnings'
    : 'Not shown yet: this page is the last one that was sound';
  panel.hidden = problems.length === 0 || list.closest('.preview-problems') === null;
}

function panelList() {
  const list = document.createElement('ol');
  list.className = 'problems';
  panel.append(heading, list);
  return list;
}

function item(text) {
  const line = document.createElement('li');
  line.textContent = text;
  return line;
}
