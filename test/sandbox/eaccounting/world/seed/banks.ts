// Banks and the company's own accounts with them: a cheque account, a wallet for card money, a till, and one in euro.
import type { Company } from "../company.ts";
import { seedId } from "../ids.ts";

const BANKS = ["Swedbank", "SEB", "Handelsbanken"];

const ACCOUNTS = [
  { name: "Företagskonto", english: "Business account", type: 1, ledger: 1930, currency: null, bban: "12345678" },
  { name: "Kortbetalningar", english: "Card payments", type: 5, ledger: 1580, currency: null, bban: "87654321" },
  { name: "Kassa", english: "Till", type: 2, ledger: 1910, currency: null, bban: null },
  { name: "Valutakonto EUR", english: "Euro account", type: 4, ledger: 1934, currency: "EUR", bban: "11223344" },
] as const;

export function seedBanks(company: Company, at: number, stamp: string): void {
  for (const name of BANKS) company.banks.commit({ Id: seedId(company.name, "bank", name), Name: name }, at);
  for (const { name, english, type, ledger, currency, bban } of ACCOUNTS) {
    company.bankAccounts.commit(
      {
        Id: seedId(company.name, "bankaccount", String(ledger)),
        Name: name,
        NameEnglish: english,
        BankAccountType: type,
        LedgerAccountNumber: ledger,
        CurrencyCode: currency ?? company.settings.CurrencyCode,
        Bank: type === 2 ? null : seedId(company.name, "bank", "Swedbank"),
        Bban: bban,
        Iban: null,
        IsActive: true,
        IsDefaultChequeAccount: type === 1,
        HasActiveBankAgreement: false,
        BankAccountHolderName: null,
        ModifiedUtc: stamp,
      },
      at,
    );
  }
}
