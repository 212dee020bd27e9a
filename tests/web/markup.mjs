// markup.mjs -- two pieces of HTML compared by what they mean: order of attributes, white space and the hooks of the
// packages' own JavaScript (data-...) do not count.
const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta']);
const ENTITY = { amp: '&', lt: '<', gt: '>', quot: '"', ctdot: '⋯', nbsp: '\u00a0', copy: '©' };

const decoded = (text) =>
  text.replace(/&(#x?[0-9a-f]+|\w+);/gi, (whole, name) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(parseInt(name.slice(2), 16));
    if (name.startsWith('#')) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITY[name] ?? whole;
  });

function attributes(text) {
  const found = {};
  for (const [, name, , a, b, c] of text.matchAll(/([^\s=/>]+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?/g)) {
    if (!name.startsWith('data-') && name !== 'xmlns') found[name.toLowerCase()] = decoded(a ?? b ?? c ?? '');
  }
  if (found.class !== undefined) found.class = found.class.split(/\s+/).filter((name) => name && !name.startsWith('govuk-js-')).sort().join(' ');
  return Object.fromEntries(Object.entries(found).sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** A tree of [tag, attributes, ...children]; text with its white space collapsed, and none around it. */
export function tree(html) {
  const root = ['root', {}];
  const open = [root];
  for (const [token, close, tag, rest] of html.matchAll(/<!--.*?-->|<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+/gs)) {
    const parent = open[open.length - 1];
    if (tag === undefined) {
      const text = decoded(token).replace(/\s+/g, ' ').trim();
      if (text !== '' && !token.startsWith('<!--')) parent.push(text);
      continue;
    }
    if (close) {
      open.pop();
      continue;
    }
    const node = [tag.toLowerCase(), attributes(rest)];
    parent.push(node);
    if (!VOID.has(node[0]) && !rest.endsWith('/')) open.push(node);
  }
  return root.slice(2);
}
