// session.mjs -- a psql that stays open, so that a test can hold a transaction.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** {ask(sql): what it printed, end()}, for the time of the test `t`. One ask at a time. */
export function session(t, db, role = 'postgres') {
  const env = { ...process.env, PGOPTIONS: '-c search_path=lantern,public -c client_min_messages=warning' };
  const child = spawn('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-h', db.socket, '-U', role, '-d', db.name], { env });
  const exited = once(child, 'exit');
  t.after(() => child.kill());
  let [text, errors, n] = ['', '', 0];
  let look = () => {};
  child.stdout.on('data', (part) => ((text += part), look()));
  child.stderr.on('data', (part) => (errors += part));
  child.on('exit', () => look());
  return {
    ask(sql) {
      const mark = `--done-${++n}--`;
      text = '';
      child.stdin.write(`${sql};\n\\echo ${mark}\n`);
      return new Promise((resolve, reject) => {
        look = () => {
          const end = text.indexOf(mark);
          if (end >= 0) resolve(text.slice(0, end).trimEnd());
          else if (child.exitCode !== null) reject(new Error(`psql: ${errors}`));
        };
        look();
      });
    },
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}
