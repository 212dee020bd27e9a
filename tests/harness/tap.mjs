// tap.mjs -- reads the Test Anything Protocol as node, pgTAP and cmocka write it, and counts single tests.
//
// Nested results come before the line of their parent, indented by four. Only leaves count; a parent that fails
// although all its children passed (a hook, a crash) counts as one failure of its own. Skipped is neither passed nor failed.

const RESULT = /^( *)(not )?ok\b(?: +\d+)?(?: +- *| +)?(.*)$/;
const PLAN = /^( *)1\.\.(\d+)/;
const SKIPPED = /# *(skip|todo)\b/i;

/** {passed, failed, skipped, failures: [name], planned, seen} of one program's output. */
export function readTap(text) {
  const result = { passed: 0, failed: 0, skipped: 0, failures: [], planned: undefined, seen: 0 };
  const children = []; // by depth: what the open parent has already had below it
  const names = []; // by depth: "# Subtest: name"
  let yaml = false;

  for (const line of text.split('\n')) {
    if (/^ *---$/.test(line)) yaml = true;
    if (/^ *\.\.\.$/.test(line)) yaml = false;
    if (yaml) continue;

    const subtest = /^( *)# Subtest: (.*)$/.exec(line);
    if (subtest) names[subtest[1].length / 4] = subtest[2];
    const plan = PLAN.exec(line);
    if (plan && plan[1] === '') result.planned = Number(plan[2]);
    const found = RESULT.exec(line);
    if (!found) continue;

    const [, indent, not, name] = found;
    const depth = Math.floor(indent.length / 4);
    const below = children[depth + 1];
    children.length = depth + 1;
    const verdict = SKIPPED.test(name) ? 'skipped' : not ? 'failed' : 'passed';
    if (depth === 0) result.seen++;
    if (!below || (verdict === 'failed' && below.failed === 0)) result[verdict]++;
    if (verdict === 'failed' && !below?.failed) result.failures.push([...names.slice(0, depth), name].join(' > '));
    const failed = verdict === 'failed' ? 1 : 0;
    children[depth] = { failed: (children[depth]?.failed ?? 0) + failed + (below?.failed ?? 0) };
  }
  return result;
}

/** The output without what passed: failures, their reasons, and everything else a program printed. */
export function withoutPasses(text) {
  return text
    .replace(/^( *)# Subtest: .*\n\1ok .*\n(\1  ---\n[^]*?\n\1  \.\.\.\n)?/gm, '')
    .replace(/^ok .*\n(  ---\n[^]*?\n  \.\.\.\n)?/gm, '')
    .trimEnd();
}
