// What stands in this folder: held against the published schemas of GitHub and GitLab, and carried out as those would.
const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const test = require('node:test');
const Ajv = require('ajv');
const yaml = require('yaml');

const ci = path.join(__dirname, '..');
const root = path.join(ci, '..');
const bin = (name) => path.join(ci, 'node_modules', '.bin', name);

// The command line as the solution's build left it; S3CONTRACT names another.
const s3contract = process.env.S3CONTRACT ?? path.join(root, 'src', 'S3Contract.Cli', 'bin', 'Debug', 'net10.0', 'S3Contract.Cli');

function folder(t) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 's3contract-ci-'));
  t.after(() => fs.rmSync(made, { recursive: true }));
  return made;
}

function write(file, text, mode) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text, { mode });
}

function run(command, args, options) {
  return spawnSync(command, args, { encoding: 'utf8', ...options });
}

for (const name of ['action.yml', 'workflow.yml', 'shards.yml']) {
  test(`GitHub's schema takes ${name}`, () => {
    const checked = run(bin('action-validator'), [path.join(ci, 'github', name)]);
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  });
}

// The schema that OASIS published, as Microsoft packs it.
function sarifSchema() {
  const ajv = new Ajv({ schemaId: 'auto', allErrors: true, unknownFormats: 'ignore' });
  ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
  return ajv.compile(require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'));
}

function assertSarif(log) {
  const valid = sarifSchema();
  assert.ok(valid(log), JSON.stringify(valid.errors, null, 2));
}

test("the schema of SARIF takes lint's findings, each with rule, level and place", (t) => {
  const repository = folder(t);
  fs.mkdirSync(path.join(repository, '.git'));
  write(path.join(repository, 'contract', 'a b.s3c'), '# covers: live.answered\ndeploy provider --units two\n');
  write(path.join(repository, 'contract', 'mine.s3c'), '# let: unused=1\ndeploy provider\nsettle\nexpect quiet\n');
  // However the folder is named, files are called as the repository calls them.
  for (const [cwd, named] of [[repository, 'contract'], [path.join(repository, 'contract'), '.'], [os.tmpdir(), path.join(repository, 'contract')]]) {
    const linted = run(s3contract, ['lint', '--format', 'sarif', named], { cwd });
    assert.equal(linted.status, 2, linted.stderr);
    const log = JSON.parse(linted.stdout);
    assertSarif(log);
    const [{ tool, results }] = log.runs;
    const rules = tool.driver.rules.map((rule) => rule.id);
    assert.deepEqual(results.filter((result) => !rules.includes(result.ruleId)), []);
    assert.deepEqual(
      results.map(({ ruleId, level, locations: [{ physicalLocation: { artifactLocation, region } }] }) =>
        `${artifactLocation.uri}:${region.startLine}:${region.startColumn} ${level} ${ruleId}`),
      [
        'contract/a%20b.s3c:2:25 error syntax',
        'contract/mine.s3c:1:1 warning covers-nothing',
        'contract/mine.s3c:1:1 warning unused-variable',
        'contract/mine.s3c:4:1 note open-world',
      ]);
  }
});

test('the schema of SARIF takes the report of a check, and does refuse', (t) => {
  const report = path.join(folder(t), 'report.sarif');
  run(s3contract, ['check', path.join(root, 'examples', 'sh-provider'), '--only', 'answer', '--report', `sarif=${report}`]);
  const log = JSON.parse(fs.readFileSync(report, 'utf8'));
  assertSarif(log);
  log.runs[0].tool.driver.name = 1;
  assert.equal(sarifSchema()(log), false);
});

test('shards that run as processes of their own come to what one check comes to', (t) => {
  const reports = folder(t);
  const job = yaml.parse(fs.readFileSync(path.join(ci, 'kubernetes', 'job.yaml'), 'utf8')).spec;
  const [container] = job.template.spec.containers;
  const of = container.command[2];
  assert.equal(of, String(job.completions));
  const charm = [path.join(root, 'examples', 'sh-provider'), '--only', 'answer', '--level', 'strict', '--no-timing'];
  for (let index = 0; index < job.completions; index += 1) {
    const env = { ...process.env, S3CONTRACT: s3contract, REPORTS: reports, JOB_COMPLETION_INDEX: String(index) };
    const shard = run(container.command[0], [path.join(ci, 'shard.sh'), of, ...charm], { env });
    assert.equal(shard.status, 0, shard.stdout + shard.stderr);
  }

  const files = fs.readdirSync(reports).map((name) => path.join(reports, name));
  const merged = run(s3contract, ['merge', ...files, '--report', `json=${path.join(reports, 'merged')}`]);
  const whole = run(s3contract, ['check', ...charm, '--report', `json=${path.join(reports, 'whole')}`]);

  assert.equal(files.length, job.completions);
  assert.equal(merged.status, whole.status, merged.stdout + merged.stderr);
  assert.equal(fs.readFileSync(path.join(reports, 'merged'), 'utf8'), fs.readFileSync(path.join(reports, 'whole'), 'utf8'));
});

test('the schema does refuse', (t) => {
  const file = path.join(folder(t), 'workflow.yml');
  write(file, fs.readFileSync(path.join(ci, 'github', 'workflow.yml'), 'utf8').replace('runs-on', 'runs-upon'));
  assert.notEqual(run(bin('action-validator'), [file]).status, 0);
});

test('the workflow gives the action inputs that it has', () => {
  const read = (name) => yaml.parse(fs.readFileSync(path.join(ci, 'github', name), 'utf8'));
  const inputs = Object.keys(read('action.yml').inputs);
  const given = read('workflow.yml').jobs.s3contract.steps.find((step) => step.uses?.endsWith('ci/github')).with;
  assert.deepEqual(Object.keys(given).filter((input) => !inputs.includes(input)), []);
});

// What GitHub does with the action's own step.
function act(given) {
  const action = yaml.parse(fs.readFileSync(path.join(ci, 'github', 'action.yml'), 'utf8'));
  const step = action.runs.steps.find((one) => one.run);
  const inputs = Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default]));
  assert.deepEqual(Object.keys(given).filter((name) => !(name in inputs)), []);
  Object.assign(inputs, given);
  const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [
    name, value.replace(/\$\{\{ inputs\.([a-z0-9-]+) \}\}/, (_, input) => inputs[input]).replace('${{ github.action_path }}', path.join(ci, 'github'))]));
  return run('sh', ['-e', '-c', step.run], { env: { ...process.env, ...env } });
}

