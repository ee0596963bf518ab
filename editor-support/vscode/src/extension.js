// What VS Code does beside what the language server tells it: it starts the server, runs programs
// in a terminal, and shows their reports beside the text.
'use strict';

const fs = require('fs');
const path = require('path');
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

/** @type {Map<string, vscode.WebviewPanel>} the open reports, by the program they belong to */
const reports = new Map();

const settings = () => vscode.workspace.getConfiguration('dyn');

/** Where a program leaves its results; the language server looks there, too. */
function resultsOf(program) {
  return path.join(path.dirname(program), '.dyn', path.basename(program, '.dyn'));
}

async function startServer() {
  const command = settings().get('command');
  client = new LanguageClient(
    'dyn',
    'Dyn',
    { command, args: ['lsp'], options: { shell: process.platform === 'win32' } },
    {
      documentSelector: [{ language: 'dyn' }],
      synchronize: {
        fileEvents: [
          vscode.workspace.createFileSystemWatcher('**/*.dyn'),
          vscode.workspace.createFileSystemWatcher('**/.dyn/**/results.json'),
        ],
      },
    },
  );
  try {
    await client.start();
  } catch (failure) {
    const choice = await vscode.window.showErrorMessage(
      `The command \`${command} lsp\` could not be started. Where is dyn?`,
      'Open Settings',
    );
    if (choice) vscode.commands.executeCommand('workbench.action.openSettings', 'dyn.command');
  }
}

/** Runs a program, or one experiment of it, and shows the report. */
async function run(uri, experiment) {
  const file = typeof uri === 'string' ? vscode.Uri.parse(uri) : uri;
  if (file.scheme !== 'file') {
    vscode.window.showInformationMessage('Save the program to run it.');
    return;
  }
  const document = await vscode.workspace.openTextDocument(file);
  if (document.isDirty && !(await document.save())) return;
  const out = resultsOf(file.fsPath);
  const words = ['run', file.fsPath, '--out', out, ...settings().get('runArguments')];
  if (experiment) words.push('--only', experiment);
  const task = new vscode.Task(
    { type: 'process', program: file.fsPath },
    vscode.workspace.getWorkspaceFolder(file) ?? vscode.TaskScope.Workspace,
    experiment ? `run ${experiment}` : `run ${path.basename(file.fsPath)}`,
    'dyn',
    new vscode.ProcessExecution(settings().get('command'), words, {
      cwd: path.dirname(file.fsPath),
    }),
  );
  task.presentationOptions = {
    reveal: vscode.TaskRevealKind.Always,
    panel: vscode.TaskPanelKind.Shared,
    clear: true,
    focus: false,
    showReuseMessage: false,
  };
  const execution = await vscode.tasks.executeTask(task);
  const ended = await new Promise((resolve) => {
    const listening = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution === execution) {
        listening.dispose();
        resolve(event.exitCode);
      }
    });
  });
  // 0 all well, 1 an expectation failed, 3 the run failed: each leaves a report.
  if (ended === 0 || ended === 1 || ended === 3) showReport(file.fsPath);
}

/** Shows the report of the last run beside the text. */
function showReport(program) {
  const report = path.join(resultsOf(program), 'report.html');
  if (!fs.existsSync(report)) {
    vscode.window.showInformationMessage('This program has no report yet. Run it first.');
    return;
  }
  let panel = reports.get(program);
  if (!panel) {
    panel = vscode.window.createWebviewPanel(
      'dyn.report',
      `${path.basename(program)}: report`,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, retainContextWhenHidden: true },
    );
    panel.onDidDispose(() => reports.delete(program));
    reports.set(program, panel);
  }
  panel.webview.html = fs.readFileSync(report, 'utf8');
  panel.reveal(undefined, true);
}

/** Calls `action` with the file of the active editor, if it is a program. */
function withProgram(action) {
  return (chosen) => {
    const uri = chosen ?? vscode.window.activeTextEditor?.document.uri;
    if (uri) return action(uri);
  };
}

exports.activate = async (context) => {
  context.subscriptions.push(
    vscode.commands.registerCommand('dyn.run', run),
    vscode.commands.registerCommand('dyn.runFile', withProgram((uri) => run(uri))),
    vscode.commands.registerCommand('dyn.showReport', withProgram((uri) => showReport(uri.fsPath))),
    vscode.commands.registerCommand('dyn.restart', async () => {
      await client?.stop();
      await startServer();
    }),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration('dyn.command')) {
        await vscode.commands.executeCommand('dyn.restart');
      }
    }),
  );
  await startServer();
};

exports.deactivate = () => client?.stop();
