// What the page does beyond being read: it narrows tables, and opens what a link leads to. Texts are only ever set as
// text.
'use strict';

/** How long nobody types before rows are looked at, so that a long table never holds up the typing. */
const SETTLE_MILLISECONDS = 80;

function prepareFilter(form) {
  const table = document.getElementById(form.dataset.table);
  const output = form.querySelector('output');
  const rows = [...table.tBodies[0].rows].map((row) => ({ row, text: row.textContent.toLowerCase() }));
  const apply = () => {
    const fields = new FormData(form);
    const words = form.elements.text.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '');
    const chosen = [...fields].filter(([name, value]) => name !== 'text' && value !== '');
    let count = 0;
    for (const { row, text } of rows) {
      const isShown =
        chosen.every(([name, value]) => row.dataset[name] === value) &&
        words.every((word) => text.includes(word));
      row.hidden = !isShown;
      count += isShown ? 1 : 0;
    }
    output.textContent = `${count} of ${rows.length} ${form.dataset.nouns}`;
  };
  let timer;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(apply, SETTLE_MILLISECONDS);
  });
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', (event) => event.preventDefault());
  form.hidden = false;
}

/** A link to a tenant opens it, and whatever it lies in. */
function openTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let element = target; element !== null; element = element.parentElement) {
    if (element instanceof HTMLDetailsElement) {
      element.open = true;
    }
  }
  target?.scrollIntoView();
}

function prepareSwitch(button) {
  const section = document.getElementById(button.dataset.open);
  button.parentElement.hidden = false;
  button.addEventListener('click', () => {
    const all = [...section.querySelectorAll('details.tenant')];
    const isOpen = all.every((details) => details.open);
    all.forEach((details) => {
      details.open = !isOpen;
    });
    button.textContent = isOpen ? 'Open all' : 'Close all';
  });
}

document.querySelectorAll('form.filter').forEach(prepareFilter);
document.querySelectorAll('button[data-open]').forEach(prepareSwitch);
addEventListener('hashchange', openTarget);
if (location.hash !== '') {
  openTarget();
}
