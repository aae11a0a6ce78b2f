/** Whether a form was sent by a page of ours: what the browser says of its origin must fit, where it says anything. */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  // The host that the browser itself speaks to, too: 127.0.0.1 and localhost are one machine.
  return origin === null || origin === new URL(publicUrl).origin || origin === new URL(request.url).origin;
}
