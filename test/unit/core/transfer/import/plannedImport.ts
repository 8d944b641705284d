import { readAccountId } from '../../../../../src/core/accountId.ts';
import { ContactIndex } from '../../../../../src/core/book/search/contactIndex.ts';
import type { Contact } from '../../../../../src/core/contact/contact.ts';
import type { ImportPlan } from '../../../../../src/core/transfer/import/importPlan.ts';
import { importRows } from '../../../../../src/core/transfer/import/importRows.ts';
import { planImport } from '../../../../../src/core/transfer/import/planImport.ts';
import { openSource } from '../../../../../src/core/transfer/read/openSource.ts';
import { matchColumns } from '../../../../../src/core/transfer/table/matchColumns.ts';

/** What it means for an account with these contacts to import a table that creates and changes. */
export async function plannedImport(
  contacts: Iterable<Contact>,
  table: string,
): Promise<ImportPlan> {
  const { signal } = new AbortController();
  const accountId = readAccountId('account-1');
  if (!accountId) throw new Error('it is the id of an account');
  const index = new ContactIndex();
  for (const contact of contacts) index.put(contact);
  async function* bytes() {
    yield Buffer.from(table);
  }
  const source = await openSource(bytes(), 'clients.csv', signal);
  const columns = source.shape.kind === 'table' ? (source.shape.header ?? []) : [];
  const reading = { columns, fields: matchColumns(columns), users: undefined } as const;
  const file = { uri: 'file:///clients.csv', format: 'table', lineBreak: '\r\n' } as const;
  return await planImport(importRows(source, { ...reading, country: 'RU' }), {
    accountId,
    index,
    mode: 'createAndUpdate',
    match: 'id',
    file,
    signal,
  });
}
