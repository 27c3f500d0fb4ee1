/**
 * A DOM element out of its tag, attributes (a function becomes a listener, false and null are left out) and children.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== null) made.setAttribute(name, String(value));
  }
  made.append(...children);
  return made;
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:)]/g;

/** Text with its web addresses as links. */
export function withLinks(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index));
    parts.push(element('a', { href: match[0], target: '_blank', rel: 'noreferrer' }, match[0]));
    from = match.index + match[0].length;
  }
  return [...parts, text.slice(from)];
}
