/** Joins class names, leaving out what is false. Names are always written whole: the build keeps only those it finds. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}
