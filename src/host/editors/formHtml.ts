import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { chatTypes } from '../../core/contact/contact.ts';

/** The only folders that the form's page may load from. */
export function formResourceRoots(extensionUri: vscode.Uri): readonly vscode.Uri[] {
  return [
    vscode.Uri.joinPath(extensionUri, 'dist', 'webview'),
    vscode.Uri.joinPath(extensionUri, 'media'),
  ];
}

/** The page of the form: no data, no inline script or style; what it shows comes by message. */
export function formHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const nonce = randomBytes(18).toString('base64url');
  const address = (name: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'webview', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${address('codicon.css')}" id="vscode-codicon-stylesheet">
<link rel="stylesheet" href="${address('contactForm.css')}">
<title>${l10n.t('Contact')}</title>
</head>
<body>
<main id="form"></main>
<script nonce="${nonce}" src="${address('contactForm.js')}"></script>
</body>
</html>`;
}

/** The address of each messenger's icon for the page, by chat type, and `other` for unknown ones. */
export function iconAddresses(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...chatTypes, 'other'].map((name) => [
      name,
      webview
        .asWebviewUri(vscode.Uri.joinPath(extensionUri, 'media', 'icons', `${name}.svg`))
        .toString(),
    ]),
  );
}
