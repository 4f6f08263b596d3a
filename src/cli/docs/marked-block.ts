/** Replaces the text between `<!-- name:begin … -->` and `<!-- name:end -->`, which stay. */
export function replaceMarkedBlock(text: string, name: string, block: string): string {
  const begin = text.indexOf(`<!-- ${name}:begin`);
  const beginEnd = text.indexOf('-->', begin) + '-->'.length;
  const end = text.indexOf(`<!-- ${name}:end -->`, beginEnd);
  if (begin < 0 || end < 0) throw new Error(`There is no block marked ${name}.`);
  return `${text.slice(0, beginEnd)}\n\n${block}\n\n${text.slice(end)}`;
}
