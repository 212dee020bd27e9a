// schema.mjs -- the OpenAPI document as the tests use it: its operations, a body that fits, and bodies that do not.
import { randomUUID } from 'node:crypto';

const METHODS = ['get', 'put', 'post', 'patch', 'delete'];

/** The document's value at a $ref, however deep. */
export function deref(document, schema) {
  let at = schema;
  while (at?.$ref) at = at.$ref.slice(2).split('/').reduce((found, key) => found[key], document);
  const real = at?.oneOf?.find((one) => deref(document, one).type !== 'null');
  return real ? deref(document, real) : at;
}

/** [{method, path, id, who, body (schema or undefined), query: [parameter], responses}] of every operation. */
export function operations(document) {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => item[method]).map((method) => {
      const operation = item[method];
      const content = operation.requestBody?.content['application/json'];
      return {
        method: method.toUpperCase(), path, id: operation.operationId, who: operation['x-who'],
        body: content && deref(document, content.schema), responses: operation.responses,
        query: (operation.parameters ?? []).filter((one) => one.in === 'query'),
      };
    }),
  );
}

// What a pattern stands for cannot be guessed from the pattern.
const SAMPLES = [
  'X100000', '271828', '10:30', '2026-11-10', 'a.name', '8f0c4f3e-3c53-4f0e-9d5c-0c6b7a7d2f11', '2026-11-10T22:00:00Z', 'Q001', 'NW', 'abc',
  'JBSWY3DPEHPK3PXP', 'A', 'a1',
];

function sampleText(schema) {
  if (schema.format === 'date') return '2026-11-10';
  if (!schema.pattern) return 'some words that fit'.slice(0, schema.maxLength ?? 200).padEnd(schema.minLength ?? 0, 'x');
  const pattern = new RegExp(schema.pattern, 'u');
  if (pattern.test('8f0c4f3e-3c53-4f0e-9d5c-0c6b7a7d2f11') && !pattern.test('a.name')) return randomUUID();
  const found = SAMPLES.find((one) => pattern.test(one));
  if (found === undefined) throw new Error(`no sample fits ${schema.pattern}`);
  return found;
}

const typeOf = (schema) => {
  if (schema.enum) return 'enum';
  return Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type;
};

/** A value that fits, with every member filled in. */
export function sample(document, schema) {
  const at = deref(document, schema);
  if (schema.examples) return schema.examples[0];
  switch (typeOf(at)) {
    case 'enum': return at.enum[0];
    case 'string': return sampleText(at);
    case 'integer': return Math.max(at.minimum ?? 1, Math.min(at.maximum ?? 600, 600));
    case 'number': return 1;
    case 'boolean': return true;
    case 'array': return Array.from({ length: Math.max(at.minItems ?? 0, 1) }, () => sample(document, at.items ?? {}));
    case 'object': return Object.fromEntries(Object.entries(at.properties ?? {}).map(([name, one]) => [name, sample(document, one)]));
    default: return 'anything';
  }
}

/** Puts raw JSON text in the place of one value, so that what JavaScript cannot hold can be sent. */
class Raw {
  constructor(text) {
    this.text = text;
  }
}
export const textOf = (body) => {
  const raws = [];
  const text = JSON.stringify(body, (_, value) => (value instanceof Raw ? `raw:${raws.push(value.text) - 1}` : value));
  return text.replace(/"raw:(\d+)"/g, (_, n) => raws[n]);
};

const huge = [new Raw('1e999'), new Raw('99999999999999999999999999'), new Raw('-1e30')];

function wrongValues(schema) {
  switch (typeOf(schema)) {
    case 'enum': return ['nonsense', 1, true, [], {}];
    case 'boolean': return ['true', 1, [], {}];
    case 'integer': return ['1', 1.5, true, [], {}, ...huge, ...(schema.maximum < 2 ** 53 ? [schema.maximum + 1] : []), ...(schema.minimum !== undefined ? [schema.minimum - 1] : [])];
    case 'array': return ['x', 1, {}, ...(schema.minItems ? [[]] : [])];
    case 'object': return ['x', 1, [], true];
    case 'string': return [
      1, true, [], {}, ...huge.slice(0, 1), new Raw('"a\\u0000b"'), new Raw('"\\ud800"'), 'x'.repeat(5000),
      ...(schema.maxLength ? ['x'.repeat(schema.maxLength + 1)] : []), ...(schema.minLength ? [''] : []), ...(schema.pattern ? ['~', ''] : []),
    ];
    default: return [];
  }
}

const without = (object, name) => Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

function memberFaults(document, at, name, schema, value) {
  const real = deref(document, schema);
  const mayBeNull = schema.oneOf !== undefined || [real.type].flat().includes('null');
  const found = wrongValues(real).map((wrong) => ({ value: { ...value, [name]: wrong }, path: [name], fault: textOf(wrong).slice(0, 40) }));
  if ((at.required ?? []).includes(name)) {
    found.push({ value: without(value, name), path: [name], fault: 'missing' });
    if (!mayBeNull) found.push({ value: { ...value, [name]: null }, path: [name], fault: 'null' });
  }
  const inner = faults(document, schema, value[name]);
  return [...found, ...inner.map((one) => ({ ...one, value: { ...value, [name]: one.value }, path: [name, ...one.path] }))];
}

/** Values that each have one fault: [{value, path (to it), fault}]. `value` fits, with every member there. */
export function faults(document, schema, value) {
  const at = deref(document, schema);
  if (typeOf(at) === 'array') {
    const item = deref(document, at.items ?? {});
    const wrong = wrongValues(item).map((one) => ({ value: one, path: [], fault: textOf(one).slice(0, 40) }));
    return [...wrong, ...faults(document, item, value[0])]
      .map((one) => ({ ...one, value: [one.value, ...value.slice(1)], path: [0, ...one.path] }));
  }
  if (typeOf(at) !== 'object' || !at.properties) return [];
  const unknown = { value: { ...value, nonsense: 1 }, path: ['nonsense'], fault: 'unknown' };
  return [unknown, ...Object.entries(at.properties).flatMap(([name, one]) => memberFaults(document, at, name, one, value))];
}
