// Compares colours with the words that the lexer of Dyn sees: node agree.js FILE SHARE, a file of JSON with
// [{ name, text, words: [[start, end, kind], …] }, …]. Writes a line for each word that is coloured as
// something else, and ends with status 1 if more than this share of the words are.
'use strict';

const fs = require('fs');
const path = require('path');
const textmate = require('vscode-textmate');
const oniguruma = require('vscode-oniguruma');

const grammar = path.join(__dirname, '..', 'syntaxes', 'dyn.tmLanguage.json');
const BELONGS = {
  RESERVED: /keyword|storage|constant\.language/,
  SOFT: /keyword|storage/,
  NUMBER: /constant\.numeric/,
  COMMENT: /comment/,
  DOC: /comment\.line\.documentation/,
  TEXT: /string/,
};
// The parts of the language that a name must not look like.
const STRANGE = /keyword\.(control|other|operator)|storage|comment|constant\.numeric|constant\.language\.boolean/;
const SAFE = /keyword\.operator\.derivative/; // the d of `dx = …`

async function load() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => textmate.parseRawGrammar(fs.readFileSync(grammar, 'utf8'), grammar),
  });
  return registry.loadGrammar('source.dyn');
}

/** The scopes of each character of a text, joined. */
function scopes(rules, text) {
  const all = new Array(text.length).fill('');
  let stack = textmate.INITIAL;
  let offset = 0;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = rules.tokenizeLine(line, stack);
    stack = ruleStack;
    for (const token of tokens) {
      for (let k = token.startIndex; k < Math.min(token.endIndex, line.length); k++) {
        all[offset + k] = token.scopes.slice(1).join(' ');
      }
    }
    offset += line.length + 1;
  }
  return all;
}

async function main() {
  const rules = await load();
  let wrong = 0;
  let all = 0;
  for (const { name, text, words } of JSON.parse(fs.readFileSync(process.argv[2], 'utf8'))) {
    const found = scopes(rules, text);
    all += words.length;
    for (const [start, end, kind] of words) {
      const scope = found[start];
      const fits = kind === 'NAME' ? !STRANGE.test(scope) || SAFE.test(scope) : BELONGS[kind].test(scope);
      if (!fits) {
        wrong++;
        const line = text.slice(0, start).split('\n').length;
        console.log(`${name}:${line}: ${kind} ${text.slice(start, end)} is coloured as "${scope}" in: ${text.split('\n')[line - 1].trim()}`);
      }
    }
  }
  process.exit(wrong > all * Number(process.argv[3]) ? 1 : 0);
}

main();
