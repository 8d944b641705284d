/**
 * The README for the package: without pictures and links that lead to files of the repository. VS Code shows it where
 * there are no such files, and nobody can rewrite them to addresses as long as package.json names no repository.
 */
export function packedReadme(readme: string): string {
  return readme
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n\n?/gm, '')
    .replace(/\[([^\]]*)\]\((?!https:|#)[^)]*\)/g, '$1');
}
