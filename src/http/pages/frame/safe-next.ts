/** Where to go on after signing in: only ever a page of ours. */
export const safeNext = (text: string): string =>
  /^\/admin(?:\/[\w/.~-]*)?(?:\?[\w=&.%+~-]*)?$/.test(text) ? text : "/admin";
