// The grammar, run by the engine that editors use, on lines whose colours are known.
const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const test = require('node:test');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

const root = path.join(__dirname, '..');
const grammarFile = path.join(root, 'syntaxes', 's3contract.tmLanguage.json');

async function load() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammarFile, 'utf8'), grammarFile),
  });
  return registry.loadGrammar('source.s3contract');
}

const grammar = load();

async function scopeOf(line, word) {
  const at = line.indexOf(word);
  const { tokens } = (await grammar).tokenizeLine(line, textmate.INITIAL);
  return tokens.find((token) => token.startIndex <= at && at < token.endIndex).scopes.join(' ');
}

const cases = [
  ['deploy provider --units 2', 'deploy', 'keyword.control.command'],
  ['deploy provider --units 2', 'provider', 'entity.name.type.application'],
  ['deploy provider --units 2', '--units', 'constant.other.option'],
  ['deploy provider --units 2', '2', 'constant.numeric'],
  ['remove-relation provider requirer-b:s3', 'remove-relation', 'keyword.control.command'],
  ['remove-relation provider requirer-b:s3', 's3', 'entity.name.tag.endpoint'],
  ['issue provider access-key=fake:access-key', 'access-key', 'variable.other.field'],
  ['issue provider access-key=fake:access-key', 'fake:', 'support.function.fake'],
  ['elect provider/1', '/1', 'entity.name.type.unit'],
  ['expect requirer/* credentials-changed bucket=${bucket}', 'expect', 'keyword.control.expect'],
  ['expect requirer/* credentials-changed bucket=${bucket}', 'credentials-changed', 'support.function.event'],
  ['expect requirer/* credentials-changed bucket=${bucket}', '${bucket}', 'variable.parameter'],
  ['! expect provider/0 write', '!', 'keyword.operator.negation'],
  ['! expect provider/0 write', 'write', 'keyword.other.expectation'],
  ['expect? databag provider requirer access-key=AK2', 'expect?', 'keyword.control.expect'],
  ['[!process] crash requirer/0', 'process', 'constant.language.condition'],
  ['[!process] crash requirer/0', 'crash', 'keyword.control.command'],
  ['set provider/0 path="a\\nb"', '\\n', 'constant.character.escape'],
  ["set provider/0 path='a # b'", '# b', 'string.quoted.single'],
  ['settle # now', '# now', 'comment.line'],
  ['# covers: write.leader-only', 'covers', 'keyword.other.directive'],
];

for (const [line, word, scope] of cases) {
  test(`${word} in "${line}" is ${scope}`, async () => {
    assert.match(await scopeOf(line, word), new RegExp(scope.replaceAll('.', '\\.')));
  });
}

// Every command of the language has its colour: the list in the grammar is that of the verbs.
test('every command of the language is known to the grammar', async () => {
  const language = path.join(root, '../../src/S3Contract.Harness/Scripts/Language');
  const verbs = fs.readdirSync(language).filter((file) => file.endsWith('Verbs.cs')).map((file) => fs.readFileSync(path.join(language, file), 'utf8')).join('');
  const commands = [...verbs.matchAll(/(?:new\(\s*"([a-z-]+)",\s*"\1|Of\("([a-z-]+)", Fault)/g)].map((match) => match[1] ?? match[2]).filter((name) => name !== 'expect');
  assert.ok(commands.length > 20, commands.join(' '));
  for (const command of commands) {
    assert.match(await scopeOf(`${command} provider`, command), /keyword\.control\.command/, command);
  }
});

// Every scenario script is coloured line by line without an unknown first word.
test('every scenario script starts each line with a word that the grammar knows', async () => {
  const folder = path.join(root, '../../tests/Scenarios');
  const scripts = fs.readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.s3c'));
  assert.ok(scripts.length > 0);
  for (const script of scripts) {
    for (const line of fs.readFileSync(path.join(folder, script), 'utf8').split('\n').filter((text) => text.trim())) {
      const { tokens } = (await grammar).tokenizeLine(line, textmate.INITIAL);
      const known = tokens.some((token) => token.scopes.some((scope) => /^(comment|keyword)\./.test(scope)));
      assert.ok(known, `${script}: ${line}`);
    }
  }
});