test('the action hands on what its inputs say', (t) => {
  const tell = path.join(folder(t), 's3contract');
  write(tell, '#!/bin/sh\nprintf "%s|" "$@"\n', 0o755);

  const told = act({ charm: 'my charm', role: 'requirer', profile: 'p.yaml', baseline: 'b.json', reports: 'html=a.html sarif=a.sarif', options: '--cases 0', s3contract: tell });

  assert.equal(told.stdout, 'check|my charm|--level|strict|--report|junit=s3contract.xml|--role|requirer|--profile|p.yaml|--baseline|b.json|'
    + '--report|html=a.html|--report|sarif=a.sarif|--cases|0|', told.stderr);
});

test('the action checks a charm and leaves the report', (t) => {
  const report = path.join(folder(t), 'report.xml');

  const checked = act({ charm: path.join(root, 'examples', 'sh-provider'), role: 'provider', level: 'core', report, options: '--quick --only write', s3contract });

  assert.equal(checked.status, 0, checked.stdout + checked.stderr);
  assert.match(checked.stdout, /nothing that was tried failed at level core/);
  assert.match(fs.readFileSync(report, 'utf8'), /write\.leader-only/);
});

test("GitLab's schema takes the template, and its job names what it is given", (t) => {
  const project = folder(t);
  fs.copyFileSync(path.join(ci, 'gitlab', 's3contract.yml'), path.join(project, 's3contract.yml'));
  write(path.join(project, '.gitlab-ci.yml'), `
include:
  - local: s3contract.yml
    inputs: { repository: "https://gitlab.example/group/s3contract.git", image: sdk, charm: charms/mine, options: --cases 0 }
`);
  for (const args of [['init', '-q'], ['remote', 'add', 'origin', 'https://gitlab.example/group/project.git'], ['add', '-A']]) {
    assert.equal(run('git', args, { cwd: project }).status, 0);
  }

  const shown = run(bin('gitlab-ci-local'), ['--preview'], { cwd: project });

  assert.equal(shown.status, 0, shown.stdout + shown.stderr);
  assert.match(shown.stderr + shown.stdout, /json schema validated/);
  assert.match(shown.stdout, /check\.sh" "charms\/mine" --level strict --report junit=s3contract\.xml --cases 0\n/);
});

// A charm in Python whose virtual environment and whose s3contract only say how they are called.
function pythonCharm(t, files) {
  const charm = path.join(folder(t), 'charm');
  const tell = '#!/bin/sh\necho "${0##*/} $*"\n';
  write(path.join(charm, 'src', 'charm.py'), '');
  for (const name of ['python3', 'uv', 'poetry']) {
    write(path.join(charm, 'venv', 'bin', name), tell, 0o755);
  }
  write(path.join(charm, '..', 's3contract'), tell, 0o755);
  files.forEach((file) => write(path.join(charm, file), ''));
  const checked = run('sh', [path.join(ci, 'check.sh')], { cwd: charm, env: { ...process.env, S3CONTRACT: path.join(charm, '..', 's3contract') } });
  assert.equal(checked.status, 0, checked.stderr);
  return checked.stdout.replaceAll('--quiet ', '').replaceAll('--disable-pip-version-check ', '').trimEnd().split('\n');
}

const check = 's3contract check . --level strict --report junit=s3contract.xml';

test('of a charm in Python it installs what the charm names', (t) => {
  assert.deepEqual(pythonCharm(t, ['requirements.txt', 'uv.lock']), ['python3 -m pip install --requirement ./requirements.txt', check]);
  assert.deepEqual(pythonCharm(t, []), ['python3 -m pip install ops', check]);
  assert.deepEqual(pythonCharm(t, ['uv.lock']), [
    'python3 -m pip install uv',
    'uv export --project . --frozen --no-dev --no-emit-project --no-hashes --output-file ./venv/requirements.txt',
    'python3 -m pip install --requirement ./venv/requirements.txt',
    check,
  ]);
  const poetry = pythonCharm(t, ['poetry.lock']);
  assert.equal(poetry[0], 'python3 -m pip install poetry poetry-plugin-export');
  assert.match(poetry[1], /^poetry export --directory \. --without-hashes --output \/.*\/charm\/venv\/requirements\.txt$/);
});

test('scripts of the charm are run too', (t) => {
  assert.deepEqual(pythonCharm(t, ['requirements.txt', 'contract/mine.s3c']).at(-1), `${check} --scripts ./contract`);
});

test('without s3contract it says what to do', (t) => {
  const checked = run('sh', [path.join(ci, 'check.sh')], { cwd: folder(t), env: { ...process.env, S3CONTRACT: '/nowhere/s3contract' } });
  assert.equal(checked.status, 4);
  assert.equal(checked.stderr, 'check.sh: there is no /nowhere/s3contract: put it on the PATH, or say in S3CONTRACT where it is\n');
});
