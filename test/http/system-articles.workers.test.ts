/** The system articles of the set-up: the button stands above them, rates in order, twins apart. */
import { expect, test } from "vitest";
import type { SystemArticleView } from "../../src/domain/ledger/ledger.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";

const article = (
  kind: SystemArticleView["kind"],
  key: string,
  number: string,
): SystemArticleView => ({ kind, key, oss: false, number, id: null, name: number });

test("articles are listed by VAT rate, the highest first, two codings of one name are told apart, and the button comes before them", async () => {
  const { user, at } = await open("203.0.113.181", {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      articles: [
        article("shipping", "0.06", "AS-SHIP-6"),
        article("shipping", "0.25", "AS-SHIP-25"),
        article("shipping", "0.12", "AS-SHIP-12"),
        article("adjusting", "c1", "AS-ADJ-1"),
        article("adjusting", "c2", "AS-ADJ-2"),
      ],
    }),
    "reads.names": {
      ...NAMES,
      "eaccounting.codings": {
        entries: [
          { id: "c1", name: "Goods", note: "12 %" },
          { id: "c2", name: "Goods", note: "25 %" },
        ],
        readAt: 1,
        fault: null,
      },
    },
  });
  const { text } = await user.go(`${at}/prepare`);
  const numbers = [...text.matchAll(/AS-(?:SHIP|ADJ)-\d+(?=<\/code>)/g)].map(([number]) => number);
  expect(numbers).toEqual(["AS-SHIP-25", "AS-SHIP-12", "AS-SHIP-6", "AS-ADJ-2", "AS-ADJ-1"]);
  const words = text.replace(/<[^>]+>/g, " ").replace(/[\u2068\u2069]/g, "");
  expect(words).toMatch(/Goods \(?12/);
  expect(words).toMatch(/Goods \(?25/);
  expect(text.indexOf("Create articles")).toBeLessThan(text.indexOf("AS-SHIP-25"));
});
