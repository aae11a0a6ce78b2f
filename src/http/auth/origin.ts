/**
 * Whether a form was sent by a page of ours: what the browser says of its origin must fit, where it
 * says anything.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  // The host that the browser itself speaks to, too: 127.0.0.1 and localhost are one machine.
  return (
    origin === null ||
    origin === new URL(publicUrl).origin ||
    origin === new URL(request.url).origin
  );
}

/**
 * Whether a page of ours, or a person who typed it, asked for an address that begins something.
 * Nothing that a browser fetches ahead of a click begins anything. An older browser that says
 * neither is believed by the page it comes from.
 */
export function isAskedByUs(request: Request, publicUrl: string): boolean {
  if (
    /prefetch|prerender/i.test(
      `${request.headers.get("sec-purpose") ?? ""} ${request.headers.get("purpose") ?? ""}`,
    )
  )
    return false;
  const site = request.headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || site === "none";
  const from = URL.parse(request.headers.get("referer") ?? "")?.origin;
  return (
    from === undefined || from === new URL(publicUrl).origin || from === new URL(request.url).origin
  );
}
