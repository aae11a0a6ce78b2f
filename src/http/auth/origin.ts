/**
 * Whether a form was sent by a page of ours: the origin that the browser names must fit, if it
 * names one.
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin" && site !== "none") return false;
  const origin = request.headers.get("origin");
  // The host of the request counts too: 127.0.0.1 and localhost are one machine.
  return (
    origin === null ||
    origin === new URL(publicUrl).origin ||
    origin === new URL(request.url).origin
  );
}

/**
 * Whether a page of ours, or a person who typed it, asked for an address that begins something. A
 * prefetch never begins anything. For older browsers that don't say, the referring page counts.
 */
export function isFromOwnPage(request: Request, publicUrl: string): boolean {
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
