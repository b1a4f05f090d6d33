// The problem matcher, as an editor uses it: line by line, on what lint really prints.
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');

const root = path.join(__dirname, '..', '..', '..');

// The command line as the solution's build left it; S3CONTRACT names another.
const s3contract = process.env.S3CONTRACT ?? path.join(root, 'src', 'S3Contract.Cli', 'bin', 'Debug', 'net10.0', 'S3Contract.Cli');
const { contributes } = JSON.parse(fs.readFileSync(path.join(__dirname, '..', 'package.json'), 'utf8'));
const [matcher] = contributes.problemMatchers;

// What is none of the severities that the editor knows gets the matcher's own.
const severities = { error: 'error', warning: 'warning', info: 'info' };

function problems(t, files, ...args) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 's3contract-vscode-'));
  t.after(() => fs.rmSync(folder, { recursive: true }));
  Object.entries(files).forEach(([name, text]) => fs.writeFileSync(path.join(folder, name), text));
  const run = spawnSync(s3contract, [...args, '.'], { encoding: 'utf8', cwd: folder });
  assert.equal(run.stderr, '');
  const { regexp, ...groups } = matcher.pattern;
  return run.stdout.split('\n').map((line) => line.match(new RegExp(regexp))).filter(Boolean).map((match) => {
    const found = Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, match[group]]));
    assert.ok(fs.existsSync(path.join(folder, found.file)), found.file);
    return { ...found, file: path.normalize(found.file), severity: severities[found.severity] ?? matcher.severity };
  });
}

test('what cannot be read, what is odd and what is advice are problems at their places', (t) => {
  const found = problems(t, {
    'a b.s3c': '# covers: live.answered\ndeploy provider --units two\n',
    'mine.s3c': '# covers: live.answered\n# let: unused=1\ndeploy provider\nsettle\nexpect quiet\n',
  }, 'lint');

  assert.deepEqual(found.map(({ file, line, column, severity, code }) => [file, line, column, severity, code].join(' ')), [
    'a b.s3c 2 25 error syntax',
    'mine.s3c 2 1 warning unused-variable',
    'mine.s3c 5 1 info open-world',
  ]);
  assert.equal(found[0].message, '"two"; expected a whole number from 1 to 99');
});

test('so is a script that is not laid out', (t) => {
  const found = problems(t, { 'mine.s3c': 'deploy   provider\nsettle\nexpect quiet\n' }, 'fmt', '--check');

  assert.deepEqual(found.map(({ line, severity, code }) => [line, severity, code]), [['1', 'warning', 'layout']]);
});

test('a script with nothing to say has no problems', (t) => {
  assert.deepEqual(problems(t, { 'mine.s3c': '# covers: live.answered\ndeploy provider\nsettle\nexpect nothing\n' }, 'lint'), []);
});
