/** What a viewer wants to see later. Nobody is signed in, so it is forgotten when the page is left. */
const kept = new Set();
const listeners = new Set();

export function isKept(id) {
  return kept.has(id);
}

export function keptIds() {
  return [...kept];
}

/** Keeps a programme, or no longer. */
export function toggleKept(id) {
  if (!kept.delete(id)) {
    kept.add(id);
  }
  listeners.forEach((listener) => listener());
}

export function onKept(listener) {
  listeners.add(listener);
}
