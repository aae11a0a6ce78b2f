type Text = { readonly path: string; readonly text: string };

/**
 * A comment at the margin that belongs to nothing: behind the file's header each one is of what
 * follows it at once.
 */
export function strayComments({ path, text }: Text): readonly string[] {
  const comments = [...text.matchAll(/^(?:\/\*\*[\s\S]*?\*\/\n|(?:\/\/.*\n)+)/gm)];
  return comments
    .filter(({ index, 0: comment }) => {
      const next = text.slice(index + comment.length);
      return index > 0 && /^(?:\n|\/\*\*|\/\/|import )/.test(next);
    })
    .map(({ index }) => `${path}:${text.slice(0, index).split("\n").length}`);
}
