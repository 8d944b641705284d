import path from 'node:path';

/** Where `npm run pictures` keeps the window's pictures before they are made small. */
export const rawPictures = path.resolve('test/.out/pictures');
