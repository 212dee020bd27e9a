// updates.mjs -- how soon a practitioner of forty women has her page, with a year behind it.
import { client, value } from '../harness/index.mjs';
import { median } from './rates.mjs';
import { serve, signIn } from './stage.mjs';
import { line } from './streams.mjs';

const TIMES = 40;

export async function updates(_, stage) {
  const staff = await value(stage.db, `SELECT staff_id FROM lantern.practitioner_of WHERE until_at IS NULL GROUP BY staff_id ORDER BY count(*) DESC LIMIT 1`);
  const server = await serve(stage);
  const her = client(server);
  her.cookies.set('__Host-lantern', (await signIn(stage.db, staff))[0]);
  const taken = [];
  let page;
  for (let i = 0; i < TIMES; i++) {
    const from = performance.now();
    page = await her.get('/api/me/updates');
    if (page.status !== 200) throw new Error(page.text);
    taken.push(performance.now() - from);
  }
  her.close();
  await server.stop();
  const { women } = page.json;
  const told = await value(stage.db, `SELECT count(*) FROM lantern.practitioner_update u JOIN lantern.practitioner_of o USING (resident_id) WHERE o.staff_id = '${staff}' AND o.until_at IS NULL`);
  return [line('a practitioner\'s page of her women', 50, 'ms', median(taken.slice(5)), 1,
    `${women.length} women, ${told} updates of a year, ${women.flatMap((one) => one.updates).length} new; one request after the other, as her browser sees it`)];
}
