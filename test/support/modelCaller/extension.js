// Asks for the name of a tool and for its input, and calls it as a language model in chat would, for which a test would
// need a subscription.
const vscode = require('vscode');

exports.activate = (context) => {
  const useTool = async () => {
    const name = await vscode.window.showInputBox({ title: 'Tool', ignoreFocusOut: true });
    const input = await vscode.window.showInputBox({ title: 'Input', ignoreFocusOut: true });
    if (!name || !input) return;
    await vscode.lm.invokeTool(name, { input: JSON.parse(input), toolInvocationToken: undefined });
  };
  context.subscriptions.push(vscode.commands.registerCommand('modelCaller.useTool', useTool));
};
