/**
 * Articles that set-up would make in a company, there already. That it makes them, each once, is
 * what the first tenant of a file and the tests of set-up show; some sixty writes for each company
 * more would show nothing else, and cost half a second of processor time.
 */
import { PREFIX, wantedArticles } from "../../src/flows/setup/system-articles.ts";
import { readCodings } from "../../src/eaccounting/lookups.ts";
import type { Json, Vendors } from "./vendors.ts";

export async function giveOwnArticles(vendors: Vendors, company: string): Promise<void> {
  const ledger = await vendors.ledger(company);
  if (ledger["articles"]?.some(({ Number: number }) => String(number).startsWith(PREFIX))) return;
  const settings = (ledger["settings"] ?? {}) as Json;
  const codings = readCodings({
    status: 200,
    isJson: true,
    headers: {},
    body: {
      // As the product reads them: which of several is chosen depends on it.
      Data: ledger["articleaccountcodings"]?.toSorted((a, b) =>
        String(a["Id"]) < String(b["Id"]) ? -1 : 1,
      ),
      Meta: { CurrentPage: 1, TotalNumberOfPages: 1, TotalNumberOfResults: 1 },
    },
  });
  if (!codings.ok) throw new Error(`${company}: ${JSON.stringify(codings.error)}`);
  const rows = wantedArticles(
    codings.value.items,
    String(settings["CountryCode"]),
    undefined,
    settings["UsesMoss"] === true,
  ).map(({ number, name, codingId, usesOss }) => ({
    Number: number,
    Name: name,
    CodingId: codingId,
    UsesMoss: usesOss,
  }));
  await vendors.control(
    "eaccounting",
    "POST",
    `/articles/many?company=${encodeURIComponent(company)}`,
    { rows },
  );
}
