const BEGIN = '<!-- lifecycle: written by `npm run docs` -->'
const END = '<!-- end of lifecycle -->'

/** A README with its generated section replaced. Throws when the marks are not there. */
export function withSection(readme: string, section: string): string {
  const from = readme.indexOf(BEGIN)
  const to = readme.indexOf(END)
  if (from < 0 || to < from) throw new Error('README.md has lost the marks of its generated section')
  return `${readme.slice(0, from)}${BEGIN}\n\n${section}\n\n${readme.slice(to)}`
}
