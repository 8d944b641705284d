// Connects the demo account of `npm start` the way another extension or a keybinding would, and shows its contacts.
const { writeFileSync } = require('node:fs');
const vscode = require('vscode');

exports.activate = async () => {
  const { WAZZUP_DEMO_KEY: key, WAZZUP_DEMO_READY: ready } = process.env;
  try {
    await vscode.commands.executeCommand('wazzup.connect', { name: 'Demo', key });
    await vscode.commands.executeCommand('wazzup.contacts.focus');
  } catch (error) {
    await vscode.window.showErrorMessage(`The demo account is not connected: ${error.message}`);
  } finally {
    if (ready) writeFileSync(ready, '');
  }
};
