// The HTML report in a real browser, headless. The page is made anew from a charm that is broken and loud (`charm`) and three scripts.
// The screenshots are left in artifacts/browser, to be looked at.
const assert = require('node:assert');
const { execFileSync, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const here = path.resolve(__dirname, '..');
const root = path.resolve(here, '../..');
const shots = path.join(root, 'artifacts/browser');
const file = path.join(shots, 'report.html');
const previous = path.join(shots, 'previous.json');
const program = (process.env.S3CONTRACT ?? './s3contract').split(' ');
let browser;

function check(...options) {
  const run = spawnSync(program[0], [...program.slice(1), 'check', 'tests/browser/charm', '--no-course', '--cases', '0', '--scripts', 'tests/browser/scripts', ...options],
    { cwd: root, encoding: 'utf8' });
  assert.strictEqual(run.status, 1, run.stdout + run.stderr);
}

before(async () => {
  fs.mkdirSync(shots, { recursive: true });
  check('--report', `json=${previous}`, '--report', `html=${file}`);
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
});

after(() => browser?.close());

/** The page with a fragment; whatever the browser has to say of it ends the test. */
async function open(fragment = '', settings = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...settings });
  const page = await context.newPage();
  const wrong = [];
  page.on('console', message => wrong.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', error => wrong.push(`error: ${error.message}`));
  page.on('request', request => { if (!request.url().startsWith('file:')) wrong.push(`request: ${request.url().slice(0, 80)}`); });
  await page.goto(`file://${file}${fragment}`);
  page.done = async () => {
    assert.deepStrictEqual(wrong, []);
    await context.close();
  };
  return page;
}

const fragment = page => new URLSearchParams(new URL(page.url()).hash.slice(1));
const shown = (page, selector) => page.locator(`${selector}:visible`).count();

test('it opens without an error and without a request', async () => {
  const page = await open();
  assert.match(await page.title(), /^loud-provider: does not conform to level core$/);
  assert.strictEqual(await page.locator('h1').innerText().then(text => text.includes('loud-provider')), true);
  assert.ok(fs.statSync(file).size < 1_000_000, `${fs.statSync(file).size} bytes`);
  await page.done();
});

test('what the charm says is text', async () => {
  const page = await open();
  for (const details of await page.locator('details').all()) await details.evaluate(one => { one.open = true; });
  await page.waitForTimeout(100);
  assert.strictEqual(await page.locator('img').count(), 0);
  assert.strictEqual(await page.locator('script').count(), 2);
  const words = await page.locator('pre.words', { hasText: 'turned' }).first().innerText();
  assert.ok(words.includes('</script><script>document.title='), words);
  assert.ok(words.includes('\\u001B[31m') && words.includes('\\u202Eturned\\u202C hidden:\\u200B &lt;'), words);
  await page.done();
});

test('filters are kept in the fragment and read from it', async () => {
  const page = await open();
  const clauses = await page.locator('.clause').count();
  await page.getByRole('checkbox', { name: 'fail', exact: true }).check();
  const failed = await shown(page, '.clause');
  assert.ok(failed > 0 && failed < clauses, `${failed} of ${clauses}`);
  assert.strictEqual(fragment(page).get('verdict'), 'fail');
  await page.getByRole('checkbox', { name: 'core', exact: true }).check();
  await page.getByLabel('Family').selectOption('write');
  await page.getByRole('searchbox').fill('attempt');
  await page.waitForFunction(() => location.hash.includes('q=attempt'));
  assert.deepStrictEqual(Object.fromEntries(fragment(page)), { verdict: 'fail', level: 'core', family: 'write', q: 'attempt' });
  assert.strictEqual(await shown(page, '.clause'), 1);
  assert.match(await page.locator('#left').innerText(), /^1 of \d+ clauses, \d+ of \d+ failures$/);

  await page.reload();
  assert.strictEqual(await shown(page, '.clause'), 1);
  assert.strictEqual(await page.getByRole('searchbox').inputValue(), 'attempt');

  await page.getByRole('searchbox').fill('there is no such word');
  assert.strictEqual(await page.locator('#nothing').isVisible(), true);
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.waitForFunction(count => document.querySelectorAll('.clause:not([hidden])').length === count, clauses);
  assert.strictEqual(new URL(page.url()).hash, '');

  await page.getByRole('link', { name: /inconclusive/ }).click();
  assert.strictEqual(fragment(page).get('verdict'), 'inconclusive');
  assert.strictEqual(await shown(page, '.failure'), 0);
  assert.strictEqual(await shown(page, '.clause[data-verdict=pass]'), 0);
  await page.done();
});

test('a run is walked through by keyboard', async () => {
  const page = await open();
  const walk = page.locator('.walkthrough').first();
  const title = walk.locator('.title');
  const at = async () => Number(/Step (\d+)/.exec(await title.innerText())[1]);
  assert.match(await title.innerText(), /here it broke/);
  const broke = await at();

  await walk.getByRole('slider').focus();
  await page.keyboard.press('ArrowLeft');
  assert.strictEqual(await at(), broke - 1);
  assert.strictEqual(fragment(page).get('step'), String(broke - 1));
  await page.keyboard.press('Home');
  assert.strictEqual(await at(), 0);
  assert.strictEqual(await walk.locator('.row.current .index').textContent(), '0');
  await page.keyboard.press('End');
  const last = await at();
  assert.ok(last >= broke);

  await walk.locator('.times').focus();
  await page.keyboard.press('ArrowUp');
  assert.strictEqual(await at(), last - 1);
  await walk.getByRole('button', { name: 'to the failure' }).click();
  assert.strictEqual(await at(), broke);
  await walk.locator('.row').nth(broke - 2).click();
  assert.strictEqual(await at(), broke - 2);
  await page.done();
});

