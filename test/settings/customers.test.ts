import { describe, expect, test } from "vitest";
import { defaultSettings, settingsSchema } from "../../src/settings/schema.ts";

const faults = (settings: unknown): readonly string[] => {
  const parsed = settingsSchema.safeParse(settings);
  return parsed.success ? [] : parsed.error.issues.map((issue) => issue.path.join("."));
};

describe("settings of customers", () => {
  test("are off and wise at first: nothing flows, no label is touched, what a person corrected stays", () => {
    expect(defaultSettings().customers).toEqual({
      enabled: false,
      create: true,
      numberPrefix: "AS",
      changedByPerson: "leave",
      classifyBy: "none",
    });
    expect(defaultSettings().lookups.customerLabel).toEqual({ table: {} });
    expect(defaultSettings().schedules.debtors).toBeNull();
  });

  test("are taken whole", () => {
    expect(
      faults({
        customers: {
          enabled: true,
          create: false,
          changedByPerson: "hold",
          classifyBy: "characteristic5",
        },
        lookups: {
          customerKind: { table: { "2": "company" }, default: "private" },
          customerLabel: { table: { Gold: "Key customer" } },
          customerCurrency: { table: { NL: "EUR" } },
          customerDeliveryMethod: { force: "a-method" },
          customerLanguage: { default: "sv" },
        },
        schedules: { debtors: 60 },
      }),
    ).toEqual([]);
  });

  test.each([
    [{ customers: { changedByPerson: "ask" } }, "customers.changedByPerson"],
    [{ customers: { classifyBy: "characteristic1" } }, "customers.classifyBy"],
    [{ customers: { colour: "blue" } }, "customers"],
    [{ lookups: { customerKind: { table: { "2": "Company" } } } }, "lookups.customerKind.table.2"],
    [{ lookups: { customerCurrency: { default: "euro" } } }, "lookups.customerCurrency.default"],
    [{ lookups: { customerLanguage: { force: "swedish" } } }, "lookups.customerLanguage.force"],
    [
      { lookups: { customerLabel: { table: { a: "x".repeat(51) } } } },
      "lookups.customerLabel.table.a",
    ],
    [{ schedules: { debtors: 0 } }, "schedules.debtors"],
  ])("refuse %j with its path", (settings, path) => {
    expect(faults(settings).some((fault) => fault.startsWith(path))).toBe(true);
  });
});
