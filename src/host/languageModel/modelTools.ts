import { randomBytes } from 'node:crypto';
import type * as vscode from 'vscode';
import { Pseudonyms } from '../../core/languageModel/pseudonyms.ts';
import type { CommandServices } from '../commands/commandServices.ts';
import { CheckContactTool } from './checkContactTool.ts';
import { FindContactsTool } from './findContactsTool.ts';
import { ModelAccess } from './modelAccess.ts';
import { answeringTool } from './modelTool.ts';
import { ProposeChangesTool } from './proposeChangesTool.ts';
import { ReadContactTool } from './readContactTool.ts';

/** All tools for language models; a new one is a file beside this one, a line here and an entry in package.json. */
export function modelTools(
  services: CommandServices,
): ReadonlyMap<string, vscode.LanguageModelTool<unknown>> {
  const access = new ModelAccess(services, new Pseudonyms(randomBytes(3).toString('hex')));
  const tools = {
    wazzup_findContacts: new FindContactsTool(access, services.clock),
    wazzup_readContact: new ReadContactTool(access),
    wazzup_checkContact: new CheckContactTool(access, services.audits),
    wazzup_proposeChanges: new ProposeChangesTool(services, access),
  };
  return new Map(
    Object.entries(tools).map(([name, tool]) => [name, answeringTool(tool, services.logger)]),
  );
}
