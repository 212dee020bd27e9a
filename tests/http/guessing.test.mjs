// Guessing at a terminal, and what a crowd outside can do to it.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { A, PIN, newId, peopleServer, slug } from './people.mjs';

let s, terminal;
before(async () => {
  s = await peopleServer();
  terminal = await s.terminal(A);
  await s.as(A.staff.key, terminal);
  await s.as(A.staff.night, terminal);
});
beforeEach(() => s.clock.advance(301)); // longer than a PIN stays locked
after(() => s?.stop());

const her = A.staff.night;
const here = (pin, who = her) => terminal.post('/api/terminal/switch', { staff: who.id, pin });
const wrongs = (n) => Array.from({ length: n }, (_, i) => String(500001 + 7 * i));

/** All at once, the right one last: what came back, wrong ones and right one. */
async function atOnce(send) {
  const answers = await Promise.all([...wrongs(24), PIN].map(send));
  return { wrong: answers.slice(0, -1), right: answers.at(-1) };
}

// 429 pin-locked for the fifth and whatever comes after it, right or wrong.
function fiveCounted({ wrong, right }) {
  const slugs = wrong.map(slug);
  assert.equal(slugs.filter((one) => one === 'pin-wrong').length, 4, slugs.join(' '));
  assert.equal(slugs.filter((one) => one === 'pin-locked').length, wrong.length - 4);
  assert.equal(slug(right), 'pin-locked', 'the right one is told the same as a wrong one');
}

test('PINs for a name, all sent at once, are five tries', async () => {
  fiveCounted(await atOnce((pin) => here(pin)));
});

test('PINs in the bodies of records, all sent at once, are five tries', async () => {
  assert.equal((await here(PIN)).status, 200);
  const visit = (over) => ({ stay: A.women.cared.stay, crn: A.women.cared.crn, outcome: 'spoke', done_at: s.clock.iso, ...over });
  fiveCounted(await atOnce((pin) => terminal.put(`/api/visits/${newId()}`, visit({ pin }))));
});

test('a second person\'s PIN has the same limit', async () => {
  assert.equal((await here(PIN)).status, 200);
  const visit = (pin) => ({
    stay: A.women.cared.stay, crn: A.women.cared.crn, outcome: 'spoke', done_at: s.clock.iso, reason: 'busy', second: { staff: A.staff.key.id, pin },
  });
  fiveCounted(await atOnce((pin) => terminal.put(`/api/visits/${newId()}`, visit(pin))));
  assert.equal((await here(PIN)).status, 200, 'only the guessed one is locked');
});

test('a crowd that tries to sign in does not keep the house from its own terminal', async () => {
  assert.equal((await here(PIN)).status, 200);
  const crowd = s.newClient();
  let going = true;
  const stranger = async () => {
    const statuses = [];
    while (going) statuses.push((await crowd.post('/api/sign-in', { username: 'nobody', password: 'guess', code: '123456' })).status);
    return statuses;
  };
  const strangers = Array.from({ length: 60 }, stranger);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const inside = [];
  for (let i = 0; i < 5; i++) inside.push((await here(PIN)).status);
  going = false;
  const outside = (await Promise.all(strangers)).flat();
  assert.deepEqual(inside, [200, 200, 200, 200, 200]);
  assert.ok(outside.includes(429), 'there were more of them than are judged');
});
