// Nothing in SQL that nobody asks: every query has its place in the server, every function a caller that is no test.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sources } from './sources.mjs';

const QUERIES = sources(['sql/queries'], /\.sql$/);
const SCHEMA = sources(['sql/migrations', 'sql/always'], /\.sql$/);
const SERVER = sources(['server', 'include', 'sql/demo'], /./);

const nameOf = (path) => /(\w+)\.sql$/.exec(path)[1];
const holds = (text, word) => new RegExp(`\\b${word}\\b`).test(text);

/** The queries whose SQL_NAME stands nowhere in the server. */
export function unasked(queries, server) {
  const text = server.map((one) => one.text).join('\n');
  return queries.map(({ path }) => nameOf(path)).filter((name) => !holds(text, `SQL_${name.toUpperCase()}`));
}

// From its name to the end of its body, which is dollar-quoted or a RETURN.
const FUNCTION = /CREATE (?:OR REPLACE )?(?:FUNCTION|AGGREGATE) lantern\.(\w+)[\s\S]*?(?:\$\$[\s\S]*?\$\$[^;]*;|\n {4}RETURN [^;]*;|STYPE[^;]*;)/g;
const withoutWords = (sql) => sql.replace(/--.*$/gm, '').replace(/^(GRANT|REVOKE|DROP FUNCTION|ALTER FUNCTION)\b[^;]*;/gm, '');

/** The functions of the schema that only they themselves, grants and tests name. */
export function uncalled(schema, callers) {
  const sql = withoutWords(schema.map((one) => one.text).join('\n'));
  const bodies = [...sql.matchAll(FUNCTION)].map(([whole, name]) => ({ name, whole }));
  const others = callers.map((one) => (one.path.endsWith('.sql') ? withoutWords(one.text) : one.text)).join('\n');
  const outside = sql.replace(FUNCTION, '') + others;
  return [...new Set(bodies.map((one) => one.name))].filter((name) =>
    !holds(outside, name) && !bodies.some((one) => one.name !== name && holds(one.whole, name)));
}

test('every query is asked by the server', () => {
  assert.ok(QUERIES.length > 40);
  assert.deepEqual(unasked(QUERIES, SERVER), []);
});

test('every function of the schema has a caller', () => {
  assert.deepEqual(uncalled(SCHEMA, [...QUERIES, ...SERVER]), []);
});

test('what has no caller is found', () => {
  assert.deepEqual(unasked([{ path: 'sql/queries/one.sql' }, { path: 'sql/queries/one_more.sql' }], [{ text: 'ask(SQL_ONE_MORE, x)' }]), ['one']);
  const schema = [{ path: 'a.sql', text: `
CREATE OR REPLACE FUNCTION lantern.alone(n int) RETURNS int LANGUAGE sql AS $$ SELECT lantern.alone(n - 1) $$; -- lantern.alone
CREATE FUNCTION lantern.called() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION lantern.short() RETURNS int LANGUAGE sql
    RETURN (SELECT lantern.called());
CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION lantern.hung();
CREATE FUNCTION lantern.hung() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
GRANT EXECUTE ON FUNCTION lantern.alone, lantern.short TO lantern_app;` }];
  assert.deepEqual(uncalled(schema, []), ['alone', 'short']);
  assert.deepEqual(uncalled(schema, [{ path: 'q.sql', text: 'SELECT lantern.short()' }]), ['alone']);
});
