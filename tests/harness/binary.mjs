// binary.mjs -- which lanternd is run, and how it is told where things are.
import { fileURLToPath } from 'node:url';

const built = (path) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url));

/** One for all tests: the hashes in a template are made with it. */
export const PEPPER = 'a pepper for tests only';

/** LANTERN_BINARY overrides both (the coverage build does). */
export function binary({ asan = true } = {}) {
  return process.env.LANTERN_BINARY ?? built(asan ? 'asan/lanternd' : 'lanternd');
}

/** The settings that name a database; each role signs on as itself. Only `lanternd migrate` is given the owner. */
export function databaseSettings(socket, name, { owner = false } = {}) {
  const as = (role) => `host=${socket} dbname=${name} user=${role}`;
  return {
    LANTERN_DB: as('lantern_app'),
    LANTERN_DB_CLOCK: as('lantern_clock'),
    ...(owner && { LANTERN_DB_OWNER: as('lantern_owner') }),
  };
}
