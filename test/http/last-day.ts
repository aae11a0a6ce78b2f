/** The lines of _Last 24 hours_ on the overview, as read: each flow and its counts. */
export const lastDayIn = (html: string): readonly (readonly [flow: string, counts: string])[] =>
  [...html.matchAll(/<dt>([^<]*)<\/dt><dd><ul class="chips">(.*?)<\/ul>/g)].map(
    ([, flow = "", counts = ""]) => [
      flow,
      [...counts.matchAll(/>([^<>]+)<\/span>/g)].map(([, count]) => count).join(", "),
    ],
  );
