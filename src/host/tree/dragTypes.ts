/** Under this VS Code carries rows of the Contacts view within it. */
export const rowsType = 'application/vnd.code.tree.wazzup.contacts';

/** Addresses of files, one a line. */
export const addressesType = 'text/uri-list';
