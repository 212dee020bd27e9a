// Drops the CSS rules of the packages that no source file can use: a rule stays when every class it names is written
// somewhere in the sources as a whole word. Works on minified CSS, where braces and commas are all there is to follow.

export function wordsOf(text) {
  return new Set(text.match(/[A-Za-z0-9_!-]+/g));
}

// A name put together at run time would be purged silently, so that is an error of the build instead.
export function composedClasses(text) {
  return text.match(/\b(?:govuk|moj|ln)-[\w-]*\$\{[^}]*\}/g) ?? [];
}

// Splits at a separator that is not inside brackets or quotes.
function split(text, separator) {
  const parts = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '(' || c === '[') depth++;
    else if (c === ')' || c === ']') depth--;
    else if (c === separator && depth === 0) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(text.slice(from));
  return parts;
}

function classesOf(selector) {
  const plain = selector.replace(/"[^"]*"|'[^']*'/g, '');
  return [...plain.matchAll(/\.((?:\\.|[\w-])+)/g)].map((match) => match[1].replace(/\\/g, ''));
}

function used(selector, words) {
  // :not(.x) does not need x to exist.
  const needed = selector.replace(/:not\([^)]*\)/g, '');
  return classesOf(needed).every((name) => words.has(name));
}

// The end of the block whose opening brace is at `open`.
function blockEnd(css, open) {
  let depth = 0;
  let quote = '';
  for (let i = open; i < css.length; i++) {
    const c = css[i];
    if (c === '\\') i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '{') depth++;
    else if (c === '}' && --depth === 0) return i;
  }
  throw new Error('CSS has an open block');
}

// The next `{` or `;` outside quotes and brackets.
function headEnd(css, from) {
  let depth = 0;
  let quote = '';
  for (let i = from; i < css.length; i++) {
    const c = css[i];
    if (c === '\\') i++;
    else if (quote) quote = c === quote ? '' : quote;
    else if (c === '"' || c === "'") quote = c;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (depth === 0 && (c === '{' || c === ';')) return i;
  }
  return css.length;
}

function purgeBlock(head, body, words) {
  if (/^@(media|supports|layer|container)/.test(head)) {
    const inner = purge(body, words);
    return inner ? `${head}{${inner}}` : '';
  }
  if (head.startsWith('@')) return `${head}{${body}}`;
  const kept = split(head, ',').filter((selector) => used(selector, words));
  return kept.length > 0 ? `${kept.join(',')}{${body}}` : '';
}

export function purge(css, words) {
  let out = '';
  let i = 0;
  while (i < css.length) {
    if (/\s/.test(css[i])) {
      i++;
      continue;
    }
    const open = headEnd(css, i);
    const head = css.slice(i, open).trim();
    if (css[open] !== '{') {
      if (head) out += `${head};`;
      i = open + 1;
      continue;
    }
    const close = blockEnd(css, open);
    out += purgeBlock(head, css.slice(open + 1, close), words);
    i = close + 1;
  }
  return out;
}
