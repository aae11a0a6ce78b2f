/**
 * Articles that set-up would make in a company, there already. That it makes them, each once, is
 * what the first tenant of a file and the tests of set-up show; some sixty writes for each company
 * more would show nothing else, and cost half a second of processor time.
 */
import { noteOf, numbersFor, PREFIX } from "../../src/flows/setup/article-numbers.ts";
import { purposeOf, wantedArticles } from "../../src/flows/setup/system-articles.ts";
import { codings as codingList } from "../../src/eaccounting/reference-lists.ts";
import type { Json, Vendors } from "./vendors.ts";

export async function giveOwnArticles(vendors: Vendors, company: string): Promise<void> {
  const ledger = await vendors.ledger(company);
  if (ledger["articles"]?.some(({ Number: number }) => String(number).startsWith(PREFIX))) return;
  const settings = (ledger["settings"] ?? {}) as Json;
  const codings = codingList.read({
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
  const country = String(settings["CountryCode"]);
  const wanted = wantedArticles(
    codings.value.items,
    country,
    undefined,
    settings["UsesMoss"] === true,
  );
  const numbers = numbersFor(wanted, {}, country);
  const rows = wanted.map((article) => ({
    Number: numbers[purposeOf(article)],
    Name: article.name,
    CodingId: article.codingId,
    UsesMoss: article.usesOss,
    Note: noteOf(purposeOf(article)),
  }));
  await vendors.control(
    "eaccounting",
    "POST",
    `/articles/many?company=${encodeURIComponent(company)}`,
    { rows },
  );
}