test('a step tells what changed, who leads, what comes next and what was printed', async () => {
  const page = await open();
  const runs = await page.locator('#runs').evaluate(data => JSON.parse(data.textContent));
  const index = runs.findIndex(one => one.name === 'the-relation-ends');
  const run = runs[index];
  const wrote = run.steps.findIndex(step => (step.commits ?? []).some(commit => commit.owner === 'provider' && commit.set.note));
  const failed = run.steps.findIndex(step => step.end === 'failed');
  await page.done();

  const there = await open(`#run=${run.name}&step=${wrote}`);
  const panel = page => page.locator(`.walkthrough[data-run="${index}"]:visible .panel`);
  const text = await panel(there).innerText();
  for (const told of ['+ access-key', '‹secret-1›', '</script>', 'provider/0', 'Who leads', 'Next on each unit', 'What it did']) assert.ok(text.includes(told), `${told} in ${text}`);
  assert.ok(await there.locator('.written.seen').count() > 0);
  await there.done();

  const end = await open(`#run=${run.name}&step=${failed}`);
  const said = await panel(end).innerText();
  assert.ok(said.includes('exit status 1') && said.includes('is broken'), said);
  assert.ok(await end.locator('.hook.failed').count() > 0);
  await end.done();
});

test('refusals, crashes and events are marked', async () => {
  const page = await open();
  for (const details of await page.locator('details.walk').all()) await details.evaluate(one => { one.open = true; });
  await page.waitForTimeout(100);
  for (const sign of ['.sign.refusal', '.hook.killed', '.sign.event', '.hook .leader', '.sign.write', '.sign.secret', '.written.secret']) assert.ok(await page.locator(`.timeline ${sign}`).count() > 0, sign);
  await page.done();
});

test('links lead to a clause, and keep the filters', async () => {
  const page = await open('#verdict=fail&clause=write.no-attempt');
  const clause = page.locator('[id="clause=write.no-attempt"]');
  assert.strictEqual(await clause.evaluate(one => one.open), true);
  assert.strictEqual(await clause.locator('summary').evaluate(one => one === document.activeElement), true);
  await page.locator('nav').getByRole('link', { name: /Scripts/ }).click();
  assert.deepStrictEqual(Object.fromEntries(fragment(page)), { verdict: 'fail', at: 'scripts' });
  await page.done();

  // A filter that hides the place gives way.
  const hidden = await open('#verdict=pass&clause=write.no-attempt');
  assert.strictEqual(await hidden.locator('[id="clause=write.no-attempt"]').isVisible(), true);
  await hidden.done();
});

test('a command is copied', async () => {
  const page = await open('', { permissions: ['clipboard-read', 'clipboard-write'] });
  const command = page.locator('.failure .command').first();
  await command.getByRole('button').click();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^s3contract run \S*tests\/browser\/scripts\/two-units-rotate\.s3c --provider tests\/browser\/charm$/);
  assert.strictEqual(await command.getByRole('button').innerText(), 'Copied');
  await page.done();
});

test('without a script all words are there', async () => {
  const page = await open('', { javaScriptEnabled: false });
  assert.ok((await page.locator('#failures').innerText()).includes('Juju refuses') || (await page.locator('#failures').innerText()).includes('write.no-attempt'));
  assert.strictEqual(await page.locator('#filters').isVisible(), false);
  await page.done();
});

test('it prints', async () => {
  const page = await open();
  const paper = await page.pdf({ path: path.join(shots, 'report.pdf'), format: 'A4' });
  assert.ok(paper.length > 20_000);
  await page.emulateMedia({ media: 'print' });
  assert.strictEqual(await page.locator('#filters').isVisible(), false);
  await page.done();
});

for (const [name, settings] of Object.entries({
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  phone: { colorScheme: 'light', viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
})) {
  test(`${name}: readable, and accessible`, async () => {
    const page = await open('', settings);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.strictEqual(wide, 0, 'it scrolls sideways');
    await page.screenshot({ path: path.join(shots, `${name}-top.png`) });
    await page.locator('.walkthrough').first().scrollIntoViewIfNeeded();
    await page.locator('.walkthrough').first().evaluate(one => one.scrollIntoView({ block: 'start' }));
    await page.screenshot({ path: path.join(shots, `${name}-walk.png`) });
    await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
    for (const details of await page.locator('details').all()) await details.evaluate(one => { one.open = true; });
    await page.waitForTimeout(100);
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run());
    const serious = found.violations.filter(one => ['serious', 'critical'].includes(one.impact)).map(one => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
    assert.deepStrictEqual(serious, []);
    await page.done();
  });
}
