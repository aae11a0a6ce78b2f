/** A person's data told and erased, by an address, a debtor or a number. */
import { beforeEach, describe, expect, test } from "vitest";
import { debtorIdentity, emailIdentity } from "../../src/domain/parties/party.ts";
import { derivedNumber } from "../../src/flows/parties/party.ts";
import * as links from "../../src/sync/tenant/links/links.ts";
import { identitiesOf } from "../../src/sync/tenant/privacy/identities.ts";
import * as people from "../../src/sync/tenant/privacy/people.ts";
import { all, run } from "../../src/sync/tenant/storage/sql.ts";

import { begin, context, found, sql, timeline, uses } from "./people-kit.ts";

beforeEach(begin);

describe("a person", () => {
  test("is found by a folded address, and nobody else is", async () => {
    await timeline("a", "Anna@Example.com", 7);
    await timeline("b", "bo@example.com", 8);
    expect([
      await found(" ANNA@example.COM"),
      await found("anna@example.co"),
      await found("bo@example.com"),
    ]).toEqual([["a"], [], ["b"]]);
  });

  test("is erased: timeline and requests go, marker, documents and the link stay, the link without what was known", async () => {
    await timeline("a", "anna@example.com", 7);
    await timeline("b", "bo@example.com", 8);
    links.save(
      sql,
      {
        kind: "customer",
        source: "7",
        target: "c7",
        by: "engine",
        data: {
          customer: {
            id: "c7",
            number: "AS7",
            kind: "private",
            country: "SE",
            vatNumber: "SE640823323401",
            termsOfPaymentId: "t",
          },
          fingerprint: "f",
        },
      },
      0,
    );
    const erased = await people.page(context, {
      identities: [emailIdentity("anna@example.com"), debtorIdentity(7)],
      erase: true,
    });
    expect(erased).toEqual({
      jobs: [],
      open: 0,
      links: [{ source: "7", target: "c7" }],
      evidence: { count: 0, records: [] },
      cursor: null,
    });
    expect([await found("anna@example.com"), await found("bo@example.com")]).toEqual([[], ["b"]]);
    expect(
      all(sql, "SELECT job_id, marker, request IS NULL AS bare FROM operations ORDER BY job_id"),
    ).toEqual([
      { job_id: "a", marker: "a #AAAAAAAA", bare: 1 },
      { job_id: "b", marker: "b #AAAAAAAA", bare: 0 },
    ]);
    expect(links.customer(sql, "7")).toEqual({
      customer: {
        id: "c7",
        number: null,
        kind: "private",
        country: null,
        vatNumber: null,
        termsOfPaymentId: "t",
      },
      fingerprint: "",
    });
  });

  describe("and debtors", () => {
    const anna = emailIdentity("anna@example.com");
    const of = (identities: readonly string[], number?: string) =>
      identitiesOf(context, { identities, ...(number === undefined ? {} : { number }) });

    beforeEach(async () => {
      await timeline("a", "anna@example.com", 7);
      await timeline("b", "bo@example.com", 8);
      await timeline("c", "anna@example.com", null);
      const customer = { id: "c", number: "AS", kind: "private", country: null, vatNumber: null };
      for (const source of ["7", "7:EUR", "8", "guest:X", "9"])
        links.save(
          sql,
          {
            kind: "customer",
            source,
            target: source,
            by: "engine",
            data: { customer: { ...customer, termsOfPaymentId: null }, fingerprint: "" },
          },
          0,
        );
    });

    test("of the address alone belong to the person, also under an older key", async () => {
      const own = { identities: [anna, "debtor:7"], shared: [] };
      expect(await of([anna])).toEqual(own);
      await uses("k2", "k1");
      expect(await of([anna])).toEqual(own);
      const nobody = emailIdentity("nobody@example.com");
      expect(await of([nobody])).toEqual({ identities: [nobody], shared: [] });
    });

    test("that others buy for as well are only named", async () => {
      await timeline("d", "carl@example.com", 7);
      expect(await of([anna])).toEqual({ identities: [anna], shared: ["7"] });
      expect(await of([anna], "7")).toEqual({ identities: [anna, "debtor:7"], shared: [] });
    });

    test("are found by the number that pages show, and by an id that is nobody's number", async () => {
      run(sql, "UPDATE jobs SET key = 'debtor:8', flow = 'customers', label = '9' WHERE id = 'b'");
      expect((await of([], "9")).identities).toEqual(["debtor:8"]);
      expect((await of([], "7")).identities).toEqual(["debtor:7"]);
      expect((await of([anna], "9")).identities).toEqual([anna, "debtor:8", "debtor:7"]);
      await timeline("e", "anna@example.com", 8);
      expect((await of([anna])).shared).toEqual(["9"]);
    });

    test("that are synced without a customer belong to the person as well", async () => {
      await timeline("f", "eva@example.com", 12);
      run(
        sql,
        "UPDATE jobs SET key = 'debtor:12', flow = 'customers', label = '112' WHERE id = 'f'",
      );
      const eva = emailIdentity("eva@example.com");
      expect(await of([eva])).toEqual({ identities: [eva, "debtor:12"], shared: [] });
    });
  });

  test("is found before what an older key hashed has moved to the new one", async () => {
    await timeline("a", "anna@example.com", 7);
    await uses("k2", "k1");
    expect(await found("anna@example.com")).toEqual(["a"]);
  });

  test("who bought as a guest has a link by the code of the address alone, erased as well, whichever prefix numbers had then", async () => {
    const guest = (source: string) =>
      links.save(
        sql,
        {
          kind: "customer",
          source,
          target: source,
          by: "engine",
          data: {
            customer: {
              id: source,
              number: "AS-1",
              kind: "private",
              country: "SE",
              vatNumber: null,
              termsOfPaymentId: null,
            },
            fingerprint: "f",
          },
        },
        0,
      );
    const anna = [
      `guest:${derivedNumber(null, "anna@example.com", "AS-")}`,
      `guest:${derivedNumber(null, "anna@example.com", "OLD")}`,
      // With a customer of her own for a currency, and ordering for a company.
      `guest:${derivedNumber(null, "anna@example.com", "AS-")}:EUR`,
      `guest:K7Q2M4XA:${derivedNumber(null, "anna@example.com", "AS-")}`,
    ];
    const bo = `guest:${derivedNumber(null, "bo@example.com", "AS-")}`;
    for (const source of [...anna, bo]) guest(source);
    const erased = await people.page(context, {
      identities: [emailIdentity("Anna@Example.com")],
      erase: true,
    });
    expect(erased.links.map(({ source }) => source).toSorted()).toEqual(anna.toSorted());
    expect([...anna, bo].map((source) => links.customer(sql, source)?.fingerprint)).toEqual([
      ...anna.map(() => ""),
      "f",
    ]);
    for (const source of ["7", "7:EUR", "77"]) guest(source);
    const debtor = await people.page(context, { identities: [debtorIdentity(7)], erase: true });
    expect(debtor.links.map(({ source }) => source)).toEqual(["7", "7:EUR"]);
  });

  test("whose job is still to end is told of: it will write again", async () => {
    await timeline("a", "anna@example.com", 7);
    run(sql, "UPDATE jobs SET status = 'waiting', over = 0, due = 5 WHERE id = 'a'");
    expect(
      (await people.page(context, { identities: [debtorIdentity(7)], erase: true })).open,
    ).toBe(1);
  });

  test("with thousands of orders is told and erased page by page, whole", async () => {
    for (let n = 0; n < 45; n += 1)
      await timeline(`s${n}`, n % 2 === 0 ? "anna@example.com" : "bo@example.com", null);
    const told: string[] = [];
    for (let cursor: string | null = "0"; cursor !== null;) {
      const page = await people.page(context, {
        identities: [emailIdentity("anna@example.com")],
        erase: false,
        cursor,
      });
      told.push(...page.jobs.map(({ job }) => job.id));
      ({ cursor } = page);
    }
    expect([told.length, new Set(told).size]).toEqual([23, 23]);
  });
});
