import { describe, expect, it } from "vitest";
import type { Entity } from "../json.ts";
import { day, flag, guid, instant, integer, list, number, text } from "../schema/fields.ts";
import { QueryFault } from "./fault.ts";
import { filterable } from "./filterable.ts";
import { instantKey, stamp } from "./instant.ts";
import { queryList } from "./query.ts";

const fields = {
  Id: guid(),
  Name: text(50),
  Amount: number(),
  Status: integer(),
  IsActive: flag(),
  OrderDate: day(),
  ModifiedUtc: instant(),
  Rows: list({ Text: text(2000) }),
};
const A = "aaaaaaaa-0000-4000-8000-000000000001";
const B = "bbbbbbbb-0000-4000-8000-000000000002";
const rows: Entity[] = [
  {
    Id: A,
    Name: "O'Neill AB",
    Amount: 10.5,
    Status: 2,
    IsActive: true,
    OrderDate: "2026-03-01",
    ModifiedUtc: "2026-03-01T10:00:00.123Z",
    Rows: [{ Text: "red shirt" }],
  },
  {
    Id: B,
    Name: "Beta",
    Amount: -4,
    Status: 1,
    IsActive: false,
    OrderDate: null,
    ModifiedUtc: "2026-03-01T10:00:00.1230001Z",
    Rows: [],
  },
];

function ask(
  query: Record<string, string>,
  options: { unfilterable?: string; sensitive?: boolean } = {},
) {
  return queryList(rows, query, {
    filterable: filterable("Order", fields, {
      unfilterable: (name) => name === options.unfilterable,
    }),
    evaluation: {
      read: (object, name) => object[name],
      isInstant: (name) => name === "OrderDate" || name === "ModifiedUtc",
      fold: (value) => (options.sensitive === true ? value : value.toLowerCase()),
    },
    pageSizeOverMax: "clamp",
    defaultOrder: (a, b) => (a.Id < b.Id ? -1 : 1),
  });
}

const idsOf = (filter: string): string[] =>
  ask({ $filter: filter }).rows.map((row) => String(row["Id"]).slice(0, 1));

function codeOf(query: Record<string, string>, options = {}): number | null {
  try {
    ask(query, options);
    return null;
  } catch (error) {
    return error instanceof QueryFault ? error.code : -1;
  }
}

describe("$filter", () => {
  it.each([
    ["Name eq 'O''Neill AB'", ["a"]],
    ["Name ne 'beta'", ["a"]],
    ["contains(Name,'NEILL')", ["a"]],
    ["startswith(Name,'be') or endswith(Name,'AB')", ["a", "b"]],
    ["not contains(Name,'e')", []],
    ["not (Status eq 2)", ["b"]],
    ["Status eq 1 or Status eq 2 and IsActive eq false", ["b"]],
    ["(Status eq 1 or Status eq 2) and IsActive", ["a"]],
    ["Amount lt 0", ["b"]],
    ["Amount eq -4", ["b"]],
    ["Amount eq -Amount", []],
    [`Id eq ${A.toUpperCase()}`, ["a"]],
    ["OrderDate eq null", ["b"]],
    ["OrderDate ge 2026-03-01", ["a"]],
    ["OrderDate lt 2099-01-01T00:00:00Z", ["a"]],
    ["year(OrderDate) eq 2026 and month(OrderDate) eq 3", ["a"]],
    ["length(Name) eq 4", ["b"]],
    ["Rows/any(c: contains(c/Text,'shirt'))", ["a"]],
    ["contains(Name,'beta') eq true", ["b"]],
    ["ModifiedUtc gt 2026-03-01T10:00:00.123Z", ["b"]],
    ["ModifiedUtc ge 2026-03-01T11:00:00.123+01:00", ["a", "b"]],
  ])("%s", (filter, expected) => {
    expect(idsOf(filter)).toEqual(expected);
  });

  it.each([
    ["Nmae eq 'x'"],
    ["name eq 'x'"],
    ["Name eq 5"],
    ["Name = 'x'"],
    ["Name eq 'x' and"],
    ["Name eq 'unclosed"],
    ["tolower(Name) eq 'x'"],
    ["Rows/all(c: c/Text eq 'x')"],
    ["Lines/any(c: c/Text eq 'x')"],
    ["Status eq 'Ongoing'"],
    ["Id eq 'aaaaaaaa-0000-4000-8000-000000000001'"],
    ["Rows eq null"],
  ])("refuses %s with 6000", (filter) => {
    expect(codeOf({ $filter: filter })).toBe(6000);
  });

  it.each([
    ["OrderDate gt 2026-02-30"],
    ["OrderDate gt 2026-13-01T00:00:00Z"],
    ["OrderDate gt 2026-01-01T00:00:00"],
    ["OrderDate gt '2026-01-01'"],
  ])("refuses %s with 6001", (filter) => {
    expect(codeOf({ $filter: filter })).toBe(6001);
  });

  it("refuses a field that can't be filtered", () => {
    expect(codeOf({ $filter: "Name eq 'Beta'" }, { unfilterable: "Name" })).toBe(6000);
    expect(codeOf({ $orderby: "Name" }, { unfilterable: "Name" })).toBe(6000);
  });

  it("compares text by case only where the database does", () => {
    expect(ask({ $filter: "Name eq 'BETA'" }, { sensitive: true }).rows).toHaveLength(0);
  });
});

describe("paging and sorting", () => {
  it("pages from 1 and answers nothing past the last page", () => {
    expect(ask({ $page: "2", $pagesize: "1" }).rows.map((row) => row["Id"])).toEqual([B]);
    expect(ask({ $page: "3", $pagesize: "1" })).toMatchObject({
      currentPage: 3,
      total: 2,
      rows: [],
    });
  });

  it("takes $top and $skip as well", () => {
    expect(ask({ $top: "1", $skip: "1" })).toMatchObject({ currentPage: 2, pageSize: 1 });
  });

  it("never gives more than 1000 a page", () => {
    expect(ask({ $pagesize: "5000" }).pageSize).toBe(1000);
  });

  it("sorts stamps to their last digit", () => {
    expect(ask({ $orderby: "ModifiedUtc desc" }).rows.map((row) => row["Id"])).toEqual([B, A]);
  });

  it.each([
    [{ $page: "0" }],
    [{ $pagesize: "0" }],
    [{ $orderby: "Nope" }],
    [{ $orderby: "Name down" }],
    [{ $select: "Nope" }],
    [{ $count: "true" }],
    [{ $expand: "Rows" }],
  ])("refuses %o with 6000", (query) => {
    expect(codeOf(query as Record<string, string>)).toBe(6000);
  });

  it("selects fields", () => {
    const page = ask({ $select: "Id,Rows", $top: "1" });
    expect(page.rows.map(page.select)).toEqual([{ Id: A, Rows: [{ Text: "red shirt" }] }]);
  });
});

describe("stamps", () => {
  it("have up to seven digits without closing zeros, and read back", () => {
    const written = stamp(Date.UTC(2026, 0, 2, 3, 4, 5, 120), 70);
    expect(written).toBe("2026-01-02T03:04:05.120007Z");
    expect(instantKey(written)).toBe("2026-01-02T03:04:05.1200070");
  });
});
