// Uses the packaged extension in a real VS Code (code-server) in a headless Chromium, as a person
// would: node drive.js DYN VSIX SHOTS. Each step throws if what should be seen is not there.
'use strict';

const { spawn, execFileSync } = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');
const { chromium } = require('playwright-core');

const [dyn, vsix, shots] = process.argv.slice(2).map((file) => path.resolve(file));
const PORT = 18_080 + (process.pid % 1000);
const PATIENCE = Number(process.env.DYN_EDITOR_PATIENCE ?? 120_000);
const FADE = 700; // how long the editor lets a hover appear
const PROGRAM = `/// A pendulum with friction.
system Pendulum(N: int = 3) {
  param damping = 0.1
  let weights = [1.0/(1 + i) for i in 0..<N]
  state angle: [N] = 1.0
  state speed: [N] = 0.0
  angle' = speed
  speed' = -weights*sin(angle) - damping*speed
}

experiment swing {
  let run = simulate(Pendulum(N: 2), t: 0..10, every: 0.1)
  let end = run.angle[-1]
  expect max(abs(ende)) < 1
  plot run.angle against run.t
}
`;

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'dyn-editor-'));
const workspace = path.join(home, 'workspace');
const program = path.join(workspace, 'pendulum.dyn');
const server = require.resolve('code-server/out/node/entry.js');
const data = ['--user-data-dir', path.join(home, 'data'), '--extensions-dir', path.join(home, 'extensions')];
const environment = { ...process.env, HOME: home };

function prepare() {
  fs.mkdirSync(path.join(home, 'data', 'User'), { recursive: true });
  fs.mkdirSync(workspace);
  fs.mkdirSync(shots, { recursive: true });
  fs.writeFileSync(program, PROGRAM);
  // Where commands are is a matter of the machine and not of the user: a server has a file for each.
  fs.mkdirSync(path.join(home, 'data', 'Machine'));
  fs.writeFileSync(
    path.join(home, 'data', 'Machine', 'settings.json'),
    JSON.stringify({ 'dyn.command': dyn }),
  );
  fs.writeFileSync(
    path.join(home, 'data', 'User', 'settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'telemetry.telemetryLevel': 'off',
      'editor.minimap.enabled': false,
      'editor.hover.delay': 100,
      'files.autoSave': 'off',
      'security.workspace.trust.enabled': false,
    }),
  );
  execFileSync(process.execPath, [server, ...data, '--install-extension', vsix], { env: environment, stdio: 'inherit' });
}

async function main() {
  prepare();
  const editor = spawn(
    process.execPath,
    [server, '--auth', 'none', '--bind-addr', `127.0.0.1:${PORT}`, ...data, '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', workspace],
    { env: environment, stdio: 'ignore' },
  );
  const browser = await chromium.launch({
    executablePath: process.env.DYN_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  try {
    await use(page);
  } catch (failure) {
    await page.screenshot({ path: path.join(shots, 'failed.png') });
    throw failure;
  } finally {
    await browser.close();
    editor.kill();
  }
}

/** Tries again what a busy editor may have overheard. */
async function again(step) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step();
    } catch (failure) {
      if (attempt === 5) throw failure;
    }
  }
}

async function use(page) {
  page.setDefaultTimeout(PATIENCE);
  let number = 0;
  const shot = (name) => page.screenshot({ path: path.join(shots, `${++number}-${name}.png`) });
  const done = (what) => console.log(`ok  ${what}`);
  const text = async () =>
    (await page.locator('.view-lines').first().innerText()).replaceAll('\u00a0', ' ');

  for (let attempt = 0; ; attempt++) {
    try {
      await page.goto(`http://127.0.0.1:${PORT}/?folder=${workspace}`, { waitUntil: 'domcontentloaded' });
      break;
    } catch (failure) {
      if (attempt > 60) throw failure;
      await page.waitForTimeout(500);
    }
  }
  await page.waitForSelector('.monaco-workbench');
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'pendulum.dyn' }).dblclick();
  await page.waitForSelector('.view-line');

  await page.waitForSelector('.squiggly-error');
  const colours = await page.$$eval('.view-line span > span', (spans) => new Set(spans.map((s) => s.className)).size);
  if (colours < 5) throw new Error(`only ${colours} colours`);
  await shot('error');
  done('colours and an error');

  await page.waitForFunction(() => document.querySelector('.view-lines').innerText.replaceAll('\u00a0', ' ').includes(': [N]'));
  await shot('hints');
  done('inlay hints with shapes');

  await page.locator('.view-line span', { hasText: /^speed$/ }).first().hover();
  await page.locator('.monaco-hover-content', { hasText: '[N]' }).first().waitFor();
  await page.waitForTimeout(FADE);
  await shot('hover');
  done('hover with the shape');

  const misspelt = page.locator('.view-line', { hasText: 'ende' }).locator('span > span', { hasText: 'ende' }).last();
  await page.keyboard.press('Escape');
  await misspelt.hover();
  await page.locator('.monaco-hover-content', { hasText: 'is not known here' }).first().waitFor();
  await page.waitForTimeout(FADE);
  await shot('message');
  done('the message of the error');

  await page.keyboard.press('Escape');
  await page.mouse.move(5, 5);
  const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Replace by' }).first();
  await again(async () => {
    await misspelt.click();
    await page.keyboard.press('Control+Period');
    await fix.waitFor({ timeout: PATIENCE / 8 });
  });
  await shot('fixes');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('.squiggly-error'));
  if (!(await text()).includes('abs(end)')) throw new Error(`not mended:\n${await text()}`);
  await shot('mended');
  done('a quick fix');

  await page.locator('.view-line span', { hasText: /^damping$/ }).first().click();
  await page.keyboard.press('F2');
  await page.locator('.rename-box input').fill('friction');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => (document.querySelector('.view-lines').innerText.match(/friction/g) ?? []).length >= 3);
  await shot('renamed');
  done('a rename');

  await page.locator('.view-line', { hasText: 'run.angle[' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('let last = run.', { delay: 40 });
  await page.locator('.suggest-widget .monaco-list-row', { hasText: 'angle' }).first().waitFor();
  await shot('completion');
  done('completion of members');
  await page.keyboard.press('Escape');
  for (let k = 0; k < 15; k++) await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');

  await page.keyboard.press('Control+S');
  await page.locator('.codelens-decoration a', { hasText: 'Run' }).first().click();
  await page.waitForSelector('iframe.webview');
  await shot('running');
  for (let k = 0; !fs.existsSync(path.join(workspace, '.dyn', 'pendulum', 'report.html')); k++) {
    if (k > PATIENCE / 500) throw new Error('the run left no report');
    await page.waitForTimeout(500);
  }
  const report = page.frameLocator('iframe.webview').frameLocator('iframe');
  await report.locator('body', { hasText: 'swing' }).waitFor();
  await page.waitForTimeout(1500);
  await shot('report');
  done('a run from the code lens, with its report');
  await page.waitForFunction(() => document.querySelector('.view-lines').innerText.includes('\u2713'));
  await shot('outcome');
  done('the outcome of the expectation at its line');
}

main().then(
  () => {
    fs.rmSync(home, { recursive: true, force: true });
    process.exit(0);
  },
  (failure) => {
    console.error(String(failure.stack ?? failure).slice(0, 3000));
    process.exit(1);
  },
);
