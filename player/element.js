/**
 * An element with attributes and children. Text is only ever set as text: whatever a tenant wrote stays what it is.
 *
 * @param {string} name
 * @param {Record<string, string | number | boolean | EventListener | undefined>} [attributes] A function listens to the
 *   event of that name, without `on`; true stands for an attribute without a value, false and undefined for none.
 * @param {(Node | string)[]} children
 */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for a part of a drawing. */
export function drawn(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      node.addEventListener(key, value);
    } else if (value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? '' : String(value));
    }
  }
  node.append(...children);
  return node;
}
